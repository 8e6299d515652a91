"""What a card of the shop can be for, and whom one card is for."""

from enum import StrEnum

from storebook.people.consent import Purpose


class CardKind(StrEnum):
    """What a card is for. A birthday is one person's; most others join a couple.

    The first three are days of the shoppers' own; that of a child goes to a parent, where the shop
    wants it. For the others somebody chooses who gets one.
    """

    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    CHILD = "child"
    THANKS = "thank-you"
    HOLIDAY = "holiday"
    MONTHLY = "monthly"


OCCASIONS = (CardKind.BIRTHDAY, CardKind.WEDDING, CardKind.CHILD)
IN_WORDS = {
    CardKind.BIRTHDAY: "birthdays",
    CardKind.WEDDING: "anniversaries",
    CardKind.CHILD: "children’s birthdays",
    CardKind.THANKS: "thank-you cards",
    CardKind.HOLIDAY: "holidays",
    CardKind.MONTHLY: "monthly cards",
}
MAILED = {
    CardKind.BIRTHDAY: "Birthday card mailed",
    CardKind.WEDDING: "Anniversary card mailed",
    CardKind.CHILD: "Card for a child’s birthday mailed",
    CardKind.THANKS: "Thank-you card mailed",
    CardKind.HOLIDAY: "Holiday card mailed",
    CardKind.MONTHLY: "Monthly card mailed",
}


def purposes_of(kind: CardKind | None) -> tuple[Purpose, ...]:
    """What somebody must not have refused to get such a card.

    The monthly card is no day of theirs: a no to offers stops it as well.
    """
    if kind is CardKind.MONTHLY:
        return (Purpose.OCCASIONS, Purpose.OFFERS)
    return (Purpose.OCCASIONS,)
