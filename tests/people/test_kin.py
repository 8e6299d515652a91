"""A tie is one row, read from both ends; a new spouse is a new shopper."""

from datetime import date

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of, undo_last
from storebook.people.called import first_names
from storebook.people.departures import mark_deceased
from storebook.people.households import household_of, make_household, members
from storebook.people.kin import (
    Ending,
    Relation,
    add_kin,
    end_tie,
    kin_of,
    partner_of,
    read_relation,
    relation_word,
    remove_kin,
)
from storebook.people.occasions import OccasionKind, occasions_of, set_wedding_day
from storebook.people.relations import Gender
from storebook.people.shoppers import ShopperDraft, Standing, shopper
from tests.make import SHOP, TODAY, make_couple, make_shopper


def words(book: Book, shopper_id: int) -> dict[str, str]:
    """The shopper's kin, each with what they are to them."""
    return {kin.name: kin.word for kin in kin_of(book, shopper_id)}


def weddings(book: Book, shopper_id: int) -> list[tuple[int, str | None]]:
    days = occasions_of(book, shopper_id, today=TODAY, leap_day=SHOP.leap_day_rule)
    return [(day.id, day.partner_name) for day in days if day.kind is OccasionKind.WEDDING]


def test_typing_a_new_husband_makes_a_shopper_in_the_same_household(book: Book) -> None:
    margaret = make_shopper(
        book, "Margaret Ashworth", given="Margaret", family="Ashworth", street="12 Ocean Road"
    )

    daniel = add_kin(book, margaret, "Daniel Ashworth", "husband", shop=SHOP, today=TODAY)

    on_file = shopper(book, daniel)
    assert (on_file.name, on_file.standing) == ("Daniel Ashworth", Standing.PROSPECTIVE)
    assert on_file.gender is Gender.MAN
    at = household_of(book, daniel)
    assert at is not None
    assert at.couple_line == "Margaret & Daniel Ashworth"
    assert {member.shopper_id for member in members(book, at.id)} == {margaret, daniel}
    assert words(book, margaret) == {"Daniel Ashworth": "husband"}
    assert words(book, daniel) == {"Margaret Ashworth": "spouse"}


def test_a_new_husband_is_one_change_and_goes_with_one_undo(book: Book) -> None:
    margaret = make_shopper(book, "Margaret Ashworth")
    daniel = add_kin(book, margaret, "Daniel Ashworth", "husband", shop=SHOP, today=TODAY)
    assert changes(book)[0].what == "Family of Margaret Ashworth written down"
    assert changes_of(book, daniel)[0] == changes(book)[0]

    undo_last(book)

    assert kin_of(book, margaret) == []
    assert household_of(book, margaret) is None
    with pytest.raises(Refused):
        shopper(book, daniel)


def test_a_name_with_only_spaces_is_no_husband(book: Book) -> None:
    margaret = make_shopper(book, "Margaret Ashworth")

    with pytest.raises(Refused) as refused:
        add_kin(book, margaret, "  ", "husband", shop=SHOP, today=TODAY)

    assert refused.value.field == "name"
    assert book.value("SELECT count(*) FROM shopper") == 1


@pytest.mark.parametrize(
    ("word", "gender", "back"),
    [
        ("mother", Gender.WOMAN, "daughter"),
        ("son", Gender.WOMAN, "mother"),
        ("sister", Gender.MAN, "brother"),
        ("grandson", None, "grandparent"),
        ("aunt", Gender.MAN, "nephew"),
        ("niece", None, "aunt or uncle"),
        ("mother-in-law", Gender.WOMAN, "daughter-in-law"),
        ("son in law", Gender.MAN, "father-in-law"),
        ("Brother-in-law", Gender.WOMAN, "sister-in-law"),
        ("cousin", None, "cousin"),
        ("friend", Gender.WOMAN, "friend"),
        ("partner", None, "partner"),
        ("fiancée", Gender.MAN, "partner"),
        ("relative", None, "kin"),
    ],
)
def test_a_tie_reads_from_both_ends(
    book: Book, word: str, gender: Gender | None, back: str
) -> None:
    ann = make_shopper(book, "Ann Lee", gender=gender)

    other = add_kin(book, ann, "Bo Lee", word, shop=SHOP, today=TODAY)

    assert words(book, other) == {"Ann Lee": back}
    relation, told = read_relation(word)
    assert words(book, ann) == {"Bo Lee": relation_word(relation, told)}


def test_the_family_calls_each_other_by_the_given_name_where_it_is_known(book: Book) -> None:
    margaret = make_shopper(book, "Margaret Ashworth", given="Margaret", family="Ashworth")
    mother = make_shopper(book, "Old Mrs. Pike")
    add_kin(book, mother, margaret, "daughter", shop=SHOP, today=TODAY)

    assert [tie.first_name for tie in kin_of(book, mother)] == ["Margaret"]
    assert [tie.first_name for tie in kin_of(book, margaret)] == ["Old Mrs. Pike"]
    assert first_names(book, [mother, margaret, 99]) == ["Old Mrs. Pike", "Margaret"]


def test_a_word_that_is_no_tie_is_refused(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="no family tie") as refused:
        add_kin(book, ann, "Bo Lee", "landlord", shop=SHOP, today=TODAY)

    assert refused.value.field == "relation"


def test_what_is_known_of_somebody_is_not_overwritten_by_a_tie(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    robin = make_shopper(book, "Robin Stone", gender=Gender.OTHER)

    add_kin(book, ann, robin, "wife", shop=SHOP, today=TODAY)

    assert shopper(book, robin).gender is Gender.OTHER


def test_the_same_tie_is_not_written_twice_from_either_end(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann Lee"), make_shopper(book, "Bea Lee")
    add_kin(book, ann, bea, Relation.CHILD, shop=SHOP, today=TODAY)

    with pytest.raises(Refused, match="Bea Lee is Ann Lee’s child already"):
        add_kin(book, ann, bea, Relation.CHILD, shop=SHOP, today=TODAY)
    with pytest.raises(Refused, match="already"):
        add_kin(book, bea, ann, Relation.PARENT, shop=SHOP, today=TODAY)


def test_nobody_is_their_own_kin(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="their own kin"):
        add_kin(book, ann, ann, Relation.SIBLING, shop=SHOP, today=TODAY)


def test_one_couple_at_a_time(book: Book) -> None:
    margaret, _ = make_couple(book)

    with pytest.raises(Refused, match="Margaret Ashworth and Daniel Ashworth are a couple") as no:
        add_kin(book, margaret, "Paul Stone", Relation.PARTNER, shop=SHOP, today=TODAY)

    assert no.value.field == "other"
    assert book.value("SELECT count(*) FROM shopper") == 2


def test_partners_who_marry_are_one_tie(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann Lee"), make_shopper(book, "Bea Stone")
    add_kin(book, ann, bea, Relation.PARTNER, shop=SHOP, today=TODAY)

    add_kin(book, bea, ann, Relation.SPOUSE, shop=SHOP, today=TODAY)

    assert words(book, ann) == {"Bea Stone": "spouse"}
    assert len(kin_of(book, bea)) == 1


def test_two_who_are_in_the_book_move_together_when_they_marry(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 Main St")
    bea = make_shopper(book, "Bea Stone", street="2 Main St")
    make_household(book, [bea], shop=SHOP)

    add_kin(book, ann, bea, Relation.SPOUSE, shop=SHOP, today=TODAY)

    at = household_of(book, ann)
    assert at is not None
    assert at == household_of(book, bea)
    assert at.couple_line == "Ann Lee & Bea Stone"


def test_who_lives_with_others_stays_there(book: Book) -> None:
    ann, carl = make_shopper(book, "Ann Lee"), make_shopper(book, "Carl Lee")
    bea, dora = make_shopper(book, "Bea Stone"), make_shopper(book, "Dora Stone")
    make_household(book, [ann, carl], shop=SHOP)
    make_household(book, [bea, dora], shop=SHOP)

    add_kin(book, ann, bea, Relation.PARTNER, shop=SHOP, today=TODAY)

    assert household_of(book, ann) != household_of(book, bea)


def test_a_new_spouse_may_come_with_all_that_is_known(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    draft = ShopperDraft(name="Bo Stone", birthday=PartialDate(month=5, day=3), tags=("golf",))

    bo = add_kin(book, ann, draft, Relation.SPOUSE, shop=SHOP, today=TODAY)

    assert shopper(book, bo).standing is Standing.REAL
    assert household_of(book, bo) == household_of(book, ann)


def test_a_wedding_day_is_one_row_on_the_couple(book: Book) -> None:
    margaret, daniel = make_couple(book)

    set_wedding_day(book, margaret, PartialDate(month=12, day=12))
    set_wedding_day(book, daniel, PartialDate(year=1990, month=12, day=12))

    (seen_by_her,), (seen_by_him,) = weddings(book, margaret), weddings(book, daniel)
    assert seen_by_her[0] == seen_by_him[0]
    assert (seen_by_her[1], seen_by_him[1]) == ("Daniel Ashworth", "Margaret Ashworth")
    assert book.value("SELECT year FROM occasion") == 1990


def test_a_wedding_day_on_file_becomes_that_of_both(book: Book) -> None:
    margaret = make_shopper(book, "Margaret Ashworth", wedding=PartialDate(month=12, day=12))

    daniel = add_kin(book, margaret, "Daniel Ashworth", "husband", shop=SHOP, today=TODAY)

    assert [name for _, name in weddings(book, margaret)] == ["Daniel Ashworth"]
    assert len(weddings(book, daniel)) == 1


def test_of_two_wedding_days_the_one_that_is_known_better_stays(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", wedding=PartialDate(month=6))
    bea = make_shopper(book, "Bea Stone", wedding=PartialDate(year=2001, month=6, day=9))

    add_kin(book, ann, bea, Relation.SPOUSE, shop=SHOP, today=TODAY)

    assert len(weddings(book, ann)) == 1
    assert book.rows("SELECT year, month, day FROM occasion") == [(2001, 6, 9)]


def test_divorce_ends_the_tie_the_line_and_the_wedding_day(book: Book) -> None:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(month=12, day=12))

    end_tie(book, margaret, daniel, Ending.DIVORCE, on=date(2026, 3, 1), leaves=daniel)

    assert partner_of(book, margaret) is None
    assert words(book, margaret) == {"Daniel Ashworth": "former spouse"}
    at = household_of(book, margaret)
    assert at is not None
    assert at.couple_line is None
    assert at.couple_note == "Margaret Ashworth and Daniel Ashworth are divorced."
    assert household_of(book, daniel) is None
    day = occasions_of(book, margaret, today=TODAY, leap_day=SHOP.leap_day_rule)[0]
    assert (day.stopped, day.next_on) == (True, None)


def test_only_a_couple_can_part(book: Book) -> None:
    margaret, daniel = make_couple(book)
    end_tie(book, daniel, margaret, Ending.SEPARATION, on=TODAY)

    with pytest.raises(Refused, match="not a couple"):
        end_tie(book, daniel, margaret, Ending.DIVORCE, on=TODAY)
    with pytest.raises(Refused, match="deceased"):
        end_tie(book, daniel, margaret, Ending.DEATH, on=TODAY)


def test_a_couple_that_finds_together_again_is_one_tie_with_a_new_line(book: Book) -> None:
    margaret, daniel = make_couple(book)
    end_tie(book, margaret, daniel, Ending.SEPARATION, on=TODAY)

    add_kin(book, daniel, margaret, Relation.SPOUSE, shop=SHOP, today=TODAY)

    assert len(kin_of(book, margaret)) == 1
    at = household_of(book, margaret)
    assert at is not None
    assert (at.couple_line, at.couple_note) == ("Margaret Ashworth & Daniel Ashworth", None)


def test_a_divorced_shopper_may_marry_somebody_else(book: Book) -> None:
    margaret, daniel = make_couple(book)
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY, leaves=daniel)

    paul = add_kin(book, margaret, "Paul Stone", "husband", shop=SHOP, today=TODAY)

    assert partner_of(book, margaret) == paul
    assert words(book, margaret) == {"Paul Stone": "husband", "Daniel Ashworth": "former spouse"}


def test_a_late_husband_who_is_written_down_later_makes_no_couple(book: Book) -> None:
    margaret = make_shopper(book, "Margaret Ashworth")
    walter = make_shopper(book, "Walter Ashworth", gender=Gender.MAN)
    mark_deceased(book, walter, on=date(2020, 1, 1))

    add_kin(book, margaret, walter, Relation.SPOUSE, shop=SHOP, today=TODAY)

    assert words(book, margaret) == {"Walter Ashworth": "late husband"}
    at = household_of(book, margaret)
    assert at is None or at.couple_line is None


def test_a_tie_that_was_a_mistake_goes_with_what_it_brought(book: Book) -> None:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(month=12, day=12))

    remove_kin(book, kin_of(book, margaret)[0].kin_id)

    assert kin_of(book, daniel) == []
    assert [name for _, name in weddings(book, margaret)] == [None]
    at = household_of(book, margaret)
    assert at is not None
    assert at.couple_line is None


def test_kin_come_with_the_couple_first_and_the_ended_last(book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_kin(book, margaret, "Aaron Ashworth", "son", shop=SHOP, today=TODAY)
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)
    add_kin(book, margaret, "Zeno Stone", "husband", shop=SHOP, today=TODAY)

    names = [kin.name for kin in kin_of(book, margaret)]

    assert names == ["Zeno Stone", "Aaron Ashworth", "Daniel Ashworth"]
