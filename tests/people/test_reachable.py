"""One rule says who may be written to, and why somebody may not."""

from collections.abc import Callable
from datetime import date

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.people.consent import STOPPED, Channel, Purpose, record_consent, stop_everything
from storebook.people.contact_points import (
    PhoneDraft,
    Use,
    addresses,
    mark_address_good,
    mark_address_returned,
)
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.kin import Ending, add_kin, end_tie
from storebook.people.occasions import due, set_birthday, set_wedding_day
from storebook.people.reachable import Reason, WhyNot, reach_of, why_no_card, why_not
from storebook.people.shoppers import Standing, edit_shopper
from tests.make import (
    SHOP,
    TODAY,
    add_address,
    edit_address,
    make_address,
    make_couple,
    make_shopper,
)

MAIL, PHONE, TEXT, EMAIL = Channel
CARDS = Purpose.OCCASIONS


def refusal(
    book: Book, shopper_id: int, channel: Channel, purpose: Purpose, today: date
) -> WhyNot | None:
    reach = reach_of(book, [shopper_id], channel, purpose)[shopper_id]
    return why_not(reach, channel, purpose, today)


def why(
    book: Book, shopper_id: int, channel: Channel = MAIL, purpose: Purpose = CARDS
) -> Reason | None:
    found = refusal(book, shopper_id, channel, purpose, TODAY)
    return None if found is None else found.reason


@pytest.fixture
def ann(book: Book) -> int:
    """Somebody who can be reached by every way."""
    return make_shopper(book, phone="603 555 0142", email="ann@example.com", street="1 Main St")


def test_mail_and_calls_need_no_asking_but_texts_and_mails_do(book: Book, ann: int) -> None:
    assert why(book, ann, MAIL) is None
    assert why(book, ann, PHONE) is None
    assert why(book, ann, TEXT) is Reason.NOT_AGREED
    assert why(book, ann, EMAIL) is Reason.NOT_AGREED


def test_word_that_a_repair_is_ready_needs_no_consent(book: Book, ann: int) -> None:
    assert [why(book, ann, channel, Purpose.SERVICE) for channel in Channel] == [None] * 4


def test_a_yes_opens_a_way_for_its_purpose_alone(book: Book, ann: int) -> None:
    record_consent(book, ann, EMAIL, [CARDS], given=True, wording="May we e-mail?", day=TODAY)

    assert why(book, ann, EMAIL) is None
    assert why(book, ann, EMAIL, Purpose.OFFERS) is Reason.NOT_AGREED
    assert why(book, ann, TEXT) is Reason.NOT_AGREED


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        (MAIL, Reason.NO_MAIL),
        (PHONE, Reason.NO_CALLS),
        (TEXT, Reason.NO_TEXTS),
        (EMAIL, Reason.NO_EMAIL),
    ],
)
def test_a_no_is_respected_on_every_way_and_the_newest_word_holds(
    book: Book, ann: int, channel: Channel, reason: Reason
) -> None:
    record_consent(book, ann, channel, [CARDS], given=True, wording="May we?", day=TODAY)
    record_consent(
        book, ann, channel, [CARDS], given=False, wording="No more.", how="wrote it", day=TODAY
    )

    found = refusal(book, ann, channel, CARDS, TODAY)

    assert found == WhyNot(reason=reason, detail="wrote it")


def test_an_older_no_gives_way_to_a_newer_yes(book: Book, ann: int) -> None:
    record_consent(book, ann, MAIL, [CARDS], given=False, wording="No.", day=date(2025, 3, 1))
    assert refusal(book, ann, MAIL, CARDS, TODAY) == WhyNot(
        reason=Reason.NO_MAIL, detail="since Mar 2025"
    )

    record_consent(book, ann, MAIL, [CARDS], given=True, wording="Do.", day=date(2026, 1, 1))

    assert why(book, ann) is None


def test_stop_everything_stops_all_but_service(book: Book, ann: int) -> None:
    stop_everything(book, ann, wording="Stop.", day=TODAY)

    for channel in Channel:
        assert all(why(book, ann, channel, purpose) is not None for purpose in STOPPED)
        assert why(book, ann, channel, Purpose.SERVICE) is None


def test_the_deceased_get_nothing_ever(book: Book, ann: int) -> None:
    mark_deceased(book, ann, on=date(2026, 8, 3), note="her son told us in August")

    for channel in Channel:
        for purpose in Purpose:
            assert refusal(book, ann, channel, purpose, TODAY) == WhyNot(
                reason=Reason.DIED, detail="her son told us in August"
            )


@pytest.mark.parametrize(
    ("happen", "reason", "detail"),
    [
        (lambda book, ann: archive(book, ann, on=TODAY), Reason.ARCHIVED, "since Nov 2026"),
        (
            lambda book, ann: be_quiet_until(book, ann, date(2026, 12, 1), today=TODAY),
            Reason.QUIET,
            "until Dec 1",
        ),
        (
            lambda book, ann: be_quiet_until(book, ann, date(2027, 2, 1), today=TODAY),
            Reason.QUIET,
            "until Feb 1, 2027",
        ),
        (
            lambda book, ann: mark_moved_away(book, ann, on=date(2026, 6, 1)),
            Reason.MOVED_AWAY,
            "in Jun 2026",
        ),
        (
            lambda book, ann: edit_shopper(book, ann, shop=SHOP, today=TODAY, addresses=[]),
            Reason.NO_ADDRESS,
            "",
        ),
        (
            lambda book, ann: edit_shopper(book, ann, shop=SHOP, today=TODAY, named=False),
            Reason.NO_NAME,
            "",
        ),
        (
            lambda book, ann: set_birthday(book, ann, PartialDate(year=2010, month=1), today=TODAY),
            Reason.CHILD,
            "",
        ),
        (
            lambda book, ann: mark_address_returned(
                book, addresses(book, ann)[0].id, on=date(2026, 10, 3), reason="vacant"
            ),
            Reason.CAME_BACK,
            "returned Oct 3",
        ),
    ],
)
def test_each_reason_has_its_words(
    book: Book, ann: int, happen: Callable[[Book, int], None], reason: Reason, detail: str
) -> None:
    happen(book, ann)

    assert refusal(book, ann, MAIL, CARDS, TODAY) == WhyNot(reason=reason, detail=detail)


def test_quiet_ends_on_its_day(book: Book, ann: int) -> None:
    be_quiet_until(book, ann, date(2026, 12, 1), today=TODAY)

    assert refusal(book, ann, MAIL, CARDS, date(2026, 11, 30)) is not None
    assert refusal(book, ann, MAIL, CARDS, date(2026, 12, 1)) is None


def test_quiet_lets_word_of_a_repair_through(book: Book, ann: int) -> None:
    be_quiet_until(book, ann, date(2026, 12, 1), today=TODAY)

    assert why(book, ann, PHONE, Purpose.SERVICE) is None
    assert why(book, ann, PHONE, Purpose.OFFERS) is Reason.QUIET


def test_eighteen_is_grown_up_on_the_very_day(book: Book, ann: int) -> None:
    set_birthday(book, ann, PartialDate(year=2008, month=11, day=20), today=TODAY)

    assert refusal(book, ann, MAIL, CARDS, date(2026, 11, 19)) is not None
    assert refusal(book, ann, MAIL, CARDS, date(2026, 11, 20)) is None


def test_whose_day_is_not_known_is_grown_up_when_it_must_be_past(book: Book, ann: int) -> None:
    set_birthday(book, ann, PartialDate(year=2008, month=11), today=TODAY)

    assert refusal(book, ann, MAIL, CARDS, date(2026, 11, 30)) is not None
    assert refusal(book, ann, MAIL, CARDS, date(2026, 12, 1)) is None


def test_a_daughter_of_unknown_age_is_written_to_through_her_parents(book: Book) -> None:
    margaret, _ = make_couple(book)
    clara = add_kin(book, margaret, "Clara Ashworth", "daughter", shop=SHOP, today=TODAY)

    assert refusal(book, clara, MAIL, CARDS, TODAY) == WhyNot(
        reason=Reason.CHILD, detail="year of birth not known"
    )
    edit_shopper(book, clara, shop=SHOP, today=TODAY, standing=Standing.REAL)

    assert why(book, clara) is None


def test_a_phone_that_takes_no_messages_takes_no_texts(book: Book) -> None:
    ann = make_shopper(book, phones=(PhoneDraft(raw="603 555 0142", no_messages=True),))
    bea = make_shopper(book, phones=(PhoneDraft(raw="603 555 0100", use=Use.HOME),))

    assert why(book, ann, TEXT, Purpose.SERVICE) is Reason.NO_MOBILE
    assert why(book, ann, PHONE) is None
    assert why(book, bea, TEXT, Purpose.SERVICE) is Reason.NO_MOBILE
    assert why(book, bea, EMAIL, Purpose.SERVICE) is Reason.NO_EMAIL_ADDRESS
    assert why(book, make_shopper(book, "Cora"), PHONE) is Reason.NO_PHONE


def test_mail_that_came_back_marks_the_address_not_the_shopper(book: Book, ann: int) -> None:
    first = addresses(book, ann)[0]
    mark_address_returned(book, first.id, on=TODAY, reason="moved left no address")

    second = add_address(book, ann, make_address("2 Main St"))

    assert why(book, ann) is None
    assert reach_of(book, [ann], MAIL, CARDS)[ann].address_id == second


def test_an_address_that_was_put_right_is_good_again(book: Book, ann: int) -> None:
    first = addresses(book, ann)[0]
    mark_address_returned(book, first.id, on=TODAY, reason="insufficient address")

    edit_address(book, first.id, make_address("1 Main St\nApt 4"))

    assert why(book, ann) is None
    assert addresses(book, ann)[0].returned_on is None


def test_an_address_somebody_made_sure_of_is_good_again(book: Book, ann: int) -> None:
    first = addresses(book, ann)[0]
    mark_address_returned(book, first.id, on=TODAY, reason="refused")

    mark_address_good(book, first.id, on=TODAY)

    assert why(book, ann) is None
    assert addresses(book, ann)[0].verified_on == TODAY


def test_mail_goes_to_what_the_household_picked_while_it_is_good(book: Book) -> None:
    margaret, daniel = make_couple(book)
    own = add_address(book, daniel, make_address("2 Court Sq"))
    picked = addresses(book, margaret)[0].id
    assert reach_of(book, [daniel], MAIL, CARDS)[daniel].address_id == picked

    mark_address_returned(book, picked, on=TODAY, reason="vacant")

    assert reach_of(book, [daniel], MAIL, CARDS)[daniel].address_id == own
    assert why(book, margaret) is Reason.CAME_BACK


def test_who_moved_away_gets_no_mail_at_the_address_of_the_others(book: Book) -> None:
    margaret, daniel = make_couple(book)

    mark_moved_away(book, daniel, on=TODAY)

    assert why(book, daniel) is Reason.MOVED_AWAY
    assert why(book, margaret) is None


def test_many_are_asked_about_at_once_and_get_the_same_answer(book: Book) -> None:
    people = [*make_couple(book), make_shopper(book, "Ann"), make_shopper(book, "Bea", street="x")]
    mark_deceased(book, people[1], on=TODAY)
    archive(book, people[3], on=TODAY)

    reach = reach_of(book, [*people, 99_999], MAIL, CARDS)

    assert sorted(reach) == sorted(people)
    for shopper_id in people:
        assert why_not(reach[shopper_id], MAIL, CARDS, TODAY) == refusal(
            book, shopper_id, MAIL, CARDS, TODAY
        )


def test_a_wedding_day_is_not_kept_after_death_or_divorce(book: Book) -> None:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(month=12, day=1))

    def card() -> WhyNot | None:
        found = due(book, TODAY, date(2026, 12, 2), leap_day=SHOP.leap_day_rule)
        return why_no_card(found[0])

    assert card() is None
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)
    assert card() == WhyNot(reason=Reason.PARTED, detail="divorced")
    add_kin(book, margaret, daniel, "husband", shop=SHOP, today=TODAY)
    assert card() is None
    mark_deceased(book, daniel, on=TODAY)
    assert card() == WhyNot(reason=Reason.PARTNER_DIED)
    mark_deceased(book, margaret, on=TODAY)
    assert card() == WhyNot(reason=Reason.DIED)
