"""What stands in braces: each field by name, what it says of a card, and when it says nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from sys import intern

from storebook.base.text import (
    family_plural,
    fold,
    is_blank,
    is_east_asian,
    one_line,
    ordinal,
    possessive,
)
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.wording.records import FIELD, CardWords, Facts, Missing, Sender, Template
from storebook.outreach.wording.shipped import ENGLISH, tongue
from storebook.people.names import GREETINGS
from storebook.people.reference import anniversary_gift

POSSESSIVES = ("’s", "'s", "’", "'")
ENDS = " ,:;.!\u00a0\uff0c\uff1a\u3001\u3002"
EVERY_KIND = frozenset(CardKind)
WEDDING_ONLY = frozenset({CardKind.WEDDING})
Value = Callable[[Facts, Sender, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field as the editor lists it; `what` reads on from “The … is not known”."""

    name: str
    what: str
    value: Value
    kinds: frozenset[CardKind] = EVERY_KIND
    needs_words: bool = False
    owns: bool = False
    plural: bool = False


def _first_name(facts: Facts, _sender: Sender, language: str) -> str:
    """Both names of a couple, or none: nobody is left out of their own card."""
    names = [one_line(name) for name in facts.first_names]
    if not names or not all(names):
        return ""
    apart = "\u3000" if language in {"zh-hans", "zh-hant", "ja", "ko"} else " & "
    return apart.join(names)


def _family(facts: Facts, _sender: Sender, _language: str) -> str:
    """The name that they share; two who do not share one have none."""
    names = {one_line(name) for name in facts.families}
    return names.pop() if len(names) == 1 else ""


def _the_family(facts: Facts, sender: Sender, language: str) -> str:
    """ "the Ashworths"; names in hanzi stay as they are, with a word for the house."""
    family = _family(facts, sender, language)
    if not family or len(facts.families) < 2:
        return ""
    return f"{family}府" if is_east_asian(family) else f"the {family_plural(family)}"


def _counted(facts: Facts) -> bool:
    return facts.years is not None and facts.years >= 1


def _years(facts: Facts, _sender: Sender, _language: str) -> str:
    return str(facts.years) if _counted(facts) else ""


def _ordinal(facts: Facts, _sender: Sender, language: str) -> str:
    if facts.years is None or not _counted(facts):
        return ""
    if language == ENGLISH:
        return ordinal(facts.years)
    return f"第{facts.years}" if language.startswith("zh") else ""


def _gift_name(facts: Facts, sender: Sender, language: str) -> str:
    """What the wedding year is named after; ivory and the like never."""
    if facts.years is None or not _counted(facts):
        return ""
    if language == ENGLISH:
        return anniversary_gift(facts.years, sender.gifts) or ""
    return tongue(language).gifts.get(str(facts.years), "")


def _month(facts: Facts, _sender: Sender, language: str) -> str:
    months = tongue(language).months
    return months[facts.month - 1] if months else ""


def _stone(facts: Facts, _sender: Sender, language: str) -> str:
    stones = tongue(language).stones
    return stones[facts.month - 1] if stones else ""


FIELDS = {
    one.name: one
    for one in (
        Field(
            name="greeting",
            what="greeting line",
            value=lambda facts, _s, _l: one_line(facts.greeting).rstrip(ENDS),
        ),
        Field(name="first_name", what="first name", value=_first_name, owns=True),
        Field(
            name="couple",
            what="line of names",
            value=lambda facts, _s, _l: facts.couple.strip(),
            owns=True,
        ),
        Field(name="family", what="family name", value=_family, owns=True),
        Field(
            name="the_family",
            what="family name that both share",
            value=_the_family,
            owns=True,
            plural=True,
        ),
        Field(
            name="child",
            what="first name of the child",
            value=lambda facts, _s, _l: one_line(facts.child),
            kinds=frozenset({CardKind.CHILD}),
            owns=True,
        ),
        Field(name="years", what="number of years", value=_years, kinds=WEDDING_ONLY),
        Field(
            name="ordinal",
            what="number of years",
            value=_ordinal,
            kinds=WEDDING_ONLY,
            needs_words=True,
        ),
        Field(
            name="gift_name",
            what="gift that the year is named after",
            value=_gift_name,
            kinds=WEDDING_ONLY,
            needs_words=True,
        ),
        Field(name="month", what="month", value=_month, needs_words=True),
        Field(name="stone", what="stone of the month", value=_stone, needs_words=True),
        Field(
            name="holiday",
            what="name of the holiday",
            value=lambda facts, _s, _l: one_line(facts.holiday),
            kinds=frozenset({CardKind.HOLIDAY}),
        ),
        Field(
            name="shop",
            what="name of the shop",
            value=lambda _f, sender, _l: one_line(sender.shop),
            owns=True,
        ),
        Field(
            name="associate",
            what="name of who signs",
            value=lambda _f, sender, _l: one_line(sender.associate),
        ),
    )
}


def field_of(written: str) -> Field | None:
    """The field that is meant by what stands in the braces: "stone", "Stone", "first_name’s"."""
    found = FIELDS.get(_bare(written).lower())
    return None if found is None or (_is_possessive(written) and not found.owns) else found


def fields_for(kind: CardKind, language: str) -> list[Field]:
    """The fields that a text of this kind and language may use."""
    spoken = bool(tongue(language).months)
    return [one for one in FIELDS.values() if kind in one.kinds and (spoken or not one.needs_words)]


def value_of(written: str, facts: Facts, sender: Sender, language: str) -> str:
    """What is put in place of the braces; "" when it is not known, or there is no such field.

    A field that begins with a capital does so on the card; one that ends in ’s owns something.
    """
    field = field_of(written)
    value = "" if field is None else field.value(facts, sender, language)
    if field is None or not value:
        return ""
    if written[:1].isupper():
        value = value[:1].upper() + value[1:]
    if _is_possessive(written):
        return f"{value}的" if language.startswith("zh") else possessive(value, plural=field.plural)
    return value


def filled(template: Template, facts: Facts, sender: Sender) -> CardWords | Missing:
    """The words of the card, or what they would have had to know."""
    language = template.language
    values = {name: value_of(name, facts, sender, language) for name in template.needs}
    unknown = [name for name, value in values.items() if is_blank(value)]
    if unknown:
        return missing(template, unknown)
    greeting = one_line(_put(template.greeting, values))
    if is_nobody(greeting):
        return missing(template, ["greeting"])
    signature = _put(template.signature, values)
    line = one_line(sender.card_line)
    return CardWords(
        greeting=greeting,
        # The same for many: of a large run each is kept once.
        wish=intern(_put(template.wish, values)),
        signature=intern(f"{signature}\n{line}" if line else signature),
        wording=template.wording,
    )


def missing(template: Template, unknown: list[str]) -> Missing:
    """Says what is not known, once, in the order of the card."""
    fields = [field_of(name) for name in unknown]
    whats = list(dict.fromkeys(one.what for one in fields if one is not None))
    odd = [name for name, one in zip(unknown, fields, strict=True) if one is None]
    if odd and not whats:
        reason = f"The words have a field that is none: {{{odd[0]}}}"
    else:
        said = " and ".join(whats)
        reason = f"The {said} {'is' if len(whats) == 1 else 'are'} not known"
    return Missing(reason=reason, detail=f"for the words “{template.variant}”")


def is_nobody(greeting: str) -> bool:
    """Whether a greeting greets nobody: empty, or “Dear,” alone."""
    bare = fold(greeting).strip(ENDS)
    return not bare or bare in OPENINGS


OPENINGS = frozenset(fold(pattern.format("")).strip(ENDS) for pattern in GREETINGS.values())


def _put(text: str, values: dict[str, str]) -> str:
    return FIELD.sub(lambda found: values[found[1]], text)


def _bare(written: str) -> str:
    for ending in POSSESSIVES:
        if written.endswith(ending):
            return written.removesuffix(ending)
    return written


def _is_possessive(written: str) -> bool:
    return written.endswith(POSSESSIVES)
