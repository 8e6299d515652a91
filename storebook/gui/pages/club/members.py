"""Who belongs to the club, the newest first: their cards, and leaving in one step."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.checks import show_number
from storebook.club.members import Member, count_members, leave_club, members
from storebook.gui.cells import AnyColumn, Cell, Column
from storebook.gui.context import Context
from storebook.gui.layout import row
from storebook.gui.marks import initials
from storebook.gui.pages.club.cards import CardPrinting
from storebook.gui.pages.shoppers_table import ShopperTable
from storebook.gui.photographs import small
from storebook.gui.shown import count, plural, short_day
from storebook.gui.words import button, label, say_extent
from storebook.people.photos import first_of_shoppers

PAGE = 200
MOST_AT_ONCE = 2_000
NEARLY_AT_END = 900


class MembersPart(QWidget):
    """Enter opens the shopper's page; the last two columns do what they say."""

    def __init__(self, context: Context, printing: CardPrinting) -> None:
        super().__init__()
        self._context = context
        self._printing = printing
        self._rows: list[Member] = []
        self._whole = False
        self._faces: dict[int, int] = {}
        self.table = ShopperTable(
            self._columns(),
            "Members",
            spare=("Enrolled by", "Since", "Card printed"),
            indent=61,
            sentence=self._sentence,
            empty=(
                "Nobody belongs to the club yet",
                "Three answers are enough to enroll somebody.",
            ),
        )
        self.foot = label("", "small", role="second")
        self.sheets_button = button("Cards on sheets", icon="printer")
        self.sheets_button.clicked.connect(self.print_sheets)
        self.table.opened.connect(lambda one: context.open_shopper(one.shopper_id))
        self.table.acted.connect(self._act)
        self.table.verticalScrollBar().valueChanged.connect(self._on_scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.table, 1)
        whole.addLayout(row(self.foot, "stretch", self.sheets_button))

    def _columns(self) -> list[AnyColumn]:
        return [
            Column("Member", self._name),
            Column("Card", lambda one: show_number(one.number), 96),
            Column("Since", lambda one: self._day(one.enrolled_on), 130),
            Column("Enrolled by", lambda one: one.associate, 160, color="ink2"),
            Column("Card printed", self._printed, 130),
            Column("", lambda _: Cell(text="Print card", button=True), 118, key="print"),
            Column("", lambda _: Cell(text="Leave the club", link=True), 130, key="leave"),
        ]

    def _name(self, one: Member) -> Cell:
        picture_id = self._faces.get(one.shopper_id)
        photo = None if picture_id is None else small(self._context.book, picture_id)
        return Cell(text=one.name, kind="listname", initials=initials(one.name), photo=photo)

    def _day(self, day: date) -> str:
        return short_day(day, self._context.today(), self._context.shop().locale)

    def _printed(self, one: Member) -> Cell:
        if one.card_printed_on is None:
            return Cell(text="not yet", color="ink3")
        return Cell(text=self._day(one.card_printed_on))

    def _sentence(self, one: Member) -> str:
        printed = "printed" if one.card_printed_on else "not printed yet"
        since = self._day(one.enrolled_on)
        return f"{one.name}, card {show_number(one.number)}, {printed}, member since {since}"

    # -- reading

    def refresh(self) -> None:
        """Read as much again as was shown; the chosen member stays chosen."""
        wanted = min(max(PAGE, len(self._rows)), MOST_AT_ONCE)
        self._rows = members(self._context.book, limit=wanted)
        self._whole = len(self._rows) < wanted
        self._show()

    def _on_scroll(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if self._whole or not self._rows or bar.maximum() - value > NEARLY_AT_END:
            return
        more = members(self._context.book, limit=PAGE, before_id=self._rows[-1].id)
        self._rows = [*self._rows, *more]
        self._whole = len(more) < PAGE
        self._show()

    def _show(self) -> None:
        private = self._context.is_private()
        shown = [] if private else [one.shopper_id for one in self._rows]
        self._faces = first_of_shoppers(self._context.book, shown)
        self.table.show_records(self._rows)
        locale = self._context.shop().locale
        part = "" if self._whole else f"{count(len(self._rows), locale)} of "
        say_extent(f"{part}{self.count_words()} shown", self.foot, self.table)

    def count_words(self) -> str:
        """ "1,204 members"."""
        everyone = count_members(self._context.book)
        return plural(everyone, "member", "members", self._context.shop().locale)

    # -- deeds

    def print_sheets(self) -> None:
        """The cards of many, front and back."""
        # Loaded when it is asked for: the press takes longer to come in than the page to open.
        from storebook.gui.dialogs.member_sheets import MemberSheets

        self._context.dialogs.open(MemberSheets(self._context, self.table.chosen()))

    def _act(self, one: Member, deed: str) -> None:
        if deed == "print":
            self._printing.print_card(one.shopper_id)
            return
        leave_club(self._context.book, one.shopper_id, today=self._context.today())
        self._context.say(f"{one.name} left the club.")
