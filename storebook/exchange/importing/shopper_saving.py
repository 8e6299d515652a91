"""Writing a list of shoppers down: the new ones in portions, then what comes beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.exchange.importing.families import Families, Person
from storebook.exchange.importing.own_columns import make_fields
from storebook.exchange.importing.shopper_plan import Fill, ShopperPlan
from storebook.exchange.shopper_rows import ConsentTold, ShopperRow
from storebook.people.consent import write_consent
from storebook.people.departures import write_deceased, write_moved_away
from storebook.people.own_fields import OwnField, read_values, write_own_value
from storebook.people.shoppers import PreparedShopper, rewrite_shopper, write_shoppers
from storebook.people.sizes import LONGEST_NOTE
from storebook.people.sizes import read as read_size
from storebook.people.typed import optional

AT_ONCE = 2_000


class ShopperSaving:
    """One list being saved inside one change; steps tell how many rows are done."""

    def __init__(self, change: Change, plan: ShopperPlan, *, shop: Shop, today: date) -> None:
        self._change = change
        self._plan = plan
        self._shop = shop
        self._today = today
        self._persons: dict[int, Person] = {}
        self.relatives = 0
        self.warnings: tuple[str, ...] = ()

    def save(self) -> Iterator[int]:
        """Write everything, saying after each portion how many persons are done."""
        fields = make_fields(self._change, self._plan.wanted) if self._plan.wanted else {}
        yield from self._write_new(fields)
        for fill in self._plan.fills:
            self._fill(fill, fields)
            self._persons[fill.shopper_id] = Person(shopper_id=fill.shopper_id, row=fill.row)
            yield 1
        families = Families(self._change, self._persons, shop=self._shop, today=self._today)
        for _ in families.bring_together():
            yield 0
        self.relatives = families.relatives
        self.warnings = tuple(families.warnings)

    def _write_new(self, fields: Mapping[str, OwnField]) -> Iterator[int]:
        source = iter(self._plan.new.values())
        while portion := list(islice(source, AT_ONCE)):
            ids = write_shoppers(
                self._change,
                (_prepared(row, fields) for row in portion),
                shop=self._shop,
                today=self._today,
            )
            for shopper_id, row in zip(ids, portion, strict=True):
                self._write_beside(shopper_id, row)
                if _has_family(row):
                    self._persons[shopper_id] = Person(shopper_id=shopper_id, row=row)
            yield len(portion)

    def _write_beside(self, shopper_id: int, row: ShopperRow) -> None:
        beside = row.beside
        if beside.departure is not None:
            told = beside.departure
            self._change.update(
                "shopper",
                shopper_id,
                deceased_on=told.deceased_on,
                deceased_note=told.deceased_note or None,
                archived_on=told.archived_on,
                moved_away_on=told.moved_away_on,
                quiet_until=told.quiet_until,
                quiet_note=told.quiet_note or None,
            )
        for consent in beside.consents:
            self._write_consent(shopper_id, consent)
        if beside.fates:
            self._write_fates(shopper_id, row)
        self._write_sizes(shopper_id, row)

    def _write_consent(self, shopper_id: int, told: ConsentTold) -> None:
        write_consent(
            self._change,
            shopper_id,
            told.channel,
            told.purposes,
            given=told.given,
            wording=told.wording,
            how=told.how,
            day=told.day,
        )

    def _write_sizes(self, shopper_id: int, row: ShopperRow) -> None:
        for draft in row.beside.sizes:
            hundredths, system, entered = read_size(draft, self._shop)
            self._change.insert(
                "size",
                shopper_id=shopper_id,
                body_part=draft.body_part,
                hundredths_mm=hundredths,
                system=system,
                entered=entered,
                method=draft.method,
                measured_on=draft.measured_on,
                note=optional(draft.note, "note", LONGEST_NOTE),
            )

    def _write_fates(self, shopper_id: int, row: ShopperRow) -> None:
        """Mail came back from an address, or nobody lives there any more."""
        ids = self._change.book.values(
            "SELECT id FROM address WHERE shopper_id = :id ORDER BY position, id", id=shopper_id
        )
        for fate in row.beside.fates:
            self._change.update(
                "address",
                ids[fate.place],
                returned_on=fate.returned_on,
                returned_reason=fate.returned_reason or None,
                left_on=fate.left_on,
            )

    def _fill(self, fill: Fill, fields: Mapping[str, OwnField]) -> None:
        self._change.about(fill.shopper_id)
        if fill.fields:
            rewrite_shopper(
                self._change, fill.shopper_id, shop=self._shop, today=self._today, **fill.fields
            )
        if fill.departure:
            self._depart(fill)
        for day, kind, text in fill.notes:
            self._change.insert(
                "note",
                shopper_id=fill.shopper_id,
                associate_id=self._change.book.associate_id,
                day=day,
                text=text,
                **{"class": kind},
            )
        if fill.sizes:
            self._write_sizes(fill.shopper_id, fill.row)
        for own_field_id, value in read_values(fields, fill.own) if fill.own else ():
            write_own_value(self._change, fill.shopper_id, own_field_id, value)
        for consent in fill.consents:
            self._write_consent(fill.shopper_id, consent)

    def _depart(self, fill: Fill) -> None:
        """What the list tells of a departure. A death is written down with all that follows it, and
        so is a move, unless the row brings the first address on file: there they live now.
        """
        told = dict(fill.departure)
        died_on, note = told.pop("deceased_on", None), told.pop("deceased_note", None)
        if died_on is not None:
            write_deceased(self._change, fill.shopper_id, on=died_on, note=note)
        if "moved_away_on" in told and "addresses" not in fill.fields:
            write_moved_away(self._change, fill.shopper_id, on=told.pop("moved_away_on"))
        if told:
            self._change.update("shopper", fill.shopper_id, **told)


def _prepared(row: ShopperRow, fields: Mapping[str, OwnField]) -> PreparedShopper:
    """As the book wants it, with the answers in own fields, whose ids are known only now."""
    if not row.beside.own:
        return row.prepared
    return replace(row.prepared, own=read_values(fields, row.beside.own))


def _has_family(row: ShopperRow) -> bool:
    beside = row.beside
    return bool(beside.spouse or beside.spouse_row or beside.roof or beside.row)
