"""Family and occasions on the shopper's page: whose day is when, and who belongs to whom."""

from dataclasses import dataclass
from datetime import date

from storebook.base.dates import Calendar
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.kin import AddKin, FamilyTies
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.pages.shopper_section import Section, add_link
from storebook.gui.pages.shopper_wrapping import WrappingTable
from storebook.gui.pages.shoppers_rows import occasion_words, ticket
from storebook.gui.shown import distance, show_partial_date
from storebook.people.kin import Kin
from storebook.people.known import Facts
from storebook.people.occasions import (
    FamilyDay,
    Occasion,
    OccasionKind,
    family_days,
)
from storebook.people.relations import Gender
from storebook.people.shoppers import Shopper

SOON = 31  # days; further off the ticket says enough
OWN = {Gender.WOMAN: "Her", Gender.MAN: "His"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A day, or one of the family; `occasion` is the shopper's own day, `kin` somebody else."""

    id: str
    text: str
    second: str
    next_on: date | None
    day_known: bool = True
    occasion: Occasion | None = None
    kin: Kin | None = None


class Family(Section):
    """Tickets in the order in which the days come; then those whose day nobody knows."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        self.add_day = add_link("+ Day", "Add an occasion", self._add_day)
        self.add_kin = add_link("+ Family", "Add family", self._add_kin)
        self.ties = add_link("Edit ties", "Edit family ties", self._edit_ties)
        super().__init__(
            "Family and occasions",
            self.add_day,
            self.add_kin,
            self.ties,
            beneath=True,
            nothing="No birthday, no wedding day and nobody of the family is known yet.",
        )
        self.table = WrappingTable([Column("", self._cell)], "Family and occasions", 50)
        self.table.opened.connect(self._open)
        self.table.acted.connect(lambda one, _: self._open(one))
        self.hold(self.table)

    def _cell(self, one: FamilyRow) -> Cell:
        today, locale = self._context.today(), self._context.shop().locale
        shown = ticket(one.next_on, locale, day_known=one.day_known) if one.next_on else ("", "")
        soon = one.next_on is not None and (one.next_on - today).days <= SOON
        away = distance(one.next_on, today) if one.next_on and soon else ""
        second = " · ".join(part for part in (one.second, away) if part)
        return Cell(text=one.text, second=second, ticket=shown, link=one.kin is not None)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the shopper's days and family."""
        self._shopper_id = shopper.id
        today, leap_day = self._context.today(), self._context.shop().leap_day_rule
        days = family_days(self._context.book, shopper.id, today=today, leap_day=leap_day)
        self.ties.setVisible(bool(facts.kin))
        self.show_list(self.table, family_rows(shopper, facts.days, facts.kin, days))

    def _open(self, one: FamilyRow) -> None:
        if one.kin is not None:
            self._context.open_shopper(one.kin.shopper_id)
        elif one.occasion is not None:
            dialog = OccasionDialog(self._context, self._shopper_id, occasion=one.occasion)
            self._context.dialogs.open(dialog)

    def _add_day(self) -> None:
        self._context.dialogs.open(OccasionDialog(self._context, self._shopper_id))

    def _add_kin(self) -> None:
        self._context.dialogs.open(AddKin(self._context, self._shopper_id))

    def _edit_ties(self) -> None:
        self._context.dialogs.open(FamilyTies(self._context, self._shopper_id))


def family_rows(
    shopper: Shopper,
    own: list[Occasion],
    kin: list[Kin],
    days: list[FamilyDay],
) -> list[FamilyRow]:
    """The shopper's own days and the family, the next one first."""
    birthdays = {one.shopper_id: one for one in days}
    given = {one.shopper_id: one.first_name for one in kin}
    rows = [_own_row(shopper, one, given) for one in own]
    rows += [_kin_row(one, birthdays.get(one.shopper_id)) for one in kin]
    return sorted(rows, key=lambda one: one.next_on or date.max)


def _own_row(shopper: Shopper, one: Occasion, given: dict[int, str]) -> FamilyRow:
    words = occasion_words(one.kind, one.title, one.when.calendar)
    if one.kind is OccasionKind.WEDDING:
        words = "Wedding day"
    elif one.kind is OccasionKind.BIRTHDAY and shopper.gender in OWN:
        words = f"{OWN[shopper.gender]} {words.lower()}"
    return FamilyRow(
        id=f"day {one.id}",
        text=words,
        second=_own_fact(one, given.get(one.partner_id or 0, one.partner_name or "")),
        next_on=one.next_on,
        day_known=one.when.day is not None,
        occasion=one,
    )


def _own_fact(one: Occasion, partner: str) -> str:
    """ "born 1966", "with Daniel, 1992", "lunar 8th month, day 15"."""
    year = str(one.when.year) if one.when.year else ""
    if one.kind is OccasionKind.WEDDING:
        words = f"with {partner}" if partner else ""
        if one.stopped:
            return ", ".join(part for part in (words, "no longer kept") if part)
        return ", ".join(part for part in (words, year) if part) or "year not known"
    if one.when.calendar is Calendar.CHINESE:
        return show_partial_date(one.when)
    if not year:
        return "year not known"
    return f"born {year}" if one.kind is OccasionKind.BIRTHDAY else f"since {year}"


def _kin_row(one: Kin, birthday: FamilyDay | None) -> FamilyRow:
    turning = f", turns {birthday.turning}" if birthday and birthday.turning else ""
    return FamilyRow(
        id=f"kin {one.kin_id}",
        text=one.first_name,
        second=f"{one.word}{turning}",
        next_on=birthday.next_on if birthday else None,
        day_known=birthday is None or birthday.when.day is not None,
        kin=one,
    )
