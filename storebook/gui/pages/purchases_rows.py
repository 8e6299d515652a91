"""How a ticket stands in the list: day, shopper, what, who sold it, and the amount."""

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.shown import day, plural
from storebook.sales.purchases import PurchaseRow

HIDDEN = "•••"


def columns(context: Context) -> list[Column[PurchaseRow]]:
    """The columns, in reading order."""

    def when(one: PurchaseRow) -> str:
        return day(one.day, context.today(), context.shop().locale)

    return [
        Column("Day", when, 124),
        Column("Shopper", shopper_cell),
        Column("What", what_cell, grow=2),
        Column("Sold by", lambda one: one.associate, 150, color="ink2"),
        Column("Amount", lambda one: amount(one, context), 130, right=True),
    ]


def shopper_cell(one: PurchaseRow) -> Cell:
    """Who bought it; nobody is named on a walk-in's ticket."""
    if one.shopper is None:
        return Cell(text="A walk-in", color="ink3")
    return Cell(text=one.shopper, kind="listname")


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
    who = one.shopper or "A walk-in"
    return f"{who} {deed} {one.title}, {when}, {many}, {money}, sold by {one.associate}"
