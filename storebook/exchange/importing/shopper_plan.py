"""What becomes of each row of a list of shoppers, before anything is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from storebook.base.errors import Refused
from storebook.base.text import counted, fold, one_line
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.exchange.fields import Kind
from storebook.exchange.importing.erased import WAS_ERASED, was_erased
from storebook.exchange.importing.merging import departure_to_fill, empty_on_file, merged
from storebook.exchange.importing.own_columns import fields_there, wanted_fields
from storebook.exchange.importing.persons import Known, Marks, marks_of, name_key
from storebook.exchange.importing.results import IMPORTED, ImportResult, Outcome
from storebook.exchange.importing.who_is_there import (
    answers_on_file,
    ids_by_name,
    ids_by_number,
    marks_on_file,
    notes_of,
    on_file,
)
from storebook.exchange.looking import Look, LookRow
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER, ConsentTold, ShopperRow
from storebook.exchange.shopper_rows.aside import KEPT
from storebook.people.consent import Channel, Purpose
from storebook.people.erasing import suppression
from storebook.people.own_fields import OwnField, OwnFieldKind, read_values

MOST_WARNINGS = 200
NOBODY_KNOWS_WHO = (
    "Somebody of this name is there, and nothing else in this row says whether it is them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What a row adds to the file of somebody who is there."""

    shopper_id: int
    row: ShopperRow
    fields: Mapping[str, Any]
    departure: Mapping[str, Any]
    notes: Sequence[tuple[str, str, str]]
    sizes: bool
    own: Mapping[str, str]
    consents: tuple[ConsentTold, ...]
    is_alone: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        told = (self.fields, self.departure, self.notes, self.sizes, self.own, self.consents)
        return not any(told) and not (self.is_alone and self.row.beside.spouse)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperPlan:
    """The rows to be written, and what becomes of every row of the list.

    `new` are persons by the row that tells of them first; `ids_by_row` says which row of our own
    list is which shopper who is there. `unsaid` warnings are too many to be told; `unread` rows
    came in with something kept as a note that could not be read.
    """

    new: dict[int, ShopperRow]
    fills: list[Fill]
    there: dict[int, int]
    outcomes: list[Outcome]
    problems: tuple[LookRow, ...]
    wanted: dict[str, OwnFieldKind]
    warnings: tuple[str, ...]
    unsaid: int
    unread: int

    def result(self, *, relatives: int = 0, more: tuple[str, ...] = ()) -> ImportResult:
        """The figures; every row is in exactly one of imported, skipped and refused."""
        counts = Counter(self.outcomes)
        imported = sum(counts[outcome] for outcome in IMPORTED)
        return ImportResult(
            kind=Kind.SHOPPERS,
            rows=len(self.outcomes),
            imported=imported,
            skipped=len(self.outcomes) - imported - counts[Outcome.REFUSED],
            refused=counts[Outcome.REFUSED],
            blank=counts[Outcome.BLANK],
            repeated=counts[Outcome.REPEATED],
            already_here=counts[Outcome.HERE],
            completed=counts[Outcome.COMPLETED],
            shoppers=len(self.new),
            relatives=relatives,
            problems=self.problems,
            unread=self.unread,
            warnings=self._told(more),
        )

    def _told(self, more: tuple[str, ...]) -> tuple[str, ...]:
        """As many as anybody reads, and how many more there are."""
        every = (*self.warnings, *more)
        left = self.unsaid + len(every[MOST_WARNINGS:])
        rest = (f"…and {counted(left, 'more warning', 'more warnings')}.",) if left else ()
        return (*every[:MOST_WARNINGS], *rest)


def plan_shoppers(book: Book, look: Look, *, shop: Shop, today: date) -> ShopperPlan:
    """Find out who is there, who comes twice, and who is new."""
    return _Planner(book, look, shop, today).plan()


class _Planner:
    """Goes through the rows once; who was decided on is remembered by the name."""

    def __init__(self, book: Book, look: Look, shop: Shop, today: date) -> None:
        self._book = book
        self._look = look
        self._shop = shop
        self._today = today
        rows = [row.draft for row in look.rows if isinstance(row.draft, ShopperRow)]
        numbers = {fold(number) for row in rows if (number := _number(row))}
        self._by_name = ids_by_name(book, {name_key(row.draft.name) for row in rows})
        self._by_number = ids_by_number(book, numbers)
        known = [*self._by_name.values(), *self._by_number.values()]
        marks = marks_on_file(book, {one for ids in known for one in ids})
        self._files = on_file(book, marks)
        self._there_by_name = Known()
        for key, namesakes in self._by_name.items():
            for one in namesakes:
                self._there_by_name.put(key, one, marks[one])
        self._wanted = wanted_fields(look.headings)
        self._own = fields_there(book, self._wanted)
        self._forgotten = suppression(book)
        self._seen = Known()
        self._new: dict[int, ShopperRow] = {}
        self._matched: dict[int, ShopperRow] = {}
        self._first_match: dict[int, int] = {}
        self._there: dict[int, int] = {}
        self._warnings: list[str] = list(look.warnings)
        self._unsaid = 0
        self._unread = 0
        self._problems: list[LookRow] = []

    def plan(self) -> ShopperPlan:
        """Every row, then what the rows add to those who are there."""
        outcomes = [self._outcome(place, row) for place, row in enumerate(self._look.rows)]
        fills = list(self._fills())
        for fill in fills:
            if not fill.is_empty:
                outcomes[self._first_match[fill.shopper_id]] = Outcome.COMPLETED
        return ShopperPlan(
            new=self._new,
            fills=[fill for fill in fills if not fill.is_empty],
            there=self._there,
            outcomes=outcomes,
            problems=tuple(self._problems),
            wanted=self._wanted,
            warnings=tuple(self._warnings),
            unsaid=self._unsaid,
            unread=self._unread,
        )

    def _outcome(self, place: int, look_row: LookRow) -> Outcome:
        row = look_row.draft
        if not isinstance(row, ShopperRow):
            if look_row.problem is None:
                return Outcome.BLANK
            self._problems.append(look_row)
            return Outcome.REFUSED
        if problem := _own_problem(row, self._own):
            self._problems.append(LookRow(line=look_row.line, draft=row, problem=problem))
            return Outcome.REFUSED
        if was_erased(self._forgotten, row):
            self._problems.append(LookRow(line=look_row.line, draft=row, problem=WAS_ERASED))
            return Outcome.REFUSED
        if row.unread and self._is_anybody(row):
            why = f"{look_row.warnings[-1].removesuffix(KEPT)}{NOBODY_KNOWS_WHO}"
            self._problems.append(LookRow(line=look_row.line, draft=row, problem=why))
            return Outcome.REFUSED
        self._unread += bool(row.unread)
        self._warn(look_row.line, *look_row.warnings)
        return self._place(place, look_row.line, row)

    def _is_anybody(self, row: ShopperRow) -> bool:
        """Without what could not be read there is a name alone, and somebody bears it: another
        one, unless the very same could not be read of them before.
        """
        marks, key = marks_of(row), name_key(row.draft.name)
        if not marks.is_bare or row.beside.row:
            return False
        there = self._there_by_name.same(key, marks)
        if there is not None:
            return not notes_of(self._book, there).issuperset(row.unread)
        earlier = self._seen.same(key, marks)
        return earlier is not None and self._new[earlier].unread != row.unread

    def _place(self, place: int, line: int, row: ShopperRow) -> Outcome:
        """Who this is: somebody who is there, somebody of an earlier row, or somebody new."""
        marks, key = marks_of(row), name_key(row.draft.name)
        there = self._unnamed(row)
        if there is None:
            there = self._there_by_name.same(key, marks)
        if there is not None:
            self._there[place] = there
            if there in self._matched:
                self._matched[there] = self._merged(self._matched[there], row)
                return Outcome.REPEATED
            self._matched[there] = row
            self._first_match[there] = place
            return Outcome.HERE
        # Rows of our own lists are numbered: each is a person, whatever the names are.
        earlier = None if row.beside.row else self._seen.same(key, marks)
        if earlier is None:
            self._warn_of_namesakes(line, key, marks)
            self._new[place] = row
            self._seen.put(key, place, marks)
            return Outcome.NEW
        whole = self._new[earlier] = self._merged(self._new[earlier], row)
        self._seen.put(key, earlier, marks_of(whole))
        return Outcome.REPEATED

    def _merged(self, first: ShopperRow, later: ShopperRow) -> ShopperRow:
        return merged(first, later, shop=self._shop, today=self._today)

    def _unnamed(self, row: ShopperRow) -> int | None:
        """The "Customer 17850" of purchases that were imported earlier, who now gets a name."""
        number = _number(row)
        known = self._by_number.get(fold(number), ()) if number else ()
        return next((one for one in known if not self._files[one].named), None)

    def _fills(self) -> Iterator[Fill]:
        answers = answers_on_file(self._book, self._matched)
        for shopper_id, row in self._matched.items():
            there = self._files[shopper_id]
            beside = row.beside
            yield Fill(
                shopper_id=shopper_id,
                row=row,
                fields=empty_on_file(there, row),
                departure=departure_to_fill(there, row),
                notes=row.prepared.notes if not there.notes else self._unread_notes(there.id, row),
                sizes=bool(beside.sizes) and not there.sizes,
                own={
                    name: text
                    for name, text in beside.own.items()
                    if self._own[fold(one_line(name))].id not in answers.get(shopper_id, ())
                },
                consents=self._news(shopper_id, beside.consents) if beside.consents else (),
                is_alone=bool(beside.spouse) and _is_alone(self._book, shopper_id),
            )

    def _unread_notes(self, shopper_id: int, row: ShopperRow) -> list[tuple[str, str, str]]:
        """What could not be read is kept on a file that has notes too, once."""
        if not row.unread:
            return []
        known = notes_of(self._book, shopper_id)
        return [
            note for note in row.prepared.notes if note[2] in row.unread and note[2] not in known
        ]

    def _news(self, shopper_id: int, told: tuple[ConsentTold, ...]) -> tuple[ConsentTold, ...]:
        """A no counts unless it is known; a yes only where nobody ever asked."""
        state = _consent_state(self._book, shopper_id)
        news = []
        for one in told:
            known = [state.get((one.channel, purpose)) for purpose in one.purposes]
            if any(answer is None or (answer and not one.given) for answer in known):
                news.append(one)
        return tuple(news)

    def _warn_of_namesakes(self, line: int, key: str, marks: Marks) -> None:
        """Same name and same phone, but another birthday or number: another person, said aloud."""
        for one in self._there_by_name.namesakes(key)[:MOST_WARNINGS]:
            known = self._there_by_name.marks(one)
            if known.phones & marks.phones or known.emails & marks.emails:
                self._warn(
                    line,
                    "Somebody of this name with the same phone or e-mail is in the book, with "
                    "another birthday or number. This row is taken for another person.",
                )
                return

    def _warn(self, line: int, *warnings: str) -> None:
        room = max(MOST_WARNINGS - len(self._warnings), 0)
        self._warnings += [f"Line {line}: {warning}" for warning in warnings[:room]]
        self._unsaid += len(warnings[room:])


def _number(row: ShopperRow) -> str:
    return row.beside.own.get(CUSTOMER_NUMBER, "")


def _own_problem(row: ShopperRow, fields: Mapping[str, OwnField]) -> str | None:
    """Why an answer in an own field can't be kept."""
    if not row.beside.own:
        return None
    try:
        read_values(fields, row.beside.own)
    except Refused as refusal:
        return str(refusal)
    return None


def _is_alone(book: Book, shopper_id: int) -> bool:
    """Nobody is, or was, the other one of a couple with them."""
    return not book.value(
        """
        SELECT 1 FROM kin
        WHERE relation IN ('spouse', 'partner') AND (shopper_id = :id OR other_id = :id)
        """,
        id=shopper_id,
    )


def _consent_state(book: Book, shopper_id: int) -> dict[tuple[Channel, Purpose], bool]:
    """The newest answer to each question."""
    return {
        (Channel(channel), Purpose(purpose)): bool(given)
        for channel, purpose, given in book.rows(
            """
            SELECT channel, purpose, given FROM consent
            WHERE shopper_id = :id ORDER BY day, id
            """,
            id=shopper_id,
        )
    }
