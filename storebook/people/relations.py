"""What two people are to each other: one word each way, in the words of a family."""

from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, quoted


class Gender(StrEnum):
    """As the shopper told it; most files have none."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class Relation(StrEnum):
    """What the other one is to the shopper."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    AUNT_UNCLE = "aunt or uncle"
    NIECE_NEPHEW = "niece or nephew"
    COUSIN = "cousin"
    PARENT_IN_LAW = "parent-in-law"
    CHILD_IN_LAW = "child-in-law"
    SIBLING_IN_LAW = "sibling-in-law"
    FRIEND = "friend"
    OTHER = "other"


class Ending(StrEnum):
    """How a tie came to its end."""

    DEATH = "death"
    DIVORCE = "divorce"
    SEPARATION = "separation"


COUPLES = frozenset({Relation.SPOUSE, Relation.PARTNER})

REVERSE = {
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
    Relation.AUNT_UNCLE: Relation.NIECE_NEPHEW,
    Relation.NIECE_NEPHEW: Relation.AUNT_UNCLE,
    Relation.PARENT_IN_LAW: Relation.CHILD_IN_LAW,
    Relation.CHILD_IN_LAW: Relation.PARENT_IN_LAW,
}

# The word for a woman and for a man.
WORDS = {
    Relation.SPOUSE: ("wife", "husband"),
    Relation.PARENT: ("mother", "father"),
    Relation.CHILD: ("daughter", "son"),
    Relation.SIBLING: ("sister", "brother"),
    Relation.GRANDPARENT: ("grandmother", "grandfather"),
    Relation.GRANDCHILD: ("granddaughter", "grandson"),
    Relation.AUNT_UNCLE: ("aunt", "uncle"),
    Relation.NIECE_NEPHEW: ("niece", "nephew"),
    Relation.PARENT_IN_LAW: ("mother-in-law", "father-in-law"),
    Relation.CHILD_IN_LAW: ("daughter-in-law", "son-in-law"),
    Relation.SIBLING_IN_LAW: ("sister-in-law", "brother-in-law"),
}
OTHER_WORDS = {
    "fiance": (Relation.PARTNER, Gender.MAN),
    "fiancee": (Relation.PARTNER, Gender.WOMAN),
    "girlfriend": (Relation.PARTNER, Gender.WOMAN),
    "boyfriend": (Relation.PARTNER, Gender.MAN),
    "mom": (Relation.PARENT, Gender.WOMAN),
    "mum": (Relation.PARENT, Gender.WOMAN),
    "dad": (Relation.PARENT, Gender.MAN),
    "kid": (Relation.CHILD, None),
    "grandma": (Relation.GRANDPARENT, Gender.WOMAN),
    "grandpa": (Relation.GRANDPARENT, Gender.MAN),
    "aunt/uncle": (Relation.AUNT_UNCLE, None),
    "niece/nephew": (Relation.NIECE_NEPHEW, None),
    "relative": (Relation.OTHER, None),
}
READ: dict[str, tuple[Relation, Gender | None]] = {
    **OTHER_WORDS,
    **{relation.value: (relation, None) for relation in Relation},
    **{woman: (relation, Gender.WOMAN) for relation, (woman, _) in WORDS.items()},
    **{man: (relation, Gender.MAN) for relation, (_, man) in WORDS.items()},
}


def reverse(relation: Relation) -> Relation:
    """What the shopper is to the other one."""
    return REVERSE.get(relation, relation)


def relation_word(relation: Relation, gender: Gender | None) -> str:
    """ "wife", "daughter"; without a known gender "spouse", "child"."""
    if gender is Gender.WOMAN and relation in WORDS:
        return WORDS[relation][0]
    if gender is Gender.MAN and relation in WORDS:
        return WORDS[relation][1]
    return "kin" if relation is Relation.OTHER else relation.value


def read_relation(word: str) -> tuple[Relation, Gender | None]:
    """The tie that a word names, and the gender that it tells of the other one."""
    found = READ.get(fold(one_line(word)).replace(" in law", "-in-law"))
    if found is None:
        raise Refused(
            f"{quoted(word)} is no family tie known here. Say husband, wife, partner, mother, "
            "father, daughter, son, sister, brother, friend or other.",
            "relation",
        )
    return found
