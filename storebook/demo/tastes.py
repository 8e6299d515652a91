"""What the invented shoppers like and take, what they wish for, and what was noted of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.demo import catalog
from storebook.demo.families import Person
from storebook.demo.habits import Town
from storebook.outreach.touches import Direction, TouchDraft, TouchKind, write_touches
from storebook.people.preferences import BodyPart, PreferenceKind, SizeDraft
from storebook.people.shoppers import Gender
from storebook.people.sizes import read

LIKES = {
    PreferenceKind.METAL: (0.16, ("18k yellow", "white gold", "platinum", "rose gold", "silver")),
    PreferenceKind.STONE: (0.14, (*catalog.STONES, "old cuts")),
    PreferenceKind.STYLE: (0.07, ("vintage, quiet", "modern, plain", "Art Deco", "delicate")),
    PreferenceKind.DISLIKE: (0.04, ("opal", "yellow gold", "brooches", "anything loud")),
    PreferenceKind.ALLERGY: (0.04, ("nickel", "copper", "latex gloves")),
    PreferenceKind.HERE: (0.05, ("tea; the window seat", "coffee, black", "water", "in a hurry")),
}
NOTES = (
    "Asked us to call after four.",
    "Parks behind the shop.",
    "Comes with a sister.",
    "Reads the certificates twice.",
    "Prefers to pay by check.",
    "Collects watches from the sixties.",
    "Remembers the old shop on Market Street.",
    "Wants the box wrapped in blue.",
)
CALLS = (
    (TouchKind.CALL, Direction.OURS, "Called that the piece is ready."),
    (TouchKind.CALL, Direction.THEIRS, "Asked for our hours before Christmas."),
    (TouchKind.VISIT, Direction.THEIRS, "Looked at rings, took a catalog along."),
    (TouchKind.CARD, Direction.OURS, "Thank-you note by hand"),
    (TouchKind.EMAIL, Direction.THEIRS, "Sent a picture of a brooch to be mended."),
    (TouchKind.EVENT, Direction.OURS, "Came to the spring evening."),
)
WISHES = ("Earrings to match the pendant", "A signet ring", "An eternity band", "A pearl strand")
RING_SIZES = {
    Gender.WOMAN: ("5", "5 1/2", "6", "6 1/4", "6 1/2", "7", "7 1/2"),
    Gender.MAN: ("8 1/2", "9", "9 1/2", "10", "10 1/2", "11 1/4"),
}
MEASURED, WISHING, NOTED, TOUCHED = 0.13, 0.04, 0.08, 0.2
SIZE_COLUMNS = ("shopper_id", "body_part", "hundredths_mm", "system", "entered", "measured_on")
NOTE_COLUMNS = ("shopper_id", "associate_id", "day", "class", "text")


def write_tastes(change: Change, town: Town, first_id: int, shop: Shop) -> None:
    """Write down what a part of those who buy has told the shop in ten years."""
    buyers = [
        (first_id + number, person)
        for number, person in enumerate(town.people)
        if person.visits_a_year and person.draft.since is not None
    ]
    likes = [row for buyer in buyers for row in likes_of(town, *buyer)]
    change.insert_many("preference", ("shopper_id", "kind", "value"), likes)
    sizes = [row for buyer in buyers for row in sizes_of(town, *buyer, shop)]
    change.insert_many("size", SIZE_COLUMNS, sizes)
    wishes = [row for buyer in buyers for row in wishes_of(town, *buyer)]
    change.insert_many("wish", ("shopper_id", "description", "seen_on"), wishes)
    notes = [row for buyer in buyers for row in notes_of(town, *buyer, change.book.associate_id)]
    change.insert_many("note", NOTE_COLUMNS, notes)
    write_touches(change, [row for buyer in buyers for row in touches_of(town, *buyer)])


def likes_of(town: Town, shopper_id: int, person: Person) -> Iterator[tuple[int, str, str]]:
    for kind, (share, values) in LIKES.items():
        if town.random.random() < share:
            yield shopper_id, kind.value, town.random.choice(values)


def sizes_of(
    town: Town, shopper_id: int, person: Person, shop: Shop
) -> Iterator[tuple[object, ...]]:
    sizes = RING_SIZES.get(person.draft.gender or Gender.OTHER)
    if sizes is None or town.random.random() >= MEASURED:
        return
    draft = SizeDraft(body_part=BodyPart.LEFT_RING, text=town.random.choice(sizes))
    hundredths, system, entered = read(draft, shop)
    measured = some_day(town, person).isoformat()
    yield shopper_id, draft.body_part.value, hundredths, system, entered, measured


def wishes_of(town: Town, shopper_id: int, person: Person) -> Iterator[tuple[object, ...]]:
    if town.random.random() < WISHING:
        yield shopper_id, town.random.choice(WISHES), some_day(town, person).isoformat()


def notes_of(
    town: Town, shopper_id: int, person: Person, associate_id: int
) -> Iterator[tuple[object, ...]]:
    if town.random.random() < NOTED:
        day = some_day(town, person).isoformat()
        yield shopper_id, associate_id, day, "counter", town.random.choice(NOTES)


def touches_of(town: Town, shopper_id: int, person: Person) -> Iterator[TouchDraft]:
    if town.random.random() < TOUCHED:
        kind, direction, text = town.random.choice(CALLS)
        yield TouchDraft(
            shopper_id=shopper_id,
            day=some_day(town, person),
            kind=kind,
            direction=direction,
            text=text,
        )


def some_day(town: Town, person: Person) -> date:
    """A day on which the shopper was known and alive."""
    last = person.leaves_on or town.today
    first = min(person.draft.since or last, last)
    return first + timedelta(days=town.random.randint(0, (last - first).days))
