"""Who died, moved away, was put away or wants quiet is never written to by mistake."""

from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of, undo_last
from storebook.people.contact_points import addresses, leave_address, mail_address
from storebook.people.departures import (
    archive,
    be_quiet_until,
    mark_deceased,
    mark_moved_away,
    unarchive,
    unmark_deceased,
    unmark_moved_away,
)
from storebook.people.households import household_of, leave_household
from storebook.people.kin import Ending, add_kin, kin_of, partner_of
from storebook.people.shoppers import shopper
from tests.make import (
    SHOP,
    TODAY,
    add_address,
    make_address,
    make_couple,
    make_shopper,
    set_couple_line,
)


def couple_line(book: Book, shopper_id: int) -> tuple[str | None, str | None, str | None]:
    at = household_of(book, shopper_id)
    assert at is not None
    return at.couple_line, at.couple_greeting, at.couple_note


def test_a_death_strikes_the_couple_line_and_ends_the_tie(book: Book) -> None:
    margaret, daniel = make_couple(book, given="Margaret", family="Ashworth")

    mark_deceased(book, daniel, on=date(2026, 8, 3), note="his son told us in August")

    assert couple_line(book, margaret) == (None, None, "Daniel Ashworth died.")
    tie = kin_of(book, margaret)[0]
    assert (tie.ended_by, tie.ended_on, tie.word) == (Ending.DEATH, date(2026, 8, 3), "late spouse")
    assert kin_of(book, daniel)[0].word == "spouse"
    assert partner_of(book, margaret) is None
    assert shopper(book, daniel).deceased_note == "his son told us in August"


def test_a_line_that_was_written_by_hand_falls_with_the_couple_too(book: Book) -> None:
    margaret, daniel = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None
    set_couple_line(book, at.id, "Mr. & Mrs. D. Ashworth", "Dear Ashworths")

    mark_deceased(book, daniel, on=TODAY)

    assert couple_line(book, margaret)[0] is None


def test_the_household_keeps_its_mail(book: Book) -> None:
    margaret, daniel = make_couple(book)

    mark_deceased(book, daniel, on=TODAY)

    reached = mail_address(book, margaret)
    assert reached is not None
    assert reached.lines == "12 Ocean Road"


def test_a_death_in_the_family_leaves_the_couple_a_couple(book: Book) -> None:
    margaret, _ = make_couple(book)
    father = add_kin(book, margaret, "George Moss", "father", shop=SHOP, today=TODAY)
    clara = add_kin(book, margaret, "Clara Ashworth", "daughter", shop=SHOP, today=TODAY)
    before = couple_line(book, margaret)

    mark_deceased(book, father, on=TODAY)
    mark_deceased(book, clara, on=TODAY)

    assert couple_line(book, margaret) == before
    assert before[0] is not None


def test_both_histories_tell_of_the_death(book: Book) -> None:
    margaret, daniel = make_couple(book)

    mark_deceased(book, daniel, on=TODAY)

    assert changes_of(book, margaret)[0].what == "Daniel Ashworth died"


def test_a_widow_under_another_roof_reads_of_the_death_too(book: Book) -> None:
    margaret, daniel = make_couple(book)
    leave_household(book, daniel)

    mark_deceased(book, daniel, on=TODAY)

    assert changes_of(book, margaret)[0].what == "Daniel Ashworth died"


def test_a_false_report_is_put_right_with_its_reason(book: Book) -> None:
    margaret, daniel = make_couple(book, given="Margaret", family="Ashworth")
    mark_deceased(book, daniel, on=TODAY)

    with pytest.raises(Refused) as refused:
        unmark_deceased(book, daniel, reason=" ", shop=SHOP)
    assert refused.value.field == "reason"
    unmark_deceased(book, daniel, reason="he came in himself", shop=SHOP)

    assert shopper(book, daniel).deceased_on is None
    assert partner_of(book, margaret) == daniel
    assert couple_line(book, margaret) == (
        "Margaret & Daniel Ashworth",
        "Dear Margaret & Daniel",
        None,
    )
    assert changes(book)[0].what == "Daniel Ashworth did not die: he came in himself"


def test_who_married_again_meanwhile_stays_married(book: Book) -> None:
    margaret, daniel = make_couple(book)
    mark_deceased(book, daniel, on=TODAY)
    paul = add_kin(book, margaret, "Paul Stone", "husband", shop=SHOP, today=TODAY)

    unmark_deceased(book, daniel, reason="he came in himself", shop=SHOP)

    assert partner_of(book, margaret) == paul
    assert partner_of(book, daniel) is None


def test_who_lives_cannot_be_called_back_to_life(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="not marked as deceased"):
        unmark_deceased(book, ann, reason="she is here", shop=SHOP)


def test_nobody_dies_tomorrow(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused, match="still to come") as refused:
        mark_deceased(book, ann, on=date(2026, 11, 21), today=TODAY)

    assert refused.value.field == "deceased_on"


def test_an_undone_death_brings_the_line_back_as_it_was(book: Book) -> None:
    margaret, daniel = make_couple(book)
    at = household_of(book, margaret)
    assert at is not None
    set_couple_line(book, at.id, "Mr. & Mrs. D. Ashworth", "Dear Ashworths")
    mark_deceased(book, daniel, on=TODAY)

    undo_last(book)

    assert couple_line(book, margaret) == ("Mr. & Mrs. D. Ashworth", "Dear Ashworths", None)


def test_who_moved_away_has_no_address_until_they_give_a_new_one(book: Book) -> None:
    ann = make_shopper(book, street="1 Main St")

    mark_moved_away(book, ann, on=TODAY)

    assert shopper(book, ann).moved_away_on == TODAY
    assert addresses(book, ann)[0].left_on == TODAY
    assert mail_address(book, ann) is None


def test_who_moved_out_of_a_household_is_not_written_to_there(book: Book) -> None:
    margaret, daniel = make_couple(book)

    mark_moved_away(book, daniel, on=TODAY)

    assert mail_address(book, daniel) is None
    assert mail_address(book, margaret) is not None


def test_who_did_not_move_away_after_all_has_the_address_back(book: Book) -> None:
    ann = make_shopper(book, street="1 Main St")
    mark_moved_away(book, ann, on=TODAY)

    unmark_moved_away(book, ann)

    assert shopper(book, ann).moved_away_on is None
    assert mail_address(book, ann) is not None


def test_a_former_address_stays_one_when_somebody_did_not_move_away(book: Book) -> None:
    ann = make_shopper(book, street="1 Main St")
    former = addresses(book, ann)[0].id
    leave_address(book, former, on=TODAY - timedelta(days=900))
    at = add_address(book, ann, make_address("2 Oak Rd"))
    mark_moved_away(book, ann, on=TODAY)

    unmark_moved_away(book, ann)

    assert [one.id for one in addresses(book, ann) if one.left_on is None] == [at]


def test_quiet_lasts_until_its_day_and_may_end_sooner(book: Book) -> None:
    ann = make_shopper(book)

    be_quiet_until(book, ann, date(2026, 12, 1), note="her father died", today=TODAY)
    assert shopper(book, ann).quiet_until == date(2026, 12, 1)
    assert shopper(book, ann).quiet_note == "her father died"
    be_quiet_until(book, ann, None, today=TODAY)

    assert (shopper(book, ann).quiet_until, shopper(book, ann).quiet_note) == (None, None)
    with pytest.raises(Refused) as refused:
        be_quiet_until(book, ann, TODAY, today=TODAY)
    assert refused.value.field == "quiet_until"


def test_a_shopper_is_put_away_and_taken_out_again(book: Book) -> None:
    ann = make_shopper(book)

    archive(book, ann, on=TODAY)
    assert shopper(book, ann).archived_on == TODAY
    unarchive(book, ann)

    assert shopper(book, ann).archived_on is None
