"""Cards to send: who has a day coming, who gets nothing and why, and the cards on paper."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import keys, privacy, theme
from storebook.gui.answer_bar import AnswerBar
from storebook.gui.bars import LoadingLine
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.dialogs.choose_whom import ChooseWhom
from storebook.gui.drawing import text_width
from storebook.gui.layout import held, row, scrolling, stack
from storebook.gui.pages.occasions_bars import PrintBar
from storebook.gui.pages.occasions_designs import DesignColumn
from storebook.gui.pages.occasions_due import DueColumn
from storebook.gui.pages.occasions_left_column import LeftColumn
from storebook.gui.pages.occasions_orders import Went, counted
from storebook.gui.pages.occasions_paperwork import Paperwork, Wanted
from storebook.gui.pages.occasions_pieces import Seen, problems_of, see, with_request
from storebook.gui.pages.occasions_post import PostColumn
from storebook.gui.pages.occasions_preview import PreviewColumn, Printed, Side
from storebook.gui.reading import read
from storebook.gui.timers import after
from storebook.gui.turn_bar import TurnBar
from storebook.gui.words import button, empty_state, label, one_line
from storebook.outreach.choosing import Chosen, Fold, RunKind, RunLook, RunRequest
from storebook.staff.rights import Right

TITLE = "Cards to send"
WINDOWS = [(7, "7 days"), (14, "14 days"), (30, "30 days")]
FIRST_WINDOW_DAYS = 14
NARROW_BELOW = 900
SHARES, SHARES_NARROW = (42, 72), (56, 58)  # of who gets a card, and of all beside it
GAP, SIDES = 26, 32
PREVIEW_AFTER_MS = 30
# Of a card that everybody gets alike, everybody is looked at.
FEW_SHOPPERS = 400
VEIL = "Whose day it is, and who gets a card, is not shown while it is."


class OccasionsPage(QWidget):
    """Ctrl 3. Nothing is marked as sent before somebody says that it came out well."""

    shows = frozenset({
        "shopper", "occasion", "kin", "household", "address", "consent", "run", "run_piece",
        "setting", "associate", "member", "tag", "purchase", "gift_day", "template",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._today = context.today()
        self._shop = shop = context.shop()
        self.windows = Segments("Time ahead", WINDOWS, FIRST_WINDOW_DAYS)
        self.list_button = button("Mailing list")
        self.past_button = button("Past runs", icon="clock-counter-clockwise")
        self.fact = one_line("", role="second")
        self.loading = LoadingLine()
        self.due = DueColumn(context)
        self.left = LeftColumn(context)
        self.left_out = self.left.list
        self.designs = DesignColumn()
        self.preview = PreviewColumn(context)
        self.post = PostColumn(context)
        self.labels, self.envelopes = self.post.labels, self.post.envelopes
        self.print_bar = PrintBar(shop)
        self.answer_bar = AnswerBar()
        self.turn_bar = TurnBar()
        self.paperwork = Paperwork(context, self._wanted, self)
        self.paperwork.on_envelopes = lambda: self.post.on_envelopes
        # Until the first look is there, which in a large book takes a second.
        self._seen = Seen(
            look=RunLook(request=self._request(), chosen=[], left_out=[]), problems={}, coming=None
        )
        self._preview_soon = after(self, PREVIEW_AFTER_MS, self._show_preview)
        self._lay_out()
        self._connect()
        theme.notifier().changed.connect(self._arrange)
        self._show_counts()
        self.refresh()

    # -- making

    def _connect(self) -> None:
        self.windows.chosen.connect(lambda _: self.refresh())
        self.due.asked.connect(self.refresh)
        self.due.asked_for.whom_wanted.connect(self._ask_whom)
        self.left.soon.wanted.connect(self.due.asked_for.ask_for_holiday)
        self.due.ticked.connect(self._show_counts)
        self.due.picked.connect(lambda _: self._preview_soon.start())
        self.preview.side_changed.connect(self._show_preview)
        self.post.stock_changed.connect(self.refresh)
        self.post.changed.connect(self._on_post)
        self.designs.chosen.connect(self.refresh)
        self.print_bar.changed.connect(self._on_paper)
        self.left_out.opened.connect(lambda one: self._context.open_shopper(one.shopper_id))
        self._connect_paperwork()

    def _connect_paperwork(self) -> None:
        paperwork, printing = self.paperwork, self.paperwork.printing
        self.print_bar.print_wanted.connect(paperwork.print_cards)
        self.print_bar.file_wanted.connect(paperwork.save_cards)
        self.labels.print_wanted.connect(lambda: paperwork.print_labels())
        self.labels.file_wanted.connect(paperwork.save_labels)
        self.envelopes.print_wanted.connect(lambda: paperwork.print_envelopes())
        self.envelopes.file_wanted.connect(paperwork.save_envelopes)
        self.left.lists_wanted.connect(paperwork.more_lists)
        self.left.returned_wanted.connect(paperwork.mail_came_back)
        self.list_button.clicked.connect(lambda: paperwork.mailing_list())
        self.past_button.clicked.connect(paperwork.show_past)
        self.answer_bar.fine.connect(paperwork.printed_fine)
        self.answer_bar.again.connect(paperwork.print_again)
        self.answer_bar.not_printed.connect(paperwork.not_printed)
        paperwork.changed.connect(self.refresh)
        paperwork.went.connect(self._on_went)
        printing.began.connect(self.loading.start)
        self.turn_bar.serve(printing)
        printing.moved.connect(lambda done, total: self.loading.progress(done, total))
        printing.ended.connect(self.loading.done)
        self.loading.stopped.connect(printing.stop)

    def _lay_out(self) -> None:
        title = row(label(TITLE, "title"), self.fact, spacing=10)
        self.fact.setContentsMargins(0, 8, 0, 0)
        title.setStretch(1, 1)
        self._tools = held(row(self.windows, "stretch", self.list_button, self.past_button))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(10)
        self._head.addLayout(title, 1)
        self._head.addWidget(self._tools)
        body = QVBoxLayout()
        body.setContentsMargins(SIDES, 8, SIDES, 0)
        body.setSpacing(10)
        body.addLayout(self._head)
        body.addWidget(self.loading)
        body.addLayout(self._columns(), 1)
        cards = QWidget()
        under = QVBoxLayout(cards)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(0)
        under.addLayout(body, 1)
        under.addSpacing(14)
        for bar in (self.turn_bar, self.print_bar, self.answer_bar):
            under.addWidget(bar)
        self.answer_bar.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(cards)
        self._stack.addWidget(empty_state(privacy.TITLE, VEIL))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _columns(self) -> QHBoxLayout:
        side = QWidget()
        self._side = QBoxLayout(QBoxLayout.Direction.LeftToRight, side)
        self._side.setContentsMargins(0, 0, 8, 0)
        self._side.setSpacing(GAP)
        self._side.addWidget(self.left, 28)
        self._side.addWidget(self._right_column(), 44)
        self._beside = row(scrolling(self.due), scrolling(side), spacing=GAP)
        return self._beside

    def _right_column(self) -> QWidget:
        made = QWidget()
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(24)
        self._below.addWidget(self.preview, 1)
        self._below.addWidget(self.post)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(self.designs)
        whole.addLayout(self._below, 1)
        return made

    # -- what is shown

    def _request(self) -> RunRequest:
        asked = self.due.asked_for
        start, end = asked.days_of(self.windows.value())
        return RunRequest(
            kind=RunKind.CARDS,
            start=start,
            end=end,
            card_kind=asked.card_kind,
            title=asked.title,
            selection=asked.details.selection,
            name=asked.details.name,
            designs=self.designs.named(asked.card_kind),
            paper=self.print_bar.paper.value(),
            fold=Fold(self.print_bar.fold.value()),
            sheet=self.labels.sheet_name,
            start_place=self.labels.start,
            children=asked.with_children,
        )

    def refresh(self) -> None:
        """Look again who is in and who is out; cleared boxes and the chosen row stay."""
        self._stack.setCurrentIndex(1 if self._context.is_private() else 0)
        today = self._context.today()
        asked = self.due.asked_for
        asked.today_is(self._today, today)
        self._today = today
        asked.refresh()
        self._show_waiting()
        may_list = self._context.viewer().may(Right.PRINT_LISTS)
        self.list_button.setVisible(may_list)
        self.left.allow_lists(may_list)
        self.windows.setVisible(not asked.is_alike)
        self.left.soon.show_days(asked.soon_to_mail())
        shop = self._shop = self._context.shop()
        self.post.refresh(shop)
        request = self._request()
        if request.end.year > date.max.year - 2:
            raise Refused("That day is too far away.", harmless=True)

        def work(book: Book) -> Seen:
            return see(book, request, shop, today)

        most = FEW_SHOPPERS if asked.is_alike else None
        if not read(self._context, work, self._show_seen, owner=self, lane="occasions", most=most):
            self.loading.start("Looking who may be written to…")

    def _show_seen(self, seen: Seen) -> None:
        self.loading.done()
        self._seen = seen
        self.fact.setText(self.due.asked_for.fact(seen.look.request.start, seen.look.request.end))
        self.due.show_seen(seen)
        self.left.show_look(seen.look)
        self._fit_left_out()
        self._show_counts()
        self._show_preview()
        if seen.waits_for_press or self.post.on_envelopes:
            self._look_closer()

    def _look_closer(self) -> None:
        """Have the press look at all pieces, on what their addresses go; it takes a moment."""
        if self._seen.is_too_long:
            return
        look, shop, post = self._seen.look, self._shop, self.post.chosen(self._shop)
        self._context.jobs.read(
            lambda _: problems_of(look, shop, post),
            lambda problems: self._show_problems(look, problems),
            owner=self,
            lane="occasions-problems",
        )

    def _show_problems(self, look: RunLook, problems: dict[int, str]) -> None:
        if self._seen.look.chosen is look.chosen:
            self._seen = replace(self._seen, problems=problems)
            self.due.show_seen(self._seen)
            self._show_preview()

    def _fit_left_out(self) -> None:
        self.left.fit(upright=self._side.direction() is QBoxLayout.Direction.TopToBottom)

    def _show_counts(self) -> None:
        wanted = self.due.wanted()
        self.print_bar.show_count(len(wanted), self._context.shop().locale)
        waits = self.paperwork.waiting is not None
        waiting = self.paperwork.count_waiting() if waits else None
        self.post.show_wanted(wanted, self.print_bar.on, waiting)
        self.list_button.setEnabled(bool(wanted) or bool(waiting))

    def _show_preview(self) -> None:
        one: Chosen | None = self.due.table.chosen()
        chosen = self._seen.look.chosen
        place, problem = "", ""
        if one is not None:
            place = f"{chosen.index(one) + 1} of {len(chosen)}"
            problem = self._seen.problems.get(one.key, "")
        month = one.month if one is not None else self._seen.look.request.end.month
        self.designs.show_card(one, self.due.asked_for.card_kind, month, self._shop)
        how = Printed(
            shop=self._shop,
            on=self.print_bar.on,
            stock=self.labels.chosen_stock,
            envelope=self.post.envelope(self._shop, turned=False),
            on_envelopes=self.post.on_envelopes,
        )
        self.preview.show_one(one, place, how, problem)

    def _on_post(self) -> None:
        """Labels or envelopes: the preview shows the address on whichever was chosen."""
        self.preview.sides.set_value(Side.LABEL)
        self._show_preview()
        self._look_closer()

    def _on_paper(self) -> None:
        """Other paper: the same people, previewed on it."""
        request = self._request()
        look = with_request(self._seen.look, paper=request.paper, fold=request.fold)
        self._seen = replace(self._seen, look=look)
        self._show_counts()
        self._show_preview()

    def _show_waiting(self) -> None:
        self.paperwork.read_waiting()
        waits = self.paperwork.waiting is not None
        self.answer_bar.setVisible(waits)
        self.print_bar.setVisible(not waits)
        if waits:
            self.answer_bar.ask(self.paperwork.waiting_words(), saved=self.paperwork.is_saved())

    # -- what goes to paper

    def _wanted(self) -> Wanted:
        wanted = self.due.wanted()
        problems = [self._seen.problems.get(one.key) for one in wanted]
        return Wanted(
            look=self._seen.look,
            without=self.due.without,
            count=len(wanted),
            problems=tuple(problem for problem in problems if problem),
            on=self.print_bar.on,
            stock=self.labels.chosen_stock,
            filling=self.labels.filling,
            outlines=self.labels.outlines,
            envelope=self.post.envelope(self._shop, turned=True),
            days=self.fact.text(),
        )

    def _on_went(self, went: Went) -> None:
        """Cards are asked about at the foot; the others say for themselves that they are out."""
        many = counted(went.kind, went.pieces, self._context.shop().locale)
        if went.kind is RunKind.LABELS:
            self.post.labels_went(f"{many} {went.how}.", went.pieces)
        elif went.kind is RunKind.ENVELOPES:
            self.envelopes.printed(f"{many} {went.how}.")
        elif went.kind is RunKind.CARDS:
            self.due.asked_for.forget_name()
        elif went.kind is RunKind.LIST:
            self.due.note(f"{many} {went.how}.")

    # -- what is asked in a dialog

    def _ask_whom(self) -> None:
        asked = self.due.asked_for
        self._context.dialogs.open(ChooseWhom(self._context, asked, asked.change))

    # -- keys

    @property
    def shopper_id(self) -> int | None:
        """The chosen one, whom Ctrl R and Ctrl T are about."""
        if self._context.is_private():
            return None
        one: Chosen | None = self.due.table.chosen()
        return one.shopper_id if one is not None else None

    def focus_first(self) -> None:
        """The list has the keys."""
        self.due.table.setFocus(Qt.FocusReason.TabFocusReason)

    def save_it(self) -> bool:
        """Ctrl Enter: printed fine, or the insides of what was turned."""
        self._refuse_unseen()
        if not self.turn_bar.press_on():
            self.paperwork.printed_fine()
        return True

    def print_it(self) -> bool:
        """Ctrl P: the cards that are checked."""
        self._refuse_unseen()
        self.paperwork.print_cards()
        return True

    def _refuse_unseen(self) -> None:
        """Nothing is printed or marked that nobody can look at."""
        if self._context.is_private():
            raise Refused(
                f"{privacy.TITLE}: {keys.shown('privacy')} shows the cards again.", harmless=True
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In a narrow window the third column stands under the second, and the names have half."""
        narrow = self.width() < theme.px(NARROW_BELOW)
        stack(self._side, upright=narrow)
        stack(self._below, upright=narrow)
        for place, share in enumerate(SHARES_NARROW if narrow else SHARES):
            self._beside.setStretch(place, share)
        self.fact.setHidden(narrow)
        wanted = text_width(TITLE, theme.font("title")) + self._tools.sizeHint().width() + GAP
        stack(self._head, upright=wanted > self.width() - 2 * SIDES)
        self._fit_left_out()
