"""Every shopper as a row of a CSV file, so that our own import makes the same people of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storebook.base.text import one_line
from storebook.book.book import Book
from storebook.book.rights import Right, require
from storebook.book.shop import Shop
from storebook.book.ways_out import note_exported
from storebook.exchange.csv_files import Progress
from storebook.exchange.exporting.csv_out import Exported, csv_out, made_by, spread
from storebook.exchange.exporting.shopper_records import (
    Around,
    ShopperRecord,
    around,
    long_told,
    portions,
    shown_day,
)
from storebook.exchange.guard import GUARDED_ROW, ROW
from storebook.people.own_fields import OwnField, own_fields
from storebook.staff.viewer import Viewer

# A fourth phone shares the cell of the third: one a line, and so do its marks.
MOST_POINTS = 3
MOST_ADDRESSES = 12
ADDRESS_HEADINGS = ("street", "city", "region", "postcode", "country", "marks")

Tell = Callable[[ShopperRecord], str | None]
NAMES: tuple[tuple[str, Tell], ...] = (
    ("Name", lambda one: one.name),
    ("Title", lambda one: one.title),
    ("Given name", lambda one: one.given),
    ("Family name", lambda one: one.family),
    ("Native name", lambda one: one.native_name),
    ("Romanized name", lambda one: one.romanized),
    ("Nickname", lambda one: one.nickname),
    ("Greeting line", lambda one: one.greeting_line),
    ("Envelope line", lambda one: one.envelope_line),
    ("Standing", lambda one: one.standing),
    ("Without a name", lambda one: None if one.named else "yes"),
    ("Gender", lambda one: one.gender),
    ("Language", lambda one: one.language),
    ("Occupation", lambda one: one.occupation),
    ("Interests", lambda one: one.interests),
    ("Source", lambda one: one.source),
    ("Since", lambda one: one.since),
)
FOR_THE_OWNER: tuple[tuple[str, Tell], ...] = (
    ("Personality", lambda one: one.personality),
    ("Income band", lambda one: one.income_band),
)
DEPARTURES: tuple[tuple[str, Tell], ...] = (
    ("Deceased on", lambda one: one.deceased_on),
    ("Deceased note", lambda one: one.deceased_note),
    ("Archived on", lambda one: one.archived_on),
    ("Moved away on", lambda one: one.moved_away_on),
    ("Quiet until", lambda one: one.quiet_until),
    ("Quiet note", lambda one: one.quiet_note),
    ("Household name", lambda one: one.household),
    ("Couple line", lambda one: one.couple_line),
    ("Couple greeting", lambda one: one.couple_greeting),
)
FAMILY = (
    "Birthday", "Leap day kept", "Wedding", "Spouse", "Spouse row", "Tie", "Household",
    "Tags (one a line)", "Sizes",
)  # fmt: skip
NOTES, CONSENT = "Notes with their days", "Consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Widths:
    """How many columns each kind of thing needs, so that everybody's fit."""

    phones: int
    emails: int
    addresses: int
    notes: int
    consents: int


def export_shoppers(  # noqa: PLR0913 - who looks, how the file is to be read, who waits
    book: Book,
    out: Path,
    *,
    viewer: Viewer,
    shop: Shop,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write every shopper in the order they were written down.

    Exact, for moving data, or for a spreadsheet, with texts guarded. What only the owner may see
    is left out for others. Tastes, wishes, other days, kin but the spouse, and membership are not
    in it.
    """
    require(book, Right.EXPORT)
    ids = book.values("SELECT id FROM shopper ORDER BY id")
    places = {shopper_id: place for place, shopper_id in enumerate(ids, 1)}
    writer = _Writer(book, viewer, places, spreadsheet=spreadsheet)
    done = 0
    with csv_out(out, spreadsheet=spreadsheet) as rows:
        rows.write([*writer.headings(), made_by(book, viewer.today)])
        for portion in portions(book):
            ids_here = [one.id for one in portion]
            belongings = around(book, ids_here, viewer=viewer)
            for one in portion:
                rows.write([*writer.cells(one, belongings), ""], safe=frozenset([0]))
            done += len(portion)
            if progress is not None:
                progress(done, len(ids))
    note_exported(book, "Shoppers", rows=done, out=out)
    return Exported(rows=done)


class _Writer:
    """Turns shoppers into cells; the headings are the same for all of them."""

    def __init__(
        self, book: Book, viewer: Viewer, places: dict[int, int], *, spreadsheet: bool
    ) -> None:
        self._row = GUARDED_ROW if spreadsheet else ROW
        self._places = places
        self._own: list[OwnField] = own_fields(book)
        self._texts = (*NAMES, *(FOR_THE_OWNER if viewer.sees_owner_notes else ()))
        self._households: dict[int, int] = {}
        self._widths = _widths(book, viewer)

    def headings(self) -> list[str]:
        widths = self._widths
        return [
            self._row,
            *(heading for heading, _ in self._texts),
            *_numbered("Phone", widths.phones),
            *_numbered("E-mail", widths.emails),
            *(
                f"Address {number} {part}"
                for number in range(1, widths.addresses + 1)
                for part in ADDRESS_HEADINGS
            ),
            *FAMILY,
            *(heading for heading, _ in DEPARTURES),
            *_again(NOTES, widths.notes),
            *_again(CONSENT, widths.consents),
            *(f"Own field: {one_line(own.name)} ({own.kind.value})" for own in self._own),
        ]

    def cells(self, one: ShopperRecord, belongings: Around) -> list[str]:
        widths = self._widths
        own = belongings.own.get(one.id, {})
        return [
            str(self._places[one.id]),
            *(tell(one) or "" for _, tell in self._texts),
            *_points(belongings.phones.get(one.id, ()), widths.phones),
            *_points(belongings.emails.get(one.id, ()), widths.emails),
            *_filled(
                [cell for row in belongings.addresses.get(one.id, ()) for cell in row],
                widths.addresses * len(ADDRESS_HEADINGS),
            ),
            *self._family(one, belongings),
            *(tell(one) or "" for _, tell in DEPARTURES),
            *_filled(spread(belongings.notes.get(one.id, ())), widths.notes),
            *_filled(spread(belongings.consents.get(one.id, ())), widths.consents),
            *(own.get(field.id, "") for field in self._own),
        ]

    def _family(self, one: ShopperRecord, belongings: Around) -> list[str]:
        birthday, leap_day = shown_day(belongings.birthdays.get(one.id))
        wedding, _ = shown_day(belongings.weddings.get(one.id))
        spouse = belongings.spouses.get(one.id)
        household = ""
        if one.household_id is not None:
            number = self._households.setdefault(one.household_id, len(self._households) + 1)
            household = str(number)
        return [
            birthday,
            leap_day,
            wedding,
            "" if spouse is None else spouse[1],
            "" if spouse is None else str(self._places[spouse[0]]),
            "" if spouse is None else spouse[2],
            household,
            "\n".join(tag for (tag,) in belongings.tags.get(one.id, ())),
            "".join(spread(belongings.sizes.get(one.id, ()))),
        ]


def _numbered(what: str, width: int) -> list[str]:
    return [
        heading
        for number in range(1, width + 1)
        for heading in (f"{what} {number}", f"{what} {number} marks")
    ]


def _again(heading: str, width: int) -> list[str]:
    return [heading if number == 1 else f"{heading} {number}" for number in range(1, width + 1)]


def _points(points: list[tuple[str, str]] | tuple[()], width: int) -> list[str]:
    """Number and marks, side by side; the last cell holds all that are left, one a line."""
    cells = [cell for point in points[: width - 1] for cell in point]
    rest = points[width - 1 :] if width else ()
    if rest:
        cells += ["\n".join(raw for raw, _ in rest), "\n".join(marks for _, marks in rest)]
    return _filled(cells, width * 2)


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _widths(book: Book, viewer: Viewer) -> _Widths:
    """Asked of the whole book, since the headings come first."""
    long = long_told(book, owner=viewer.sees_owner_notes)
    belongings = around(book, long, viewer=viewer)
    notes = max([1, *(len(spread(rows)) for rows in belongings.notes.values())])
    consents = max([1, *(len(spread(rows)) for rows in belongings.consents.values())])
    return _Widths(
        phones=min(_most(book, "phone"), MOST_POINTS),
        emails=min(_most(book, "email"), MOST_POINTS),
        addresses=min(_most(book, "address"), MOST_ADDRESSES),
        notes=notes,
        consents=consents,
    )


def _most(book: Book, table: str) -> int:
    """The most that one shopper has, and at least one."""
    sql = {
        "phone": "SELECT max(n) FROM (SELECT count(*) AS n FROM phone GROUP BY shopper_id)",
        "email": "SELECT max(n) FROM (SELECT count(*) AS n FROM email GROUP BY shopper_id)",
        "address": "SELECT max(n) FROM (SELECT count(*) AS n FROM address GROUP BY shopper_id)",
    }[table]
    return max(book.value(sql) or 0, 1)
