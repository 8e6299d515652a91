"""Who of the invented people belongs to the club, and what they said of mail."""

from collections.abc import Iterator
from datetime import timedelta

from storebook.base.checks import with_check_digit
from storebook.book.change import Change
from storebook.club.members import FIRST_NUMBER
from storebook.demo.families import Person
from storebook.demo.habits import Town

MEMBERS = 0.42
WANTS_MAIL = 0.94
CONSENT_COLUMNS = (
    "shopper_id", "channel", "purpose", "given", "day", "wording", "how", "associate_id",
)  # fmt: skip


def enroll_some(change: Change, town: Town, first_id: int) -> None:
    """Some of those who buy belong to the club."""
    random, associate_id = town.random, change.book.associate_id
    joined = [
        number
        for number, person in enumerate(town.people)
        if person.visits_a_year and random.random() < MEMBERS
    ]
    rows = [
        (
            first_id + number,
            with_check_digit(FIRST_NUMBER + place),
            enrolled_on(town, town.people[number]),
            associate_id,
        )
        for place, number in enumerate(joined)
    ]
    change.insert_many("member", ("shopper_id", "number", "enrolled_on", "associate_id"), rows)
    change.insert_many("consent", CONSENT_COLUMNS, consents(town, rows))


def enrolled_on(town: Town, person: Person) -> str:
    last = person.died_on or town.today
    since = min(person.draft.since or last, last)
    return (since + timedelta(days=town.random.randint(0, (last - since).days))).isoformat()


def consents(town: Town, rows: list[tuple[int, str, str, int]]) -> Iterator[tuple[object, ...]]:
    for shopper_id, _, day, who in rows:
        wants = int(town.random.random() < WANTS_MAIL)
        for purpose in ("occasions", "events"):
            yield (
                shopper_id, "mail", purpose, wants, day, "May we write to you?", "at the counter",
                who,
            )  # fmt: skip
