"""A run says who is in, who is out and why, and counts as sent only when it was printed fine."""

from datetime import date
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.outreach.choosing import RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import (
    PieceState,
    drop_run,
    freeze_run,
    mark_printed,
    mark_sent,
    pieces_of_run,
    pieces_to_print,
    run,
    run_waiting,
)
from storebook.outreach.runs import print_run as print_at_once
from storebook.outreach.touches import touches_of
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import addresses, mark_address_returned
from storebook.people.departures import be_quiet_until, mark_deceased
from storebook.people.occasions import set_wedding_day
from storebook.people.shoppers import edit_shopper
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_address, make_couple, make_shopper

BIRTHDAY = PartialDate(year=1966, month=11, day=26)


def look(book: Book, **wanted: Any) -> RunLook:
    request = RunRequest(
        **{"kind": RunKind.CARDS, "start": TODAY, "end": date(2026, 12, 4), **wanted}
    )
    return look_at_run(book, request, shop=SHOP, today=TODAY)


def freeze(book: Book) -> int:
    return freeze_run(book, look(book), today=TODAY)


def reasons(found: RunLook) -> list[tuple[str, str]]:
    return [(one.name, one.why) for one in found.left_out]


def make_birthday(book: Book, name: str = "Vivian Castellane", **fields: Any) -> int:
    home = {} if "addresses" in fields else {"street": "1 High Street"}
    return make_shopper(book, name, **{**home, "birthday": BIRTHDAY, **fields})


def test_a_birthday_card_is_worded_and_addressed(book: Book) -> None:
    make_birthday(book, given="Vivian", family="Castellane")

    (piece,) = look(book).chosen

    assert piece.occasion_text == "Birthday"
    assert piece.words.greeting == "Dear Vivian,"
    assert piece.address_block[0] == "Vivian Castellane"
    assert (piece.design, piece.month, piece.years) == ("facets", 11, None)
    assert piece.words.signature == "Ruth Hallam"


def test_a_birthday_card_says_no_age(book: Book) -> None:
    make_birthday(book)

    (piece,) = look(book).chosen

    assert "60" not in piece.words.wish + piece.words.greeting


def test_a_couple_gets_one_card_for_both(book: Book) -> None:
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(year=2001, month=12, day=1), partner_id=second)

    (piece,) = look(book).chosen

    assert (piece.shopper_id, piece.partner_id) in {(first, second), (second, first)}
    assert piece.occasion_text == "Anniversary, 25 years"
    assert (piece.years, piece.initials) == (25, "")
    assert "25" in piece.words.wish
    assert "silver" in piece.words.wish
    assert "Ashworth" in piece.address_block[0]


def test_a_couples_initials_are_frozen_where_both_given_names_are_known(book: Book) -> None:
    first, second = make_couple(book, given="Margaret", family="Ashworth")
    edit_shopper(book, second, shop=SHOP, today=TODAY, given="Daniel")
    set_wedding_day(book, first, PartialDate(month=12, day=1), partner_id=second)

    (piece,) = pieces_of_run(book, freeze(book))

    assert sorted(piece.initials.split(" & ")) == ["D", "M"]


def test_a_wedding_year_that_nobody_knows_prints_no_number(book: Book) -> None:
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(month=12, day=1), partner_id=second)

    (piece,) = look(book).chosen

    assert piece.years is None
    assert not any(letter.isdigit() for letter in piece.words.wish)


def test_the_dead_get_nothing(book: Book) -> None:
    walter = make_birthday(book, "Walter Finch")
    mark_deceased(book, walter, on=date(2026, 8, 2), note="his son told us in August")

    found = look(book)

    assert found.chosen == []
    assert reasons(found) == [("Walter Finch", "Died")]
    assert found.left_out[0].detail == "his son told us in August"


def test_a_widow_gets_no_anniversary_card(book: Book) -> None:
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(year=2001, month=12, day=1), partner_id=second)
    mark_deceased(book, second, on=date(2026, 8, 2))

    found = look(book)

    assert found.chosen == []
    assert len(found.left_out) == 1


def test_whoever_wants_no_mail_is_left_out(book: Book) -> None:
    greta = make_birthday(book, "Greta Holm")
    record_consent(
        book,
        greta,
        Channel.MAIL,
        [Purpose.OCCASIONS],
        given=False,
        wording="No cards, please.",
        how="wrote it on the form",
        day=TODAY,
    )

    assert reasons(look(book)) == [("Greta Holm", "No mail wanted")]


def test_an_address_that_came_back_gets_no_second_card(book: Book) -> None:
    grace = make_birthday(book, "Grace Lindqvist")
    (home,) = addresses(book, grace)
    mark_address_returned(book, home.id, on=date(2026, 10, 3), reason="moved, left no address")

    assert reasons(look(book)) == [("Grace Lindqvist", "Address came back")]


def test_quiet_and_addressless_shoppers_are_left_out_with_their_reasons(book: Book) -> None:
    quiet = make_birthday(book, "Margaret Ashworth")
    be_quiet_until(book, quiet, date(2026, 12, 1), note="", today=TODAY)
    make_shopper(book, "Yusuf Demir", birthday=BIRTHDAY)

    assert reasons(look(book)) == [
        ("Margaret Ashworth", "Quiet for now"),
        ("Yusuf Demir", "No address"),
    ]


@pytest.mark.parametrize(
    ("street", "parts", "why"),
    [
        ("5 Main Street", {}, "only “5 Main Street”, without a town"),
        ("", {"city": "Rye", "postcode": "03870"}, "only “Rye 03870”, without a street"),
        ("", {"city": "12 Elm St, Rye NH 03870"}, None),
        ("5 Main Street", {"city": "Rye"}, None),
        ("5 Main Street", {"postcode": "03870"}, None),
        ("5 Main Street, Rye NH 03870", {}, None),
        ("5 Main Street Rye 03870", {}, None),
        ("5 Main Street\nRye", {}, None),
        ("上海市静安区南京西路1266号", {}, None),
    ],
)
def test_a_street_without_a_town_and_a_town_without_a_street_are_no_address_to_print(
    book: Book, street: str, parts: dict[str, str], why: str | None
) -> None:
    nowhere = {"city": "", "region": "", "postcode": ""}
    make_birthday(book, addresses=(make_address(street, **{**nowhere, **parts}),))

    found = look(book)

    assert [(one.why, one.detail) for one in found.left_out] == (
        [("No address", why)] if why else []
    )
    assert len(found.chosen) == (0 if why else 1)


def test_a_nameless_customer_stays_out_of_mailings(book: Book) -> None:
    make_birthday(book, "Customer 17850", named=False)

    assert reasons(look(book)) == [("Customer 17850", "No name")]


def test_the_window_reaches_over_new_year(book: Book) -> None:
    make_birthday(book, "December Child", birthday=PartialDate(month=12, day=20))
    make_birthday(book, "January Child", birthday=PartialDate(month=1, day=9))

    found = look(book, start=date(2026, 12, 20), end=date(2027, 1, 18))

    assert [one.name_line for one in found.chosen] == ["December Child", "January Child"]


def test_what_is_frozen_stays_as_it_was(book: Book) -> None:
    shopper_id = make_birthday(book)
    run_id = freeze(book)

    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, name="Vivian Reyes")

    (piece,) = pieces_of_run(book, run_id)
    assert piece.name_line == "Vivian Castellane"


def print_run(book: Book) -> int:
    """A run of cards that went to paper."""
    run_id = freeze(book)
    mark_printed(book, run_id, today=TODAY)
    return run_id


def test_printing_alone_marks_nothing_as_sent(book: Book) -> None:
    shopper_id = make_birthday(book)
    run_id = freeze(book)

    mark_printed(book, run_id, today=TODAY)

    assert run_waiting(book).id == run_id  # type: ignore[union-attr]
    assert touches_of(book, shopper_id, Viewer(today=TODAY)) == []


def test_printed_fine_puts_the_card_on_the_timeline(book: Book) -> None:
    shopper_id = make_birthday(book)
    run_id = print_run(book)

    assert mark_sent(book, run_id, today=TODAY) == 1

    assert [one.text for one in touches_of(book, shopper_id, Viewer(today=TODAY))] == [
        "Birthday card mailed"
    ]
    assert run_waiting(book) is None


def test_a_card_that_was_sent_is_not_due_again(book: Book) -> None:
    make_birthday(book)
    mark_sent(book, print_run(book), today=TODAY)

    assert reasons(look(book)) == [("Vivian Castellane", "Card sent already")]


def test_sent_can_be_taken_back(book: Book) -> None:
    shopper_id = make_birthday(book)
    run_id = print_run(book)
    mark_sent(book, run_id, today=TODAY)

    undo_last(book)

    assert run(book, run_id).sent_on is None
    assert touches_of(book, shopper_id, Viewer(today=TODAY)) == []
    assert len(look(book).chosen) == 1


def test_a_run_is_not_confirmed_twice(book: Book) -> None:
    make_birthday(book)
    run_id = print_run(book)
    mark_sent(book, run_id, today=TODAY)

    with pytest.raises(Refused, match="already"):
        mark_sent(book, run_id, today=TODAY)


def test_a_run_that_was_not_printed_is_not_sent(book: Book) -> None:
    make_birthday(book)
    run_id = freeze(book)
    drop_run(book, run_id, today=TODAY)

    with pytest.raises(Refused, match="not printed"):
        mark_sent(book, run_id, today=TODAY)
    assert len(look(book).chosen) == 1


def test_whoever_died_since_is_dropped_at_printing(book: Book) -> None:
    make_birthday(book, "Amelia Thorne")
    walter = make_birthday(book, "Walter Finch")
    run_id = freeze(book)
    mark_deceased(book, walter, on=TODAY)

    printed = pieces_to_print(book, run_id, today=TODAY)

    assert [piece.name_line for piece in printed] == ["Amelia Thorne"]
    assert [piece.state for piece in pieces_of_run(book, run_id)] == [
        PieceState.DUE,
        PieceState.DROPPED,
    ]
    mark_printed(book, run_id, today=TODAY)
    assert mark_sent(book, run_id, today=TODAY) == 1


def test_what_did_not_come_out_stays_due(book: Book) -> None:
    make_birthday(book, "Amelia Thorne")
    make_birthday(book, "Yusuf Demir")
    run_id = print_run(book)

    assert mark_sent(book, run_id, today=TODAY, without=[2]) == 1

    assert [one.name_line for one in look(book).chosen] == ["Yusuf Demir"]


def test_who_is_left_out_is_kept_with_the_run(book: Book) -> None:
    make_birthday(book)
    make_birthday(book, "Customer 1", named=False)
    run_id = freeze(book)

    out = book.rows("SELECT name_line, why FROM run_piece WHERE state = 'left out'")
    assert out == [("Customer 1", "No name")]
    assert [one.name_line for one in pieces_of_run(book, run_id)] == ["Vivian Castellane"]
    assert run(book, run_id).left_out == 1


def test_an_unticked_occasion_is_not_in_the_run(book: Book) -> None:
    make_birthday(book, "Amelia Thorne")
    make_birthday(book, "Yusuf Demir")
    found = look(book)

    unticked = [found.chosen[0].key]
    run_id = print_at_once(book, found, lambda *_: {}, today=TODAY, without=unticked)

    assert [piece.name_line for piece in pieces_of_run(book, run_id)] == ["Yusuf Demir"]


def test_an_empty_run_is_refused(book: Book) -> None:
    with pytest.raises(Refused, match="nothing to print"):
        freeze(book)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"end": date(2026, 11, 1)}, "before the first"),
        ({"end": date(2029, 11, 1)}, "a year at the most"),
        ({"designs": ("unicorns",)}, "unicorns"),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(
    book: Book, wanted: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        look(book, **wanted)


def test_a_chinese_card_wishes_in_chinese(book: Book) -> None:
    make_birthday(book, "王小明", native_name="王小明", language="zh-Hant")

    (piece,) = look(book).chosen

    assert piece.words.wording.startswith("birthday/zh-hant/")
    assert "您" in piece.words.wish
    assert piece.words.greeting.endswith("\uff1a")
