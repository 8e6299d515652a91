"""What a shopper sees of Storebook: the shop's name, the questions, and a thank-you."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.form import Form
from storebook.gui.layout import column, held, row, scrolling
from storebook.gui.lock.screen import paint_cuts
from storebook.gui.marks import RoundCut
from storebook.gui.pages.club.questions import INDENT
from storebook.gui.timers import after
from storebook.gui.turned.questions import ShoppersQuestions
from storebook.gui.words import ShopName, button, label, rule

HELD_MS = 3_000
TITLE = "Join our club"
LEAD = "Three answers are enough. Leave out what you don’t like to tell."
NO_NAME = "Which name shall stand on your card?"
THANKS = "Your answers are with us. Your card is made in a moment."
FOR_SHOP = "For the shop: Esc, then the PIN."
WIDEST = 720


class TurnedScreen(QWidget):
    """`shop_wanted`: somebody wants back to the book, by Esc; or, where `held` is set, by holding
    Esc, or a finger on the shop's name, for three seconds.
    """

    shop_wanted = Signal()
    done = Signal()

    def __init__(self, context: Context, *, by_holding: bool) -> None:
        super().__init__()
        self.setAccessibleName(TITLE)
        self._by_holding = by_holding
        self.shop = ShopName(context.shop().name, "title")
        self.questions = ask = ShoppersQuestions(context)
        answers = {"phone": ask.reach, "given": ask.given, "family": ask.family}
        ticks = {f"may {channel}": line for channel, line in ask.consents.items()}
        self.form = Form({**answers, "birthday": ask.birthday, **ticks}, self)
        self.done_button = button("That is all", kind="primary", density="counter")
        self.thanks = label("", "display", wrap=True)
        self._hand = after(self, HELD_MS, self.shop_wanted.emit)
        self.shop.installEventFilter(self)
        self.done_button.clicked.connect(self.finish)
        self._lay_out()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._asking())
        self._stack.addWidget(self._thanking())
        foot = label("" if self._by_holding else FOR_SHOP, "small", role="hint")
        foot.setVisible(not self._by_holding)
        head = row("stretch", self.shop, "stretch")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 22, 32, 14)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        whole.addWidget(foot, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _asking(self) -> QWidget:
        inside = column(
            label(TITLE, "display"),
            label(LEAD, "body", role="second", wrap=True),
            14,
            self.questions,
            "stretch",
            spacing=8,
        )
        done = row(INDENT, self.done_button, "stretch", spacing=0)
        self._narrow = (held(inside), held(done))
        whole = column(
            scrolling(held(row("stretch", self._narrow[0], "stretch", spacing=0))),
            rule(),
            held(row("stretch", self._narrow[1], "stretch", spacing=0)),
            spacing=10,
        )
        self._measure()
        theme.notifier().changed.connect(self._measure)
        return held(whole)

    def _measure(self) -> None:
        for each in self._narrow:
            each.setFixedWidth(min(theme.px(WIDEST), self.width() - 80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _thanking(self) -> QWidget:
        cut = RoundCut()
        cut.setFixedSize(theme.px(220), theme.px(220))
        middle = Qt.AlignmentFlag.AlignHCenter
        fact = label(THANKS, "heading", role="second", wrap=True)
        for each in (self.thanks, fact):
            each.setAlignment(middle)
        whole = QVBoxLayout()
        whole.addStretch(3)
        whole.addWidget(cut, alignment=middle)
        whole.addSpacing(24)
        whole.addWidget(self.thanks)
        whole.addWidget(fact)
        whole.addStretch(4)
        return held(whole)

    def focus_first(self) -> None:
        """The first question, or nothing once all is said."""
        if self.is_done:
            self.setFocus()
        else:
            self.questions.reach.setFocus()

    @property
    def is_done(self) -> bool:
        """Whether the thank-you is shown."""
        return self._stack.currentIndex() == 1

    def finish(self) -> None:
        """All is answered: say thank you, and show none of the answers any more."""
        ask = self.questions
        if not self.form.check():
            if ask.birthday.message.state == "error" and ask.reach.message.state != "error":
                ask.birthday.focus_wrong()
            return
        if not ask.name():
            ask.given.error(NO_NAME)
            ask.given.setFocus()
            return
        given = ask.given.value().strip()
        self.thanks.setText(f"Thank you, {given}." if given else "Thank you.")
        self._stack.setCurrentIndex(1)
        self.setFocus()
        self.done.emit()

    # -- the way back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key ends here: the window behind hears none."""
        event.accept()
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control and not self.is_done:
            self.finish()
        elif key not in (Qt.Key.Key_Escape, Qt.Key.Key_F11) or event.isAutoRepeat():
            return
        elif not self._by_holding:
            self.shop_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self._hand.start()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._hand.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A finger on the shop's name, where no key has to be known."""
        if watched is self.shop and event.type() == QEvent.Type.MouseButtonPress:
            if self._by_holding:
                self._hand.start()
            else:
                self.shop_wanted.emit()
        elif watched is self.shop and event.type() == QEvent.Type.MouseButtonRelease:
            self._hand.stop()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("paper"))
        paint_cuts(painter, self.size())
