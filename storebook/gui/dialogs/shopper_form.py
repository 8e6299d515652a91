"""Everything that can be known of a shopper, in sections: the name first, the rest when wanted."""

import csv
from collections.abc import Callable, Sequence
from typing import Any

from storebook.base.errors import Refused
from storebook.base.text import is_blank
from storebook.gui.context import Context
from storebook.gui.dialogs.contact_rows import AddressRow, ContactRows, EmailRow, PhoneRow
from storebook.gui.dialogs.more_section import MoreSection
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import ChoiceField, DayField, ParagraphField, PickField, TextField
from storebook.people.names import PersonName, envelope_line, greeting_line
from storebook.people.own_fields import OwnFieldKind, own_fields
from storebook.people.shoppers import Gender, Standing
from storebook.staff.associates import associates

GENDERS = [
    (None, "Not said"),
    (Gender.WOMAN, "Woman"),
    (Gender.MAN, "Man"),
    (Gender.OTHER, "Other"),
]
STANDINGS = [(Standing.REAL, "Customer"), (Standing.PROSPECTIVE, "Prospect")]
LANGUAGES = [
    ("", "The shop’s own"),
    ("en", "English"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("de", "German"),
    ("it", "Italian"),
    ("pt", "Portuguese"),
    ("nl", "Dutch"),
    ("pl", "Polish"),
    ("ru", "Russian"),
    ("zh-Hans", "Chinese, simplified"),
    ("zh-Hant", "Chinese, traditional"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("vi", "Vietnamese"),
]


class ShopperFields:
    """The questions themselves; the dialog lays them out and saves them."""

    def __init__(self, context: Context, but_not: Sequence[int] = ()) -> None:
        self._context = context
        shop = context.shop()
        missing = "A name is needed. Write it the way the shopper does."
        self.name = TextField("Name", note="whole, as they write it", missing=missing)
        self.given = TextField("Given name", note="if known")
        self.family = TextField("Family name", note="if known")
        self.title = TextField("Title", placeholder="Dr.")
        self.nickname = TextField("Called by friends")
        self.native_name = TextField("In their own script", placeholder="王小明")
        self.romanized = TextField("In Latin letters", placeholder="Wang Xiaoming")
        self.greeting_line = TextField("Letters begin with")
        self.envelope_line = ParagraphField("On the envelope", lines=2)
        self.phones = ContactRows("phones", "Phone", lambda each: PhoneRow(context, each))
        self.emails = ContactRows("emails", "E-mail", lambda each: EmailRow(context, each))
        self.addresses = ContactRows("addresses", "Address", lambda each: AddressRow(context, each))
        self.gender = ChoiceField("Gender", GENDERS)
        self.language = ChoiceField("Language", LANGUAGES)
        self.occupation = TextField("Occupation")
        self.interests = ParagraphField("Interests", lines=2)
        self.personality = ParagraphField("Manner", note="for the owner alone", lines=2)
        self.income_band = TextField("Income band", note="for the owner alone")
        self.standing = ChoiceField("Standing", STANDINGS)
        self.since = DayField(
            "Shopper since", context.today, locale=shop.locale, first_weekday=shop.first_weekday
        )
        self.looked_after_by = ChoiceField("Looked after by", self._people())
        self.source = TextField("Came to us by")
        self.referrer_id = PickField("Sent by", people_found(context, set(but_not)))
        self.tags = TextField("Tags", note="with commas between")
        self.own = {each.name: TextField(each.name) for each in own_fields(context.book)}
        for each in own_fields(context.book):
            self.own[each.name].line.setPlaceholderText(OWN_HINTS[each.kind])
        self.sees_owner_facts = context.viewer().sees_owner_notes
        for part in (self.name, self.given, self.family, self.title, self.nickname):
            part.changed.connect(self.derive_lines)
        self.language.picked.connect(lambda _: self.derive_lines())

    def _people(self) -> list[tuple[int | None, str]]:
        here = [(person.id, person.name) for person in associates(self._context.book)]
        return [(None, "Nobody in particular"), *here]

    # -- the closed parts of the form

    def name_section(self) -> MoreSection:
        """Title, other scripts, and how mail names them."""
        return MoreSection(
            "More about the name",
            "title, other script, nickname, letters and envelope",
            (self.title, self.nickname),
            (self.native_name, self.romanized),
            (self.greeting_line, self.envelope_line),
        )

    def person_section(self) -> MoreSection:
        """Who they are, as far as they tell."""
        rows: list[Any] = [(self.gender, self.occupation), self.interests]
        if self.sees_owner_facts:
            rows += [self.personality, self.income_band]
        return MoreSection("More about them", "gender, occupation, interests", *rows)

    def shop_section(self, *more: Any) -> MoreSection:
        """How they stand with the shop."""
        rows: list[Any] = [
            (self.standing, self.since, self.looked_after_by),
            (self.source, self.referrer_id),
            (self.language, self.tags),
        ]
        own = list(self.own.values())
        rows += [tuple(own[place : place + 2]) for place in range(0, len(own), 2)]
        fact = "standing, since when, looked after by, language, tags"
        return MoreSection("More for the shop", fact, *rows, *more)

    def show_privacy(self) -> None:
        """What is for the owner alone is kept, and is not to be seen while privacy is on."""
        if self.sees_owner_facts:
            for each in (self.personality, self.income_band):
                each.setVisible(not self._context.is_private())

    # -- reading and writing the answers

    def answers(self) -> dict[str, Any]:
        """Every field by the name that a refusal uses."""
        names = [*TEXTS, *CHOICES, "since", "referrer_id", "tags", "phones", "emails", "addresses"]
        found = {name: getattr(self, name) for name in names}
        found |= {f"own.{name}": field for name, field in self.own.items()}
        if not self.sees_owner_facts:
            del found["personality"], found["income_band"]
        return found

    def values(self) -> dict[str, Any]:
        """What was answered, by the names of `ShopperDraft`; Refused while a day is no day."""
        names = [each for each in TEXTS if self.sees_owner_facts or each not in OWNER_TEXTS]
        found: dict[str, Any] = {name: getattr(self, name).value() for name in names}
        found |= {name: getattr(self, name).value() for name in CHOICES}
        found["since"] = _in_field("since", self.since.value)
        found["referrer_id"] = self.referrer_id.value()
        found["tags"] = read_tags(self.tags.value())
        for rows in self.contact_rows():
            found[rows.field] = _in_field(f"{rows.field}.0", rows.values)
        return found

    def own_values(self) -> dict[str, str]:
        """The answers to the shop's own questions."""
        return {name: field.value() for name, field in self.own.items()}

    def contact_rows(self) -> tuple[ContactRows, ContactRows, ContactRows]:
        """Phones, e-mails and addresses."""
        return (self.phones, self.emails, self.addresses)

    def derive_lines(self) -> None:
        """Show what letters and envelopes will say while nobody has written it otherwise."""
        person = PersonName(
            name=self.name.value(),
            given=self.given.value(),
            family=self.family.value(),
            title=self.title.value(),
            nickname=self.nickname.value(),
            native=self.native_name.value(),
        )
        language = self.language.value() or self._context.shop().locale
        named = not is_blank(person.name)
        greeting = greeting_line(person, language=language) if named else ""
        envelope = envelope_line(person, language=language) if named else ""
        self.greeting_line.line.setPlaceholderText(greeting)
        self.envelope_line.box.setPlaceholderText(envelope)


def show_tags(tags: Sequence[str]) -> str:
    """Tags in one line; one that has a comma itself stands in quotation marks."""
    return ", ".join(
        '"' + tag.replace('"', '""') + '"' if "," in tag or tag.startswith('"') else tag
        for tag in tags
    )


def read_tags(line: str) -> tuple[str, ...]:
    """The tags of such a line."""
    parts = [part for row in csv.reader([line], skipinitialspace=True) for part in row]
    return tuple(tag for part in parts if (tag := part.strip()))


def _in_field(field: str, read: Callable[[], Any]) -> Any:
    """Read an answer; a refusal that names no field is about this one."""
    try:
        return read()
    except Refused as refusal:
        raise Refused(str(refusal), refusal.field or field) from None


OPEN_TEXTS = (
    "name", "given", "family", "title", "nickname", "native_name", "romanized", "greeting_line",
    "envelope_line", "occupation", "interests", "source",
)  # fmt: skip
OWNER_TEXTS = ("personality", "income_band")
TEXTS = (*OPEN_TEXTS, *OWNER_TEXTS)
CHOICES = ("gender", "language", "standing", "looked_after_by")
OWN_HINTS = {
    OwnFieldKind.TEXT: "",
    OwnFieldKind.NUMBER: "a number",
    OwnFieldKind.DAY: "2026-11-20",
    OwnFieldKind.YES_OR_NO: "yes or no",
}
