"""What a row tells beside the person: a spouse, a roof, a departure, consent, own fields."""

from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import clean, fold, one_line, quoted
from storebook.exchange.cells import is_yes, known, unpacked
from storebook.exchange.days import DayReader
from storebook.exchange.fields import OWN
from storebook.exchange.layout import Cells, Layout
from storebook.exchange.shopper_rows.records import (
    NOTHING_BESIDE,
    AddressFate,
    Beside,
    ConsentTold,
    Departure,
    Roof,
)
from storebook.people.consent import STOPPED, Channel, Purpose
from storebook.people.notes import NoteClass, NoteDraft
from storebook.people.relations import Relation

CUSTOMER_NUMBER = "Customer number"
SPOUSE_LABELS = ("spouse", "husband", "wife", "partner", "domestic partner")
NO_COLUMNS = {
    "no mail": Channel.MAIL,
    "no calls": Channel.PHONE,
    "no texts": Channel.TEXT,
    "no email": Channel.EMAIL,
}
CONSENT_PARTS = 6
NOTE_PARTS = 3
DEPARTURES = ("deceased", "archived", "moved away", "quiet until")
FIELDS = (
    "spouse", "relation", "spouse row", "row", "household", "consent", "customer id",
    *DEPARTURES, *NO_COLUMNS,
)  # fmt: skip


class BesideReader:
    """Reads what stands beside the persons of one list."""

    def __init__(self, layout: Layout, days: DayReader) -> None:
        self._layout = layout
        self._days = days
        self._own = [field for field in layout.columns if field.startswith(OWN)]
        self._any = bool(self._own) or any(field in layout for field in FIELDS)
        self._departs = any(field in layout for field in DEPARTURES)
        self._consented = "consent" in layout
        self._refused = [field for field in NO_COLUMNS if field in layout]
        self._lives = "household" in layout
        self._married = any(field in layout for field in ("spouse", "relation", "spouse row"))

    def read(self, cells: Cells, fates: tuple[AddressFate, ...]) -> Beside:
        """Everything of one row; most rows have nothing."""
        if not self._any:
            return Beside(fates=fates) if fates else NOTHING_BESIDE
        row = self._layout.cell
        partners = self._married and row(cells, "tie").strip() == "partner"
        return Beside(
            spouse=self._spouse(cells) if self._married else "",
            spouse_row=one_line(row(cells, "spouse row")) if self._married else "",
            row=one_line(row(cells, "row")),
            tie=Relation.PARTNER if partners else Relation.SPOUSE,
            roof=self._roof(cells) if self._lives else None,
            departure=self._departure(cells) if self._departs else None,
            consents=(
                *(self._consents(cells) if self._consented else ()),
                *(self._refusals(cells) if self._refused else ()),
            ),
            fates=fates,
            own=self._own_values(cells),
        )

    def _spouse(self, cells: Cells) -> str:
        name = one_line(self._layout.cell(cells, "spouse"))
        if name:
            return name
        for label, text in labeled(self._layout, cells, "relation"):
            if fold(label) in SPOUSE_LABELS:
                return text
        return ""

    def _roof(self, cells: Cells) -> Roof | None:
        household = one_line(self._layout.cell(cells, "household"))
        if not household:
            return None
        return Roof(
            household=household,
            name=clean(self._layout.cell(cells, "household name")),
            couple_line=clean(self._layout.cell(cells, "couple line")),
            couple_greeting=clean(self._layout.cell(cells, "couple greeting")),
        )

    def _departure(self, cells: Cells) -> Departure | None:
        told = Departure(
            deceased_on=self._died(cells),
            deceased_note=one_line(self._layout.cell(cells, "deceased note")),
            archived_on=self._day(cells, "archived"),
            moved_away_on=self._day(cells, "moved away"),
            quiet_until=self._day(cells, "quiet until"),
            quiet_note=one_line(self._layout.cell(cells, "quiet note")),
        )
        return None if told == Departure() else told

    def _died(self, cells: Cells) -> date | None:
        """The day of death; who only says yes tells it today. Anything unclear is refused."""
        cell = one_line(self._layout.cell(cells, "deceased"))
        answer = is_yes(cell)
        if answer is not None or not cell:
            return self._days.today if answer else None
        day = self._day(cells, "deceased")
        if day is not None and day > self._days.today:
            raise self._layout.refused("deceased", Refused("That day is still to come."))
        return day

    def _day(self, cells: Cells, field: str) -> date | None:
        cell = known(self._layout.cell(cells, field))
        if not cell:
            return None
        try:
            return self._days.whole(cell)
        except Refused as refusal:
            raise self._layout.refused(field, refusal) from None

    def _consents(self, cells: Cells) -> list[ConsentTold]:
        told = []
        for _, cell in self._layout.filled(cells, "consent"):
            try:
                told += [_consent(row) for row in unpacked(cell)]
            except ValueError:
                refusal = Refused(f"{quoted(cell)} is no consent as this program writes it.")
                raise self._layout.refused("consent", refusal) from None
        return told

    def _refusals(self, cells: Cells) -> list[ConsentTold]:
        """A tick in a column such as "Do not mail": no cards, offers and invitations that way."""
        told = []
        for field in self._refused:
            cell = self._layout.cell(cells, field)
            if not cell.strip():
                continue
            answer = is_yes(cell)
            if answer is None:
                raise self._layout.refused(field, Refused(f"{quoted(cell)} is neither yes nor no."))
            if answer:
                header = self._layout.all(field)[0].header
                told.append(
                    ConsentTold(
                        channel=NO_COLUMNS[field],
                        purposes=STOPPED,
                        given=False,
                        day=self._days.today,
                        wording=f"{header}: {one_line(cell)}",
                        how="told by an imported list",
                    )
                )
        return told

    def _own_values(self, cells: Cells) -> dict[str, str]:
        values = {}
        for field in self._own:
            if cell := clean(self._layout.cell(cells, field)):
                values[field[len(OWN) :]] = cell
        if number := customer_number(self._layout.cell(cells, "customer id")):
            values[CUSTOMER_NUMBER] = number
        return values


def customer_number(cell: str) -> str:
    """Their number; what a spreadsheet made of 17850 is still 17850."""
    text = known(cell)
    whole, mark, rest = text.partition(".")
    return whole if mark and whole.isdigit() and not rest.strip("0") else text


def labeled(layout: Layout, cells: Cells, field: str) -> list[tuple[str, str]]:
    """Pairs of columns such as "Relation 1 - Label" and "Relation 1 - Value"."""
    return [
        (layout.grouped(cells, f"{field} label", heading.target.group).strip("* "), one_line(cell))
        for heading, cell in layout.filled(cells, field)
        if heading.target is not None
    ]


def dated_notes(cell: str) -> list[NoteDraft]:
    """Notes as our own lists write them: day, whose, text; ValueError when they are not."""
    notes = []
    for row in unpacked(cell):
        if len(row) != NOTE_PARTS:
            raise ValueError(row)
        notes.append(NoteDraft(day=date.fromisoformat(row[0]), kind=NoteClass(row[1]), text=row[2]))
    return notes


def _consent(row: list[str]) -> ConsentTold:
    """One line of our own; refused with ValueError when it is not."""
    if len(row) != CONSENT_PARTS or row[2] not in {"yes", "no"}:
        raise ValueError(row)
    channel, purpose, given, day, how, wording = row
    return ConsentTold(
        channel=Channel(channel),
        purposes=(Purpose(purpose),),
        given=given == "yes",
        day=date.fromisoformat(day),
        how=how,
        wording=wording,
    )
