"""When a text is for: a month, a holiday, a wedding year with a name, a birthday by the moon."""

from storebook.base.dates.partial import MONTHS
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.gift_days import known_titles, title_key
from storebook.outreach.wording.records import Facts, Sender

ANY = ""
COUNTED = "counted"
GIFT = "gift"
MILESTONE = "milestone"
LUNAR = "lunar"
ROUND = "round"
SEASON = "season"
# The great birthdays; in Chinese they are counted as people do there, from 1 at birth.
ROUND_BIRTHDAYS = frozenset({60, 70, 80, 90})
# The wedding years whose names people say aloud.
MILESTONES = frozenset({25, 30, 35, 40, 45, 50, 55, 60, 70, 75})
# Days of a faith: their words are for those who asked for them, never guessed from a name.
FAITHS = frozenset({"christmas"})
SEASON_TITLES = ("season", "christmas and new year", "holidays")
IN_WORDS = {
    ANY: "any",
    COUNTED: "the year is known",
    GIFT: "a year that is named after a gift",
    MILESTONE: "a year with a name of its own",
    LUNAR: "by the Chinese calendar",
    ROUND: "the 60th, 70th, 80th or 90th",
    SEASON: "the end of the year",
}


def moments_of(facts: Facts, sender: Sender, language: str) -> tuple[str, ...]:
    """What a card is about, the most particular first; texts for the first that has any are taken.

    In Chinese a number with a four in it is not said. Words of a faith are for who asked for them.
    South of the equator the texts of the months,
    which speak of the seasons, are left out.
    """
    if facts.kind is CardKind.BIRTHDAY:
        return _of_birthday(facts, language)
    if facts.kind is CardKind.WEDDING:
        return _of_wedding(facts.years, language)
    if facts.kind is CardKind.MONTHLY:
        return (ANY,) if sender.southern else (str(facts.month), ANY)
    if facts.kind is CardKind.HOLIDAY and (moment := moment_of_title(facts.holiday)):
        return (SEASON, ANY) if moment in FAITHS and not facts.keeps_the_day else (moment, ANY)
    return (ANY,)


def _of_birthday(facts: Facts, language: str) -> tuple[str, ...]:
    """No text says the age; those for a great birthday wish a long life."""
    age = facts.turns
    if age is not None and language.startswith("zh"):
        age += 1
    great = (ROUND,) if age in ROUND_BIRTHDAYS else ()
    return (*great, LUNAR, ANY) if facts.lunar else (*great, ANY)


def _of_wedding(years: int | None, language: str) -> tuple[str, ...]:
    if years is None or years < 1:
        return (ANY,)
    named = (MILESTONE,) if years in MILESTONES else ()
    unsaid = language.startswith("zh") and "4" in str(years)
    return (*named, ANY) if unsaid else (*named, GIFT, COUNTED, ANY)


def moment_of_title(title: str) -> str:
    """What day a title means: “Happy Mother’s Day” is mothers-day; "" for one that is not known."""
    if key := title_key(title):
        return key
    wanted = title.casefold()
    return SEASON if any(one in wanted for one in SEASON_TITLES) else ANY


def moments_for(kind: CardKind) -> dict[str, str]:
    """The moments that a text of this kind may be for, with their names."""
    wanted: tuple[str, ...] = (ANY,)
    if kind is CardKind.BIRTHDAY:
        wanted = (ANY, LUNAR, ROUND)
    elif kind is CardKind.WEDDING:
        wanted = (ANY, COUNTED, GIFT, MILESTONE)
    elif kind is CardKind.MONTHLY:
        return {ANY: IN_WORDS[ANY]} | {str(place): month for place, month in enumerate(MONTHS, 1)}
    elif kind is CardKind.HOLIDAY:
        named = {moment: IN_WORDS[moment] for moment in (ANY, SEASON)} | known_titles()
        return named | {day: f"{named[day]}, for who has that tag" for day in sorted(FAITHS)}
    return {moment: IN_WORDS[moment] for moment in wanted}
