"""The club's page: the questions with the card beside them, and the list of members."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from storebook.club.cards_waiting import cards_waiting
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.club.cards import CardPrinting, CardWords
from storebook.gui.pages.club.enroll import EnrollPart
from storebook.gui.pages.club.members import MembersPart
from storebook.gui.pages.club.preview import CardPreview
from storebook.gui.words import area, button, label, rule

if TYPE_CHECKING:
    from storebook.gui.pages.club.waiting import WaitingBars

ENROLL, MEMBERS = 0, 1
TITLES = ("Enroll in the club", "Members of the club")
THREE = "Three answers are enough. Everything else can wait."
SIDE = 480
SIDE_SHARE = 0.386
BESIDE_FROM = 1_000  # the width from which the card has room beside the questions
WIDEST_COLUMN = 720


class ClubPage(QWidget):
    """Ctrl 5, and Ctrl E from anywhere."""

    shows = frozenset({"member", "shopper", "phone", "email", "setting", "associate"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.printing = CardPrinting(context, self)
        self.enrolling = EnrollPart(context)
        self.members = MembersPart(context, self.printing)
        self.preview = CardPreview(context)
        self.title = label(TITLES[ENROLL], "title")
        self.fact = label(THREE, role="second")
        self.tab_bar = self._tabs()
        self.enroll_button = button(
            "Enroll and print card", kind="primary", key="save", density="counter"
        )
        self.later_button = button("Enroll, print later", density="counter")
        self.leave_button = button("Leave", kind="quiet", key="leave", density="counter")
        self.waiting: WaitingBars | None = None
        self._lay_out()
        self._connect()
        self.members.refresh()
        self.enrolling.refresh()
        self._show_waiting()

    # -- making

    def _tabs(self) -> QTabBar:
        made = QTabBar()
        made.setDrawBase(False)
        made.setExpanding(False)
        made.setAccessibleName("The club")
        for place, words in enumerate(("Enroll", "Members")):
            made.addTab(words)
            made.setAccessibleTabName(place, words)
        theme.set_letters(made, "body")
        return made

    def _lay_out(self) -> None:
        title = row(self.title, 8, self.fact, "stretch", spacing=8)
        title.setAlignment(self.fact, Qt.AlignmentFlag.AlignBottom)
        self.fact.setContentsMargins(0, 0, 0, 5)
        head = QVBoxLayout()
        head.setContentsMargins(32, 8, 32, 0)
        head.setSpacing(2)
        head.addLayout(title)
        head.addLayout(row(self.tab_bar, "stretch"))
        head.addWidget(rule())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._enroll_side())
        listed = QVBoxLayout()
        listed.addWidget(self.members)
        whole_list = held(listed)
        listed.setContentsMargins(32, 14, 32, 16)
        self._list_side = QVBoxLayout()
        self._list_side.setSpacing(0)
        self._list_side.addWidget(whole_list, 1)
        self._stack.addWidget(held(self._list_side))
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self._stack, 1)
        self._side = area("sunkright")
        self._beside = QVBoxLayout(self._side)
        self._beside.setContentsMargins(32, 18, 32, 18)
        self._beside.addWidget(self.preview)
        self._beside.addStretch()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self._side)

    def _enroll_side(self) -> QWidget:
        """The questions scroll when they must; the buttons always stand under them."""
        body = QWidget()
        self._under = QVBoxLayout(body)
        self._under.setContentsMargins(32, 14, 32, 16)
        self._under.setSpacing(24)
        self._under.addWidget(self.enrolling)
        self._under.addStretch()
        buttons = row(self.enroll_button, self.later_button, self.leave_button, "stretch")
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(buttons)
        foot.addWidget(self.enrolling.foot)
        holder = held(foot)
        foot.setContentsMargins(32 + theme.px(44), 12, 32, 14)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(scrolling(body), 1)
        column.addWidget(rule())
        column.addWidget(holder)
        return held(column)

    def _connect(self) -> None:
        self.tab_bar.currentChanged.connect(self._on_tab)
        self.enrolling.words_changed.connect(self._on_words)
        self.enrolling.print_wanted.connect(self.printing.print_card)
        self.enroll_button.clicked.connect(lambda: self._enroll(print_card=True))
        self.later_button.clicked.connect(lambda: self._enroll(print_card=False))
        self.leave_button.clicked.connect(self._leave)
        theme.notifier().changed.connect(self._measure)
        self._context.window().installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Beside the questions where there is room, else under them."""
        narrow = self.width() < theme.px(BESIDE_FROM)
        share = round(self.width() * SIDE_SHARE)
        self._side.setFixedWidth(min(theme.px(SIDE), share))
        self.enrolling.setMaximumWidth(theme.px(WIDEST_COLUMN))
        under = self._under.indexOf(self.preview) >= 0
        if narrow and not under:
            self._under.insertWidget(1, self.preview)
        elif under and not narrow:
            self._beside.insertWidget(0, self.preview)
        self._side.setVisible(not narrow and self._stack.currentIndex() == ENROLL)

    # -- what is shown

    def refresh(self) -> None:
        """Read the members again; the card follows the shop's name and the next number."""
        self.members.refresh()
        self.enrolling.refresh()
        self.preview.draw_soon()
        self._show_fact()
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Cards on sheets of which nobody has said yet how they came out."""
        if self.waiting is None and cards_waiting(self._context.book) is not None:
            # Loaded when there are some: the press takes longer to come in than the page to open.
            from storebook.gui.pages.club.waiting import WaitingBars

            self.waiting = WaitingBars(self._context)
            self._list_side.addWidget(self.waiting)
        elif self.waiting is not None:
            self.waiting.refresh()

    def _on_tab(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self.title.setText(TITLES[index])
        self._show_fact()
        self._measure()
        self.focus_first()

    def _show_fact(self) -> None:
        enrolling = self._stack.currentIndex() == ENROLL
        self.fact.setText(THREE if enrolling else self.members.count_words())

    def _on_words(self, words: CardWords) -> None:
        self.preview.show_words(words)

    # -- deeds

    def print_sheets(self) -> None:
        """The cards of many; what becomes of them is asked under the list of members."""
        self.tab_bar.setCurrentIndex(MEMBERS)
        self.members.print_sheets()

    def enroll(self, shopper_id: int | None) -> None:
        """Ask the three questions, of this shopper or of somebody new."""
        self.tab_bar.setCurrentIndex(ENROLL)
        if shopper_id is not None:
            self.enrolling.enroll_shopper(shopper_id)
        else:
            self.focus_first()

    def take_answers(self) -> bool:
        """What a shopper answered on the turned screen, for the associate to finish."""
        self.tab_bar.setCurrentIndex(ENROLL)
        self.enrolling.take_answers()
        self.focus_first()
        return True

    def _enroll(self, *, print_card: bool) -> None:
        made = self.enrolling.enroll()
        if made is None:
            return
        self.focus_first()
        words = CardWords(name=made.name, number=made.number, year=self._context.today().year)
        if print_card:
            self.printing.print_card(made.shopper_id, enrolled=True)
        else:
            self.printing.say_enrolled(made.shopper_id, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: what was typed is kept while there is a book to keep it in."""
        if event.type() == QEvent.Type.Close and watched is self._context.window():
            self.enrolling.leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Back to where one came from; what was typed waits."""
        self.enrolling.leave()
        self._context.go("counter")

    # -- keys

    def focus_first(self) -> None:
        """The first question, or the list."""
        if self._stack.currentIndex() == MEMBERS:
            self.members.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enrolling.focus_first()

    def tabs(self) -> QTabBar:
        """For Ctrl Tab."""
        return self.tab_bar

    def save_it(self) -> bool:
        """Ctrl Enter enrolls and prints, or answers what is asked under the list."""
        if self._stack.currentIndex() == ENROLL:
            self._enroll(print_card=True)
        elif self.waiting is not None:
            self.waiting.answer()
        return True

    def print_it(self) -> bool:
        """Ctrl P prints the chosen member's card."""
        chosen = self.members.table.chosen()
        if self._stack.currentIndex() == MEMBERS and chosen is not None:
            self.printing.print_card(chosen.shopper_id)
            return True
        return False

    def step_back(self) -> bool:
        """Esc keeps what was typed; the window goes back a page."""
        self.enrolling.leave()
        return False

    def leave_it(self) -> bool:
        """Another page is opened, or the window is closed: what was typed waits."""
        self.enrolling.leave()
        return True
