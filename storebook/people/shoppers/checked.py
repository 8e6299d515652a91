"""What is told of a shopper, checked field by field and made ready for the book."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import one_line, required
from storebook.book.shop import Shop
from storebook.people.called import Called
from storebook.people.contact_points.drafts import Row
from storebook.people.contact_points.writing import address_rows, email_rows, phone_rows
from storebook.people.notes import EMPTY as EMPTY_NOTE
from storebook.people.notes import LONGEST as LONGEST_NOTE
from storebook.people.notes import NoteDraft
from storebook.people.occasions.writing import columns_of, not_to_come
from storebook.people.own_fields import OwnField, read_values
from storebook.people.shoppers.draft import ShopperDraft
from storebook.people.shoppers.names_on_file import keys_of, lines_of
from storebook.people.tags import tag_rows
from storebook.people.typed import iso, not_after, optional, optional_lines

LONGEST_NAME = 200
NO_NAME = "A name is needed. Write it the way the shopper does."
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")

ONE_LINE = {
    "title": 40,
    "given": 100,
    "family": 100,
    "native_name": LONGEST_NAME,
    "romanized": LONGEST_NAME,
    "nickname": 100,
    "occupation": 200,
    "income_band": 100,
    "source": 200,
    "greeting_line": LONGEST_NAME,
}
SEVERAL_LINES = {"interests": 1_000, "personality": 1_000, "envelope_line": 400}
AS_GIVEN = ("referrer_id", "looked_after_by", "household_id")

SHOPPER_COLUMNS = (
    "name", "title", "given", "family", "native_name", "romanized", "nickname", "greeting_line",
    "envelope_line", "standing", "named", "gender", "language", "occupation", "interests",
    "personality", "income_band", "source", "referrer_id", "looked_after_by", "since",
    "household_id", "sort_key", "folded",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedShopper:
    """A draft that was found to be good, as the rows that will be written."""

    name: str
    shopper: Row
    phones: list[Row]
    emails: list[Row]
    addresses: list[Row]
    occasions: list[tuple[str, PartialDate]]
    tags: list[tuple[str, str]]
    notes: list[tuple[str, str, str]]
    own: list[tuple[int, str]]


def prepare_shopper(
    draft: ShopperDraft,
    *,
    shop: Shop,
    today: date,
    fields: Mapping[str, OwnField] | None = None,
) -> PreparedShopper:
    """Check a draft without a book; refused with the field that is wrong.

    `fields` are the shop's own ones (`own_fields.fields_by_name`), needed where `draft.own` is.
    """
    columns = {name: check(getattr(draft, name), today) for name, check in CHECKS.items()}
    person = person_in(columns)
    greeting, envelope = lines_of(person, shop)
    sort_key, folded = keys_of(person, columns["romanized"])
    columns["greeting_line"] = columns["greeting_line"] or greeting
    columns["envelope_line"] = columns["envelope_line"] or envelope
    columns["sort_key"] = sort_key
    columns["folded"] = folded
    return PreparedShopper(
        name=columns["name"],
        shopper=tuple(columns[name] for name in SHOPPER_COLUMNS),
        phones=phone_rows(draft.phones, shop) if draft.phones else [],
        emails=email_rows(draft.emails) if draft.emails else [],
        addresses=address_rows(draft.addresses, shop) if draft.addresses else [],
        occasions=_occasions(draft, today),
        tags=tag_rows(draft.tags) if draft.tags else [],
        notes=[_note(note, place, today) for place, note in enumerate(draft.notes)],
        own=read_values(fields or {}, draft.own) if draft.own else [],
    )


def checked_columns(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns of those fields that were given and are columns of the shopper."""
    return {name: CHECKS[name](value, today) for name, value in given.items() if name in CHECKS}


def person_in(columns: Mapping[str, Any]) -> Called:
    """The name that these columns hold."""
    return Called(
        name=columns["name"],
        title=columns["title"],
        given=columns["given"],
        family=columns["family"],
        nickname=columns["nickname"],
        native_name=columns["native_name"],
        language=columns["language"],
    )


def _occasions(draft: ShopperDraft, today: date) -> list[tuple[str, PartialDate]]:
    kept = []
    if draft.birthday is not None:
        kept.append(("birthday", not_to_come(draft.birthday, today, "birthday")))
    if draft.wedding is not None:
        kept.append(("wedding", draft.wedding))
    return kept


def _note(note: NoteDraft, place: int, today: date) -> tuple[str, str, str]:
    text = required(note.text, f"notes.{place}", EMPTY_NOTE, LONGEST_NOTE)
    return (note.day or today).isoformat(), note.kind.value, text


def _name(text: str, today: date) -> str:
    return one_line(required(text, "name", NO_NAME, LONGEST_NAME))


def _language(text: str, today: date) -> str | None:
    code = optional(text, "language", 40)
    if code is not None and not LANGUAGE.fullmatch(code):
        raise Refused("Give the language as a code, such as en, de or zh-Hans.", "language")
    return code


def _one_line(name: str, limit: int) -> Callable[[Any, date], Any]:
    return lambda text, today: optional(text, name, limit)


def _several_lines(name: str, limit: int) -> Callable[[Any, date], Any]:
    return lambda text, today: optional_lines(text, name, limit)


CHECKS: dict[str, Callable[[Any, date], Any]] = {
    "name": _name,
    **{name: _one_line(name, limit) for name, limit in ONE_LINE.items()},
    **{name: _several_lines(name, limit) for name, limit in SEVERAL_LINES.items()},
    **dict.fromkeys(AS_GIVEN, lambda value, today: value),
    "language": _language,
    "standing": lambda value, today: value.value,
    "named": lambda value, today: int(value),
    "gender": lambda value, today: None if value is None else value.value,
    "since": lambda value, today: iso(not_after(value, today, "since")),
}
OCCASION_COLUMNS = ("shopper_id", "kind", *columns_of(PartialDate(month=1)))
