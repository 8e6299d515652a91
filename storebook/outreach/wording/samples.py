"""People who are not in the book, for looking at a text before it is used."""

from dataclasses import replace

from storebook.outreach.card_kinds import CardKind
from storebook.outreach.gift_days import known_titles
from storebook.outreach.wording.moments import LUNAR, SEASON
from storebook.outreach.wording.records import Facts, Template
from storebook.people.names import GREETINGS

NAMES = {
    "en": (("Margaret", "Daniel"), "Ashworth", " & "),
    "zh": (("美玲", "建国"), "欧阳", " "),
    "ja": (("花子", "太郎"), "佐藤", " "),
    "ko": (("지은", "민수"), "김", " "),
}
LONG_NAMES = {
    "en": (("Maximiliane-Theodora", "Christopher-Alexander"), "von Hohenlohe-Langenburg", " & "),
    "zh": (("阿依古丽", "买买提"), "欧阳", " "),
}
ONE_PERSON = frozenset({CardKind.BIRTHDAY, CardKind.CHILD})
CHILDREN = {"en": "Clara", "zh": "思齐", "ja": "葵", "ko": "서연"}
LONG_CHILDREN = {"en": "Anastasia-Wilhelmina", "zh": "阿依努尔"}
SAMPLE_YEARS = 25
SAMPLE_MONTH = 9


def sample_facts(template: Template) -> Facts:
    """An ordinary shopper or couple, for whom every field is known."""
    return _facts(template, NAMES, CHILDREN)


def longest_facts(template: Template) -> Facts:
    """People with long names, whom a text must still fit."""
    return _facts(template, LONG_NAMES, LONG_CHILDREN)


def _facts(
    template: Template,
    names: dict[str, tuple[tuple[str, str], str, str]],
    children: dict[str, str],
) -> Facts:
    tongue = template.language.split("-")[0]
    both, family, joined = names.get(tongue) or NAMES.get(tongue) or names["en"]
    first = both[:1] if template.kind in ONE_PERSON else both
    east = tongue in {"zh", "ja", "ko"}
    called = f"{family}{both[0]}" if east and len(first) == 1 else joined.join(first)
    whole = (
        joined.join(f"{family}{name}" for name in first)
        if east
        else f"{joined.join(first)} {family}"
    )
    facts = Facts(
        kind=template.kind,
        greeting=GREETINGS.get(tongue, GREETINGS["en"]).format(whole if east else called),
        first_names=first,
        families=(family,) * len(first),
        couple=whole,
        month=_month(template),
        language=template.language,
    )
    if template.kind is CardKind.WEDDING:
        return replace(facts, years=SAMPLE_YEARS)
    if template.kind is CardKind.HOLIDAY:
        return replace(facts, holiday=_holiday(template))
    if template.kind is CardKind.CHILD:
        known = children.get(tongue) or CHILDREN.get(tongue) or children["en"]
        return replace(facts, child=known)
    return replace(facts, lunar=template.moment == LUNAR)


def _month(template: Template) -> int:
    return int(template.moment) if template.moment.isdecimal() else SAMPLE_MONTH


def _holiday(template: Template) -> str:
    if template.moment in {"", SEASON}:
        return "Season’s greetings"
    return known_titles().get(template.moment, "")
