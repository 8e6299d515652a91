"""The owner's page: who the best customers are, and what they really bring."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from storebook.analysis.pareto import TopFifth, TopRow, TopRules, top_fifth
from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.second_place import reminder
from storebook.gui import privacy, theme
from storebook.gui.bars import LoadingLine
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField
from storebook.gui.keeping import now_here
from storebook.gui.layout import page_layout, row, scrolling, stack
from storebook.gui.pages.owner_curve import ParetoCurve
from storebook.gui.pages.owner_print import TopListPrinting
from storebook.gui.pages.owner_words import (
    BASES,
    ONE_AND_MANY,
    UNITS,
    WINDOWS,
    facts,
    fine_percent,
    row_sentence,
    rule_words,
    sentence,
    whole_money,
)
from storebook.gui.reading import read
from storebook.gui.shown import count, percent, short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, empty_state, label, link, one_line, section_head
from storebook.sales.purchases import sees_cost
from storebook.staff.rights import Right, require

ROW = 43
NARROW_BELOW = 860
WIDE_FROM = 1150
SHARES, SHARES_TIGHT = (43, 57), (38, 62)  # of the curve and of the list
SIDES = 64 + 32
FIXED = (QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
NEVER = "Nobody has bought anything in this time"


class OwnerPage(QWidget):
    """Ctrl 8. The choices only look; “Keep as our rule” makes them what counts in the shop."""

    shows = frozenset({"purchase", "line", "shopper", "household", "setting"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: TopFifth | None = None
        rules = settings.load(context.book, TopRules)
        self.window_choice = ChoiceField("Window", _with(WINDOWS, rules.months), rules.months)
        self.unit = ChoiceField("Who counts as one", UNITS, rules.unit)
        self.basis = ChoiceField("What is counted", BASES, rules.basis)
        self.print_button = button("Print", icon="printer", key="print")
        self.reminder = label("", "small", role="warning", wrap=True)
        self.loading = LoadingLine()
        self.curve = ParetoCurve()
        self.keep_link = link("Keep as our rule", kind="small")
        self.table = RecordTable(
            self._columns(),
            "The top fifth",
            row_height=ROW,
            identity=lambda one: one.shopper_id,
            sentence=lambda one: row_sentence(one, context.shop()),
        )
        self.printing = TopListPrinting(context, self)
        self._lay_out()
        self._connect()
        theme.notifier().changed.connect(self._arrange)
        self.refresh()

    # -- making

    def _connect(self) -> None:
        for choice in (self.window_choice, self.unit, self.basis):
            choice.picked.connect(lambda _: self.refresh())
        self.print_button.clicked.connect(self.print_it)
        self.keep_link.clicked.connect(self._keep)
        self.table.opened.connect(lambda one: self._context.open_shopper(one.shopper_id))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._figures())
        self._stack.addWidget(
            empty_state(privacy.TITLE, "The owner’s figures are not shown while it is.")
        )
        self._stack.addWidget(
            empty_state("These figures are not for everybody", "The owner decides who sees them.")
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _figures(self) -> QWidget:
        made = QWidget()
        page = page_layout(made, top=8)
        page.setSpacing(10)
        page.addWidget(self._head())
        page.addWidget(self.reminder)
        page.addWidget(self.loading)
        self._body = QStackedWidget()
        self._body.addWidget(scrolling(self._both_halves()))
        self._body.addWidget(empty_state(NEVER, "A longer window may show more."))
        page.addWidget(self._body, 1)
        return made

    def _both_halves(self) -> QWidget:
        made = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, made)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(32)
        self._halves.addWidget(self._left())
        self._halves.addWidget(self._right())
        return made

    def _head(self) -> QWidget:
        """Title, sentence and choices in one holder, whatever stands beside or under the other."""
        made = QWidget()
        made.setMinimumWidth(1)  # or a window could not be made narrow enough to part them
        self._title = label("The top fifth", "title")
        self._sentence = QWidget(made)
        self._parts = [label(""), label("", "strong"), one_line("")]
        line = row(*self._parts, "stretch", spacing=5)
        line.setContentsMargins(0, 8, 0, 0)
        self._sentence.setLayout(line)
        self._controls = QWidget(made)
        controls = row(spacing=8)
        for each in (self.window_choice, self.unit, self.basis):
            each.hide_name()
            each.setSizePolicy(*FIXED)
            controls.addWidget(each)
        self.print_button.setSizePolicy(*FIXED)
        controls.addWidget(self.print_button)
        self._controls.setLayout(controls)
        self._places = QGridLayout(made)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._places.setHorizontalSpacing(16)
        self._places.setVerticalSpacing(8)
        self._places.setColumnStretch(1, 1)
        self._places.addWidget(self._title, 0, 0)
        return made

    def _left(self) -> QWidget:
        made = QWidget()
        self._curve_head = section_head("Share of profit")
        self._facts_head = section_head("What it rests on", self.keep_link)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._rule = label("", "small", role="second", wrap=True)
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._curve_head)
        whole.addWidget(self.curve, 1)
        whole.addWidget(self._facts_head)
        whole.addLayout(self._grid)
        whole.addWidget(self._rule)
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        self._list_head = section_head("Who they are")
        whole = QVBoxLayout(made)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._list_head)
        whole.addWidget(self.table, 1)
        return made

    def _columns(self) -> list[Column[TopRow]]:
        def shop_day(one: TopRow) -> Cell:
            shop = self._context.shop()
            return Cell(text=short_day(one.last_day, self._context.today(), shop.locale))

        return [
            Column("", lambda one: Cell(text=str(one.rank), color="ink3"), 48, right=True),
            Column("Name", lambda one: Cell(text=one.name, kind="listname")),
            Column("Last visit", shop_day, 112),
            Column("Brought", self._amount, 90, right=True),
            Column("Share", lambda one: fine_percent(one.share), 64, right=True),
            Column(
                "So far",
                lambda one: Cell(text=percent(one.running_share), color="ink2"),
                82,
                right=True,
            ),
        ]

    def _amount(self, one: TopRow) -> Cell:
        return Cell(text=whole_money(one.amount_cents, self._context.shop()))

    # -- what is shown

    def _rules(self) -> TopRules:
        return TopRules(
            months=self.window_choice.value(), basis=self.basis.value(), unit=self.unit.value()
        )

    def refresh(self) -> None:
        """Count again; the chosen row stays."""
        viewer = self._context.viewer()
        self._stack.setCurrentIndex(0 if viewer.sees_spend else 1 if viewer.private else 2)
        if not viewer.sees_spend:
            return
        self.basis.setVisible(sees_cost(viewer))
        late = reminder(self._context.book.path, now_here())
        self.reminder.setText(late)
        self.reminder.setVisible(bool(late))
        rules, today = self._rules(), self._context.today()
        self.keep_link.setVisible(rules != settings.load(self._context.book, TopRules))

        def work(book: Book) -> TopFifth:
            return top_fifth(book, on=today, rules=rules)

        if not read(self._context, work, self._show, owner=self, lane="owner"):
            self.loading.start("Adding up every purchase…")

    def _show(self, found: TopFifth) -> None:
        self.loading.done()
        self._found = found
        shop = self._context.shop()
        said = sentence(found, shop) if found.rows else ("", "", "")
        for part, words in zip(self._parts, said, strict=True):
            part.setText(words)
        self._body.setCurrentIndex(0 if found.rows else 1)
        self._curve_head.set_title(f"Share of {found.basis.value}")
        many = ONE_AND_MANY[found.rules.unit][1]
        self._curve_head.set_fact(f"{many} ordered from best to least")
        self.curve.show_found(found, shop)
        self._show_facts(facts(found, shop))
        self._rule.setText(rule_words(found))
        self._list_head.set_fact(count(len(found.rows), shop.locale) if found.rows else "")
        self.table.show_records(found.rows)
        self.print_button.setEnabled(bool(found.rows))
        self.print_button.setVisible(self._context.viewer().may(Right.PRINT_LISTS))
        self._arrange()

    def _show_facts(self, known: list[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line, (question, answer) in enumerate(known):
            self._grid.addWidget(label(question, role="second"), line, 0)
            self._grid.addWidget(label(answer, wrap=True), line, 1)

    # -- deeds

    def _keep(self) -> None:
        settings.set_rule(self._context.book, "The rule of the top fifth set", self._rules())
        self._context.say("The rule of the top fifth is kept.")
        self.refresh()

    def print_it(self) -> bool:
        """Ctrl P: the list on paper."""
        require(self._context.book, Right.PRINT_LISTS)
        if self._found is None or not self._context.viewer().sees_spend:
            raise Refused("There is no list to print yet.", harmless=True)
        self.printing.print_list(self._found)
        return True

    @property
    def shopper_id(self) -> int | None:
        """The chosen one, whom Ctrl R and Ctrl T are about."""
        if not self._context.viewer().sees_spend:
            return None
        one: TopRow | None = self.table.chosen()
        return one.shopper_id if one is not None else None

    def focus_first(self) -> None:
        """The list has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Sentence and choices stand beside the title where they fit, else under it."""
        room = self.width() - SIDES
        sentence = sum(part.sizeHint().width() + 5 for part in self._parts)
        title, controls = self._title.sizeHint().width(), self._controls.sizeHint().width()
        beside = room >= title + sentence + controls
        self._put(self._sentence, (0, 1, 1, 1) if beside else (1, 0, 1, 3))
        self._put(self._controls, (0, 2, 1, 1) if room >= title + controls else (2, 0, 1, 3))
        self._stand()

    def _put(self, part: QWidget, place: tuple[int, int, int, int]) -> None:
        """Row, column and how many of each; it stays with its holder, and so keeps its letters."""
        at = self._places.indexOf(part)
        if at >= 0 and self._places.getItemPosition(at) == place:
            return
        self._places.removeWidget(part)
        sides = Qt.AlignmentFlag.AlignLeft if part is self._controls else Qt.AlignmentFlag(0)
        self._places.addWidget(part, *place, sides)

    def _stand(self) -> None:
        """With large text in a narrow window the list stands under the curve; where there is little
        room beside it, the names get it.
        """
        narrow = self.width() < theme.px(NARROW_BELOW)
        for place, share in enumerate(
            SHARES if self.width() >= theme.px(WIDE_FROM) else SHARES_TIGHT
        ):
            self._halves.setStretch(place, share)
        stack(self._halves, upright=narrow)
        self.curve.setMinimumHeight(theme.px(300 if narrow else 200))
        self.table.setMinimumHeight(theme.px(ROW * 8 if narrow else ROW * 4))


def _with(choices: list[tuple[int, str]], months: int) -> list[tuple[int, str]]:
    """The windows there are, and the one that the shop's rule has."""
    if months in [each for each, _ in choices]:
        return choices
    return sorted([*choices, (months, f"{months} months")])
