"""Between the list and the printer anything may happen: whatever it is, nobody who must not get a
card gets one, and name and address are always of one person.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, take_back
from storebook.outreach.choosing import CardKind
from storebook.outreach.runs import PieceState, RunPiece, freeze_run, pieces_of_run, pieces_to_print
from storebook.people.consent import Channel, Purpose, record_consent, stop_everything
from storebook.people.contact_points import addresses, leave_address, mark_address_returned
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.erasing import erase
from storebook.people.households import household_of, leave_household
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.merging import merge
from storebook.people.occasions import set_birthday, set_wedding_day
from storebook.people.postal import address_block
from storebook.people.shoppers import ShopperDraft, edit_shopper
from tests.make import (
    NOVEMBER_26,
    SHOP,
    TODAY,
    edit_address,
    join_household,
    make_address,
    make_couple,
    make_purchase,
    make_shopper,
    pick_address,
    remove_address,
    set_couple_line,
)
from tests.outreach.mailing import look

Happening = Callable[[Book, Random, list[int]], object]
LATER = TODAY + timedelta(days=1)
COUPLES, ALONE, CHILDREN = 14, 26, 5
BORN = PartialDate(year=2018, month=11, day=26)


def make_town(book: Book) -> list[int]:
    """Couples and people alone, each of whom has a birthday, has bought, and lives in a street of
    their own; some have a child.
    """
    people: list[int] = []
    for number in range(COUPLES):
        wife, husband = make_couple(
            book, f"Ann Family{number}", f"Bob Family{number}", street=f"{number} Couple Road"
        )
        set_wedding_day(book, wife, NOVEMBER_26, partner_id=husband)
        people += [wife, husband]
    people += [
        make_shopper(book, f"Zoe Alone{number}", street=f"{number} Lonely Street")
        for number in range(ALONE)
    ]
    for person in people:
        set_birthday(book, person, NOVEMBER_26, today=TODAY)
        make_purchase(book, person)
    for number in range(CHILDREN):
        child = ShopperDraft(name=f"Kim Family{number}", birthday=BORN)
        mother = people[2 * number]
        people.append(add_kin(book, mother, child, Relation.CHILD, shop=SHOP, today=TODAY))
    return people


def own_address(book: Book, random: Random, people: list[int]) -> int | None:
    found = addresses(book, random.choice(people))
    return random.choice(found).id if found else None


def on_address(deed: Callable[[Book, int], object]) -> Happening:
    def happen(book: Book, random: Random, people: list[int]) -> None:
        if (address_id := own_address(book, random, people)) is not None:
            deed(book, address_id)

    return happen


def refuse(book: Book, random: Random, people: list[int]) -> None:
    purpose = random.choice([Purpose.OCCASIONS, Purpose.OFFERS])
    record_consent(
        book, random.choice(people), Channel.MAIL, [purpose], given=False, wording="No.", day=LATER
    )


def part(book: Book, random: Random, people: list[int]) -> None:
    number = random.randrange(COUPLES)
    ending = random.choice([Ending.DIVORCE, Ending.SEPARATION])
    end_tie(book, people[2 * number], people[2 * number + 1], ending, on=LATER)


def merge_two(book: Book, random: Random, people: list[int]) -> None:
    keep, other = random.sample(people, 2)
    merge(book, keep, other, {}, shop=SHOP, today=LATER)


def move_in(book: Book, random: Random, people: list[int]) -> None:
    home = household_of(book, random.choice(people))
    if home is not None:
        join_household(book, random.choice(people), home.id)


def think_better(book: Book, random: Random, people: list[int]) -> None:
    """Take back the last thing that happened, but never the list itself."""
    newest = next(one for one in changes(book) if one.in_effect and one.takes_back_id is None)
    if not newest.what.endswith("pieces"):
        take_back(book, newest.id)


def pick_another(book: Book, random: Random, people: list[int]) -> None:
    person = random.choice(people)
    home, found = household_of(book, person), addresses(book, person)
    if home is not None:
        pick_address(book, home.id, random.choice([None, *[one.id for one in found]]))


def rewrite_line(book: Book, random: Random, people: list[int]) -> None:
    home = household_of(book, random.choice(people))
    if home is not None:
        set_couple_line(book, home.id, "The Family", "Dear both")


HAPPENINGS: list[Happening] = [
    lambda book, random, people: mark_deceased(book, random.choice(people), on=LATER),
    lambda book, random, people: archive(book, random.choice(people), on=LATER),
    lambda book, random, people: mark_moved_away(book, random.choice(people), on=LATER),
    lambda book, random, people: be_quiet_until(
        book, random.choice(people), LATER + timedelta(days=9), note="", today=LATER
    ),
    lambda book, random, people: stop_everything(
        book, random.choice(people), wording="Stop.", day=LATER
    ),
    lambda book, random, people: edit_shopper(
        book, random.choice(people), shop=SHOP, today=LATER, name=f"New Name{random.random()}"
    ),
    lambda book, random, people: erase(book, random.choice(people), today=LATER),
    lambda book, random, people: leave_household(book, random.choice(people)),
    think_better,
    on_address(lambda book, one: leave_address(book, one, on=LATER)),
    on_address(remove_address),
    on_address(lambda book, one: mark_address_returned(book, one, on=LATER, reason="moved")),
    on_address(lambda book, one: edit_address(book, one, make_address("99 Elsewhere"))),
    refuse,
    part,
    merge_two,
    move_in,
    pick_another,
    rewrite_line,
]


# -- what may not be, said anew and without the program's own rule


def wrong_with(book: Book, piece: RunPiece) -> list[str]:
    people = [piece.shopper_id, *([piece.partner_id] if piece.partner_id else [])]
    found = [why for person in people for why in wrong_with_person(book, person, piece)]
    if len(people) == 2:
        found += wrong_with_couple(book, *people)
    if piece.child_id is not None:
        found += [f"child: {why}" for why in wrong_with_person(book, piece.child_id, piece)]
        if piece.shopper_id not in parents_now(book, piece.child_id):
            found.append("no parent")
    if not any(lives_there(book, person, piece) for person in people):
        found.append("nobody of them lives there")
    return found


def wrong_with_person(book: Book, person: int, piece: RunPiece) -> list[str]:
    rows = book.rows(
        "SELECT deceased_on, archived_on, quiet_until > :today FROM shopper WHERE id = :id",
        id=person,
        today=LATER,
    )
    if not rows:
        return ["not in the book"]
    said = book.rows(
        """
        SELECT purpose, given FROM consent WHERE shopper_id = :id AND channel = 'mail'
        ORDER BY day, id
        """,
        id=person,
    )
    refused = {purpose for purpose, given in dict(said).items() if not given}
    stopped = {"occasions", "offers"} if piece.card_kind is CardKind.MONTHLY else {"occasions"}
    dead, archived, quiet = rows[0]
    named = {"dead": dead, "archived": archived, "quiet": quiet, "refused": refused & stopped}
    return [why for why, so in named.items() if so]


def parents_now(book: Book, child_id: int) -> list[int]:
    return book.values(
        """
        SELECT shopper_id FROM kin WHERE other_id = :id AND relation = 'child'
        UNION SELECT other_id FROM kin WHERE shopper_id = :id AND relation = 'parent'
        """,
        id=child_id,
    )


def wrong_with_couple(book: Book, one: int, other: int) -> list[str]:
    ties = book.values(
        """
        SELECT ended_on IS NULL FROM kin WHERE relation IN ('spouse', 'partner')
          AND ((shopper_id = :one AND other_id = :other)
            OR (shopper_id = :other AND other_id = :one))
        """,
        one=one,
        other=other,
    )
    struck = book.value(
        """
        SELECT count(*) FROM shopper JOIN household ON household.id = household_id
        WHERE shopper.id IN (:one, :other) AND couple_note IS NOT NULL
        """,
        one=one,
        other=other,
    )
    return ["parted"] * (0 in ties) + ["to be named anew"] * (struck > 1)


def lives_there(book: Book, person: int, piece: RunPiece) -> bool:
    """Whether an address of theirs, or their household's, is just what stands on the piece."""
    own = [one for one in addresses(book, person) if one.usable]
    home = household_of(book, person)
    if home is not None and home.address_id is not None:
        for owner in book.values(
            "SELECT shopper_id FROM address WHERE id = :id", id=home.address_id
        ):
            own += [
                one for one in addresses(book, owner) if one.usable and one.id == home.address_id
            ]
    blocks = ["\n".join(address_block(piece.name_line, one.postal, "US")) for one in own]
    return piece.address_block in blocks


def shake(book: Book, seed: int, times: int) -> dict[str, int]:
    """Freeze a run of every kind, let things happen, print them all, and count."""
    random = Random(seed)
    people = make_town(book)
    frozen = [freeze_run(book, look(book, kind), today=TODAY) for kind in (None, *CardKind)]
    before = {one.id: one for run_id in frozen for one in pieces_of_run(book, run_id)}
    happened = 0
    while happened < times:
        try:
            random.choice(HAPPENINGS)(book, random, people)
        except Refused:
            continue
        happened += 1
    printed = [one for run_id in frozen for one in pieces_to_print(book, run_id, today=LATER)]
    for piece in printed:
        assert wrong_with(book, piece) == [], (piece, seed)
        assert piece.name_line == before[piece.id].name_line
        assert piece.address_block == before[piece.id].address_block
    after = [one for run_id in frozen for one in pieces_of_run(book, run_id)]
    gone = [one for one in after if one.state is PieceState.DROPPED]
    assert all(one.why for one in gone)
    assert len(gone) + len(printed) == len(after)
    return {"printed": len(printed), "dropped": len(gone), "before": len(before)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_before_printing_no_card_goes_where_it_must_not(
    book: Book, seed: int
) -> None:
    counts = shake(book, seed, 25)

    assert counts["printed"] > 0
    assert counts["dropped"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(25))
def test_five_hundred_changes_between_the_list_and_the_printer(book: Book, seed: int) -> None:
    shake(book, 100 + seed, 20)
