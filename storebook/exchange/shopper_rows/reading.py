"""One row of a list of shoppers after the other, each read whole or refused with what is wrong."""

from dataclasses import replace
from datetime import date
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import clean, fold, one_line, quoted
from storebook.book.shop import Shop
from storebook.exchange.cells import is_yes, known, several_tags
from storebook.exchange.days import DayReader, read_leap_day
from storebook.exchange.layout import Cells, Layout
from storebook.exchange.manner import Manner
from storebook.exchange.name_order import left_as_it_is, turned
from storebook.exchange.shopper_rows.aside import Aside, without_refused
from storebook.exchange.shopper_rows.beside import (
    SPOUSE_LABELS,
    BesideReader,
    dated_notes,
    labeled,
)
from storebook.exchange.shopper_rows.contacts import AddressReader, emails_in, phones_in
from storebook.exchange.shopper_rows.names import company_beside, whole_name
from storebook.exchange.shopper_rows.records import ShopperRow
from storebook.exchange.shopper_rows.sizes import SizeReader
from storebook.exchange.shopper_rows.words import gender_of, language_of
from storebook.people.notes import NoteDraft
from storebook.people.shoppers import PreparedShopper, ShopperDraft, Standing, prepare_shopper
from storebook.people.sizes import SizeDraft

TEXTS = {
    "title": "title",
    "given": "given",
    "family": "family",
    "native name": "native_name",
    "romanized name": "romanized",
    "nickname": "nickname",
    "greeting line": "greeting_line",
    "envelope line": "envelope_line",
    "occupation": "occupation",
    "interests": "interests",
    "personality": "personality",
    "income band": "income_band",
    "source": "source",
}
DAYS = (
    "birthday",
    "wedding",
    "since",
    "deceased",
    "archived",
    "moved away",
    "quiet until",
    "event",
)
NO_NAME = "There is no name in this row."


class ShopperReader:
    """Reads the rows of one list of shoppers."""

    def __init__(self, layout: Layout, how: Manner, shop: Shop) -> None:
        self._layout = layout
        self._days = how.days
        self._turned_names = how.turned_names
        self._written_whole = "name" in layout and "row" not in layout  # not by ourselves
        self._plain_days = DayReader(day_first=False, today=how.today)
        self._shop = shop
        self._today = how.today
        self._addresses = AddressReader(layout)
        self._sizes = SizeReader(layout, shop)
        self._beside = BesideReader(layout, how.days.get("deceased", self._plain_days))
        self._texts = [(field, name) for field, name in TEXTS.items() if field in layout]
        self._plain_notes = {heading.place for heading in layout.all("notes") if heading.recognized}

    def read(self, cells: Cells) -> tuple[ShopperRow, tuple[str, ...]]:
        """The person and what is worth a warning; refused with the column that is wrong.

        A day, a phone or an e-mail that can't be read is no reason to refuse a person.
        """
        aside = Aside()
        name = whole_name(self._layout, cells)
        if not name:
            raise Refused(NO_NAME, "name")
        warnings = self._left_as_written(cells, name)
        addresses, fates, left = self._addresses.read(cells)
        sizes: tuple[SizeDraft, ...] = ()
        if self._sizes.any:
            sizes, unread = self._sizes.read(cells)
            left += unread
        texts: dict[str, Any] = {
            name: clean(self._layout.cell(cells, field)) for field, name in self._texts
        }
        draft = ShopperDraft(
            name=name,
            phones=phones_in(self._layout, cells) if "phone" in self._layout else (),
            emails=emails_in(self._layout, cells) if "email" in self._layout else (),
            addresses=addresses,
            birthday=self._birthday(cells, aside),
            wedding=self._wedding(cells, aside),
            since=self._since(cells, aside),
            tags=self._tags(cells),
            notes=self._notes(cells, name, left + aside.notes),
            **texts,
        )
        draft = self._told_in_words(draft, cells, warnings)
        if self._turned_names and (parts := turned(name)) is not None:
            draft = replace(draft, name=parts.whole, given=parts.given, family=parts.family)
        draft, prepared = self._prepared(draft, cells, aside)
        beside = self._beside.read(cells, fates)
        if sizes:
            beside = replace(beside, sizes=sizes)
        row = ShopperRow(draft=draft, prepared=prepared, beside=beside, unread=tuple(aside.notes))
        return row, (*warnings, *aside.warnings)

    def _left_as_written(self, cells: Cells, name: str) -> list[str]:
        """What is taken as it stands, and may not be meant so."""
        warnings = [
            f"{quoted(told)} is no country we know: it stands on the envelope as it is. Choose the "
            "country of the address on the page of the shopper."
            for told in self._addresses.unknown_countries(cells)
        ]
        if not self._turned_names and self._written_whole and self._layout.cell(cells, "name"):
            warnings += filter(None, [left_as_it_is(name)])
        return warnings

    def _prepared(
        self, draft: ShopperDraft, cells: Cells, aside: Aside
    ) -> tuple[ShopperDraft, PreparedShopper]:
        """As it will be written, without what nobody could use."""
        while True:
            try:
                return draft, prepare_shopper(draft, shop=self._shop, today=self._today)
            except Refused as refusal:
                draft = without_refused(draft, refusal, self._layout, cells, aside)

    def _told_in_words(
        self, draft: ShopperDraft, cells: Cells, warnings: list[str]
    ) -> ShopperDraft:
        """Gender, language and standing, where the word is one we know."""
        told = {
            field: cell
            for field in ("gender", "language", "standing", "without name")
            if field in self._layout and (cell := known(self._layout.cell(cells, field)))
        }
        if not told:
            return draft
        gender = gender_of(told["gender"]) if "gender" in told else None
        language = language_of(told["language"]) if "language" in told else ""
        if "gender" in told and gender is None:
            warnings.append(f"{quoted(told['gender'])} says neither woman nor man; it is left out.")
        if "language" in told and not language:
            warnings.append(f"{quoted(told['language'])} is no language we know; it is left out.")
        return replace(
            draft,
            gender=gender,
            language=language,
            standing=_standing(told.get("standing", "")),
            named=is_yes(told.get("without name", "")) is not True,
        )

    def _birthday(self, cells: Cells, aside: Aside) -> PartialDate | None:
        when = self._day(cells, "birthday", aside)
        if when is None or "leap day" not in self._layout:
            return when
        return replace(when, leap_day_rule=read_leap_day(self._layout.cell(cells, "leap day")))

    def _wedding(self, cells: Cells, aside: Aside) -> PartialDate | None:
        when = self._day(cells, "wedding", aside)
        if when is not None or "event" not in self._layout:
            return when
        for label, text in labeled(self._layout, cells, "event"):
            if fold(label) == "anniversary":
                return self._read_day("event", text, label, aside)
        return None

    def _day(self, cells: Cells, field: str, aside: Aside) -> PartialDate | None:
        cell = known(self._layout.cell(cells, field)) if field in self._layout else ""
        if not cell:
            return None
        return self._read_day(field, cell, self._layout.all(field)[0].header, aside)

    def _read_day(self, field: str, cell: str, header: str, aside: Aside) -> PartialDate | None:
        try:
            return self._days.get(field, self._plain_days).partial(cell)
        except Refused as refusal:
            aside.put(header, cell, self._layout.refused(field, refusal))
            return None

    def _since(self, cells: Cells, aside: Aside) -> date | None:
        cell = known(self._layout.cell(cells, "since")) if "since" in self._layout else ""
        if not cell:
            return None
        try:
            return self._days["since"].whole(cell)
        except Refused as refusal:
            header = self._layout.all("since")[0].header
            aside.put(header, cell, self._layout.refused("since", refusal))
            return None

    def _tags(self, cells: Cells) -> tuple[str, ...]:
        if "tags" not in self._layout and "tag lines" not in self._layout:
            return ()
        found = [
            tag for _, cell in self._layout.filled(cells, "tags") for tag in several_tags(cell)
        ]
        found += clean(self._layout.cell(cells, "tag lines")).splitlines()
        found += clean(self._layout.cell(cells, "tag lines")).splitlines()
        return tuple(dict.fromkeys(found))

    def _notes(self, cells: Cells, name: str, left: list[str]) -> tuple[NoteDraft, ...]:
        """Notes, and what has no place of its own: nothing that is told is dropped unseen."""
        layout = self._layout
        texts = list(left)
        if "company" in layout and (company := company_beside(layout, cells, name)):
            texts.append(f"Company: {company}")
        for heading, cell in layout.filled(cells, "notes"):
            plain = heading.place in self._plain_notes
            texts.append(clean(cell) if plain else f"{heading.header}: {clean(cell)}")
        texts += [f"{label}: {text}" for label, text in labeled(layout, cells, "custom") if text]
        texts += self._other_ties(cells)
        return (*self._dated_notes(cells), *(NoteDraft(text=text) for text in texts))

    def _other_ties(self, cells: Cells) -> list[str]:
        """Children, managers, first meetings: told in words, since nobody knows who they are."""
        ties = [
            (label, text)
            for label, text in labeled(self._layout, cells, "relation")
            if fold(label) not in SPOUSE_LABELS
        ]
        ties += [
            (label, text)
            for label, text in labeled(self._layout, cells, "event")
            if fold(label) != "anniversary"
        ]
        return [f"{label}: {text}" if label else text for label, text in ties]

    def _dated_notes(self, cells: Cells) -> list[NoteDraft]:
        notes = []
        for _, cell in self._layout.filled(cells, "dated notes"):
            try:
                notes += dated_notes(cell)
            except ValueError:
                refusal = Refused(f"{quoted(cell)} is no note as this program writes it.")
                raise self._layout.refused("dated notes", refusal) from None
        return notes


def _standing(word: str) -> Standing:
    folded = fold(one_line(word))
    return Standing.PROSPECTIVE if folded.startswith(("prospect", "lead")) else Standing.REAL
