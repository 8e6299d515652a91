"""A shopper as a form, a row of an import or a command gives it, before anything is checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypedDict

from storebook.base.dates import PartialDate
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft
from storebook.people.notes import NoteDraft
from storebook.people.relations import Gender


class Standing(StrEnum):
    """Whether the shopper has bought here, or may one day."""

    REAL = "real"
    PROSPECTIVE = "prospective"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperDraft:
    """Everything that can be told of a new shopper; only a name is needed, and "" is not known.

    Greeting and envelope line are derived from the name where none is given. `named` is False for
    a "Customer 17850": nobody writes to them. `own` holds answers by the name of the shop's own
    field. `wedding` is a day without a partner; who is added as a spouse joins it.
    """

    name: str
    title: str = ""
    given: str = ""
    family: str = ""
    native_name: str = ""
    romanized: str = ""
    nickname: str = ""
    greeting_line: str = ""
    envelope_line: str = ""
    standing: Standing = Standing.REAL
    named: bool = True
    gender: Gender | None = None
    language: str = ""
    occupation: str = ""
    interests: str = ""
    personality: str = ""
    income_band: str = ""
    source: str = ""
    referrer_id: int | None = None
    looked_after_by: int | None = None
    since: date | None = None
    household_id: int | None = None
    phones: tuple[PhoneDraft, ...] = ()
    emails: tuple[EmailDraft, ...] = ()
    addresses: tuple[AddressDraft, ...] = ()
    birthday: PartialDate | None = None
    wedding: PartialDate | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)


class ShopperFields(TypedDict, total=False):
    """What an edit may change; a field that is not given stays as it is.

    A list that is given is the whole new list: items with an `id` are kept, others are new, and
    those on file that are not named go. Of `own` only the named answers change; "" takes one away.
    """

    name: str
    title: str
    given: str
    family: str
    native_name: str
    romanized: str
    nickname: str
    greeting_line: str
    envelope_line: str
    standing: Standing
    named: bool
    gender: Gender | None
    language: str
    occupation: str
    interests: str
    personality: str
    income_band: str
    source: str
    referrer_id: int | None
    looked_after_by: int | None
    since: date | None
    phones: Sequence[PhoneDraft]
    emails: Sequence[EmailDraft]
    addresses: Sequence[AddressDraft]
    birthday: PartialDate | None
    wedding: PartialDate | None
    tags: Sequence[str]
    own: Mapping[str, str]
