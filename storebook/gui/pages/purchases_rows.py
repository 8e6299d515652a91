"""How a ticket stands in the list: day, shopper, what, who sold it, and the amount."""

from storebook.gui import theme
from storebook.gui.cells import AnyColumn, Cell, Column
from storebook.gui.context import Context
from storebook.gui.marks import initials
from storebook.gui.privacy import HIDDEN
from storebook.gui.shown import day, plural
from storebook.gui.table import RecordTable
from storebook.sales.purchases import PurchaseRow

DAY, SOLD_BY, AMOUNT = 124, 150, 130
WALK_IN = "A walk-in"
SOLD_BY_FROM = 860  # the width from which there is room to say who sold it


class TicketTable(RecordTable):
    """With large letters in a narrow window who sold it goes, so that no amount is cut."""

    def _share_widths(self) -> None:
        room = self._room
        narrow = room < theme.px(SOLD_BY_FROM)
        day, amount = theme.px(DAY), theme.px(AMOUNT)
        sold_by = 0 if narrow else theme.px(SOLD_BY)
        rest = max(theme.px(200), room - day - sold_by - amount)
        shopper = rest * 2 // 5
        self.setColumnHidden(3, narrow)
        for section, wide in enumerate((day, shopper, rest - shopper, sold_by, amount)):
            if wide:
                self.setColumnWidth(section, wide)


def columns(context: Context) -> list[AnyColumn]:
    """The columns, in reading order."""

    def when(one: PurchaseRow) -> str:
        return day(one.day, context.today(), context.shop().locale)

    return [
        Column("Day", when, DAY),
        Column("Shopper", lambda one: shopper_cell(one, context)),
        Column("What", what_cell, grow=2),
        Column("Sold by", lambda one: one.associate, SOLD_BY, color="ink2"),
        Column("Amount", lambda one: amount(one, context), AMOUNT, right=True),
    ]


def shopper_cell(one: PurchaseRow, context: Context) -> Cell:
    """Who bought it; nobody is named on a walk-in's ticket."""
    if one.shopper is None:
        return Cell(text=WALK_IN, color="ink3")
    return Cell(text=buyer(one, context), kind="listname")


def buyer(one: PurchaseRow, context: Context) -> str:
    """The name; with privacy on its letters, since what others bought is not for who looks on."""
    if one.shopper is None:
        return WALK_IN
    return initials(one.shopper) if context.is_private() else one.shopper


def what_cell(one: PurchaseRow) -> Cell:
    """What was taken, or came back."""
    if one.is_return:
        return Cell(text=f"Back: {one.title}", icon="arrow-u-up-left")
    return Cell(text=one.title)


def amount(one: PurchaseRow, context: Context) -> str:
    """What was paid, negative where it was paid back."""
    if one.total_cents is None:
        return HIDDEN
    return context.money(one.total_cents, symbol=False)


def sentence(one: PurchaseRow, context: Context) -> str:
    """The whole row, said aloud."""
    locale = context.shop().locale
    when = day(one.day, context.today(), locale)
    many = plural(one.pieces, "piece", "pieces", locale)
    money = "amount hidden" if one.total_cents is None else context.money(one.total_cents)
    deed = "brought back" if one.is_return else "bought"
    who = buyer(one, context)
    return f"{who} {deed} {one.title}, {when}, {many}, {money}, sold by {one.associate}"
