"""How a shopper stands in a list: name, last visit, club, phone and the next occasion."""

from dataclasses import dataclass, replace
from datetime import date

from storebook.base.dates import Calendar
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.marks import Tier, initials
from storebook.gui.pages.counter_matches import found_spans
from storebook.gui.photographs import small
from storebook.gui.privacy import HIDDEN
from storebook.gui.shown import day, distance, month_word, short_day, show_partial_date
from storebook.people.occasions import OccasionKind
from storebook.people.search import ShopperRow
from storebook.people.search.rows import NextDay


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShopper:
    """A row of the counter's search or of the list of all shoppers.

    `typed` is what was searched for, to be underlined; `how` says how somebody was found whose
    name does not show it; `picture_id` is of the face that stands in place of initials.
    """

    id: int
    row: ShopperRow
    typed: str = ""
    how: str = ""
    since: date | None = None
    moved_away_on: date | None = None
    city: str = ""
    picture_id: int | None = None


def covered(cell: Cell) -> Cell:
    """What somebody else's cell shows of it to a shopper: that there is something, or nothing."""
    return Cell(text=HIDDEN) if cell.text else Cell()


def second_script(row: ShopperRow, typed: str = "") -> str:
    """What stands in italic after the name: the other script, else the nickname that was typed."""
    for other in (row.native_name, row.romanized):
        if other and other != row.name:
            return other
    nickname = row.nickname or ""
    return f"“{nickname}”" if found_spans(nickname, typed) else ""


def occasion_words(kind: str, title: str | None, calendar: Calendar) -> str:
    """ "Birthday", "Lunar birthday", "Anniversary", or the title that the shopper gave."""
    if kind == OccasionKind.OTHER:
        return title or "Occasion"
    words = "Anniversary" if kind == OccasionKind.WEDDING else "Birthday"
    return f"Lunar {words.lower()}" if calendar is Calendar.CHINESE else words


def name_cell(shown: ShownShopper, today: date, locale: str, kind: str = "rowname") -> Cell:
    """The name with the second script, and one line of fact beneath."""
    row = shown.row
    script = second_script(row, shown.typed)
    fact, color = _fact(shown, today, locale)
    return Cell(
        text=row.name,
        kind=kind,
        script=script,
        matches=found_spans(row.name, shown.typed),
        script_matches=found_spans(script, shown.typed),
        initials=initials(row.name, row.given or "", row.family or ""),
        second=fact,
        second_color=color,
    )


def _fact(shown: ShownShopper, today: date, locale: str) -> tuple[str, str]:
    """What must be known before speaking, else how they were found, else with whom they live."""
    row = shown.row
    gone = (
        ("Died", row.deceased_on),
        ("Archived", row.archived_on),
        ("Moved away", shown.moved_away_on),
    )
    for word, when in gone:
        if when is not None:
            return f"{word} {short_day(when, today, locale)}", "citrine"
    if row.quiet_until is not None and row.quiet_until > today:
        return f"Quiet until {short_day(row.quiet_until, today, locale)}", "citrine"
    return _plain_fact(shown), "ink2"


def _plain_fact(shown: ShownShopper) -> str:
    row = shown.row
    if shown.how:
        return shown.how[:1].upper() + shown.how[1:]
    if row.partner:
        return f"With {row.partner}"
    if row.looked_after_by:
        return f"Looked after by {row.looked_after_by}"
    return "Not yet bought" if row.last_visit is None else ""


def visit_cell(row: ShopperRow, today: date, locale: str) -> Cell:
    """The last visit, and how long ago that is."""
    if row.last_visit is None:
        return Cell(text="Not yet", color="ink3")
    return Cell(
        text=short_day(row.last_visit, today, locale),
        second=distance(row.last_visit, today),
    )


def club_cell(row: ShopperRow) -> Cell:
    """Whether the shopper belongs to the club."""
    if row.card_number:
        return Cell(text="Member", tier=Tier.PEARL)
    return Cell(text="" if row.deceased_on else "Not yet", color="ink3")


def phone_cell(row: ShopperRow) -> Cell:
    """The last four digits, never more: others may see the screen."""
    return Cell(text=f"ends {row.phone[-4:]}" if row.phone else "")


def next_cell(row: ShopperRow, today: date, locale: str) -> Cell:
    """The next day that is kept."""
    if row.next_day is None:
        return Cell()
    coming = row.next_day
    words = occasion_words(coming.kind, coming.title, coming.when.calendar)
    return Cell(text=words, second=coming_day(coming, today, locale))


def coming_day(coming: NextDay, today: date, locale: str) -> str:
    """ "Thu, Nov 26"; "in May" when no more is known."""
    if coming.when.day is None and coming.when.calendar is Calendar.GREGORIAN:
        return f"in {show_partial_date(coming.when).removeprefix('in ').split()[0]}"
    return day(coming.day, today, locale)


def ticket(on: date, locale: str, *, day_known: bool = True) -> tuple[str, str]:
    """A day as its ticket: the number and the month; without a known day only the month."""
    return (str(on.day) if day_known else "", month_word(on, locale))


def sentence(shown: ShownShopper, context: Context) -> str:
    """The whole row, for who listens to it; of others a shopper hears no more than who they are."""
    row, today, locale = shown.row, context.today(), context.shop().locale
    club = "member of the club" if row.card_number else ""
    parts = [row.name, second_script(row)]
    if context.is_private():
        parts.append(club)
    else:
        parts += [_fact(shown, today, locale)[0], club, *_dates_and_phone(row, today, locale)]
    return ", ".join(part for part in parts if part)


def _dates_and_phone(row: ShopperRow, today: date, locale: str) -> list[str]:
    parts = []
    if row.last_visit is not None:
        parts.append(f"last visit {short_day(row.last_visit, today, locale)}")
    if row.phone:
        parts.append(f"phone ends {row.phone[-4:]}")
    if row.next_day is not None:
        cell = next_cell(row, today, locale)
        parts.append(f"{cell.text} {cell.second}")
    return parts


@dataclass(frozen=True, slots=True)
class ShownTo:
    """The cells of a row for who may be looking: with privacy on no second line, date or phone."""

    context: Context

    def name(self, shown: ShownShopper, kind: str = "rowname") -> Cell:
        """The name; what is known of them beneath it."""
        cell = name_cell(shown, self.context.today(), self.context.shop().locale, kind)
        if self.context.is_private():
            return replace(cell, second="")
        if shown.picture_id is None:
            return cell
        return replace(cell, photo=small(self.context.book, shown.picture_id))

    def visit(self, shown: ShownShopper) -> Cell:
        """The last visit."""
        return self._own(visit_cell(shown.row, self.context.today(), self.context.shop().locale))

    def phone(self, shown: ShownShopper) -> Cell:
        """The end of the phone."""
        return self._own(phone_cell(shown.row))

    def coming(self, shown: ShownShopper) -> Cell:
        """The next occasion."""
        return self._own(next_cell(shown.row, self.context.today(), self.context.shop().locale))

    def words(self, words: str) -> Cell:
        """Anything else about them."""
        return self._own(Cell(text=words))

    def _own(self, cell: Cell) -> Cell:
        return covered(cell) if self.context.is_private() else cell


def search_columns(context: Context) -> list[Column[ShownShopper]]:
    """The columns of the counter's search."""
    shown_to = ShownTo(context)
    return [
        Column("Shopper", shown_to.name),
        Column("Last visit", shown_to.visit, 116),
        Column("Club", lambda shown: club_cell(shown.row), 112),
        Column("Phone", shown_to.phone, 96),
        Column("Next occasion", shown_to.coming, 186),
    ]
