"""Signing in: the right person with the right PIN, and nobody by trying."""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.pins import pin_of, wait_after
from storebook.staff.associates import Role, associate_named, give_initials, let_go
from storebook.staff.signing_in import seconds_to_wait, sign_in, who_may_sign_in
from tests.book.dumping import dump
from tests.book.ordinary_user import folder_for_everyone, only_read
from tests.staff.people import CLERKS_PIN, NOW, OWNERS_PIN, give_pin, make_clerk, make_pins

WRONG = "0000"
WAITS = [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def fail(book: Book, associate_id: int, times: int, *, now: datetime = NOW) -> datetime:
    """Give a wrong PIN so often, each as soon as it is looked at; the moment of the last."""
    for _ in range(times):
        now += timedelta(seconds=seconds_to_wait(book, associate_id, now=now))
        with pytest.raises(Refused, match="That is not"):
            sign_in(book, associate_id, WRONG, now=now)
    return now


def told(book: Book) -> list[tuple[EventKind, str]]:
    return [(one.kind, one.what) for one in events(book)]


def test_where_nobody_has_a_pin_one_is_chosen_and_nothing_is_noted(book: Book) -> None:
    olga = make_clerk(book)

    sign_in(book, olga, None, now=NOW)

    assert book.associate_id == olga
    assert events(book) == []
    assert [one.asks_pin for one in who_may_sign_in(book)] == [False, False]


def test_the_right_pin_signs_in_and_is_noted(book: Book) -> None:
    _, olga = make_pins(book)

    person = sign_in(book, associate_named(book, "op").id, CLERKS_PIN, now=NOW)

    assert (person.id, book.associate_id) == (olga, olga)
    assert told(book)[0] == (EventKind.SIGNED_IN, "Olga Petrov signed in")


@pytest.mark.parametrize("pin", [WRONG, OWNERS_PIN, CLERKS_PIN + "1", "", None, "29O7"])
def test_a_wrong_pin_lets_nobody_in(book: Book, pin: str | None) -> None:
    ruth, olga = make_pins(book)

    with pytest.raises(Refused) as refusal:
        sign_in(book, olga, pin, now=NOW)

    assert refusal.value.field == "pin"
    assert book.associate_id == ruth


def test_a_wrong_pin_is_told_with_the_tries_that_are_left_and_noted(book: Book) -> None:
    _, olga = make_pins(book)

    with pytest.raises(Refused) as refusal:
        sign_in(book, olga, WRONG, now=NOW)

    assert (
        str(refusal.value) == "That is not Olga Petrov’s PIN. Nothing was opened or changed. "
        "Try again: 4 more tries, then there is a wait."
    )
    assert told(book)[0] == (EventKind.SIGN_IN_FAILED, "Wrong PIN for Olga Petrov")


def test_five_tries_then_thirty_seconds_doubling_to_a_quarter_of_an_hour(book: Book) -> None:
    _, olga = make_pins(book)
    now, waited = NOW, []

    for _ in WAITS:
        now = fail(book, olga, 1, now=now)
        waited.append(seconds_to_wait(book, olga, now=now))

    assert waited == WAITS == [wait_after(count) for count in range(1, len(WAITS) + 1)]


def test_while_it_waits_even_the_right_pin_is_not_looked_at(book: Book) -> None:
    _, olga = make_pins(book)
    now = fail(book, olga, 5)

    with pytest.raises(Refused, match=r"Too many wrong PINs\. .* in 29 seconds\."):
        sign_in(book, olga, CLERKS_PIN, now=now + timedelta(seconds=1))
    sign_in(book, olga, CLERKS_PIN, now=now + timedelta(seconds=30))

    assert book.associate_id == olga
    assert seconds_to_wait(book, olga, now=now) == 0


def test_others_sign_in_meanwhile(book: Book) -> None:
    ruth, olga = make_pins(book)
    now = fail(book, olga, 6)

    sign_in(book, ruth, OWNERS_PIN, now=now)

    assert book.associate_id == ruth


def test_the_wait_outlives_the_program(book: Book) -> None:
    _, olga = make_pins(book)
    now = fail(book, olga, 6)
    book.close()

    with Book.open(book.path) as again:
        with pytest.raises(Refused, match="Try again in 1 minute"):
            sign_in(again, olga, CLERKS_PIN, now=now)
        assert again.associate_id != olga


def test_a_try_counts_before_the_pin_is_looked_at(book: Book) -> None:
    _, olga = make_pins(book)

    fail(book, olga, 3)

    kept = pin_of(book, olga)
    assert kept is not None
    assert kept.failed_count == 3


def test_a_reader_counts_tries_too(book: Book) -> None:
    _, olga = make_pins(book)
    book.close()

    with Book.open(book.path, mode="read") as reader:
        fail(reader, olga, 5)
    with Book.open(book.path, mode="read") as reader, pytest.raises(Refused, match="Too many"):
        sign_in(reader, olga, CLERKS_PIN, now=NOW)


@pytest.mark.skipif(os.name != "posix", reason="folders are made unwritable by their modes")
def test_a_wait_holds_where_the_book_can_t_be_written(empty_book: Path) -> None:
    with folder_for_everyone() as folder:
        path = folder / "shop.book"
        shutil.copyfile(empty_book, path)
        with Book.open(path) as book:
            _, olga = make_pins(book)
            now = fail(book, olga, 5)

        with only_read(folder), Book.open(path, mode="read") as looked_at:
            with pytest.raises(Refused, match="Too many wrong PINs"):
                sign_in(looked_at, olga, CLERKS_PIN, now=now)
            sign_in(looked_at, olga, CLERKS_PIN, now=now + timedelta(seconds=30))

            assert looked_at.associate_id == olga


def test_a_clock_set_back_a_year_shortens_no_wait_and_lasts_no_year(book: Book) -> None:
    _, olga = make_pins(book)
    now = fail(book, olga, 5)
    back = now - timedelta(days=365)

    with pytest.raises(Refused, match="Try again in 30 seconds"):
        sign_in(book, olga, CLERKS_PIN, now=back)
    with pytest.raises(Refused, match="Try again in 10 seconds"):
        sign_in(book, olga, CLERKS_PIN, now=back + timedelta(seconds=20))
    sign_in(book, olga, CLERKS_PIN, now=back + timedelta(seconds=30))

    assert book.associate_id == olga


def test_a_clock_set_back_gives_no_more_tries(book: Book) -> None:
    _, olga = make_pins(book)
    now = fail(book, olga, 4)

    fail(book, olga, 1, now=now - timedelta(days=365))

    with pytest.raises(Refused, match="Too many wrong PINs"):
        sign_in(book, olga, CLERKS_PIN, now=now - timedelta(days=365))


def test_a_new_pin_of_the_owner_s_giving_ends_the_wait(book: Book) -> None:
    _, olga = make_pins(book)
    now = fail(book, olga, 7)

    give_pin(book, olga, "7351")
    sign_in(book, olga, "7351", now=now)

    assert book.associate_id == olga


def test_who_may_do_more_than_a_clerk_needs_a_pin_where_there_are_any(book: Book) -> None:
    make_pins(book)
    sol, max_id = make_clerk(book, "Sol Whitcombe"), make_clerk(book, "Max Roe", Role.MANAGER)

    sign_in(book, sol, None, now=NOW)
    with pytest.raises(Refused, match="Max Roe may do more than a clerk, but has no PIN yet"):
        sign_in(book, max_id, None, now=NOW)

    assert book.associate_id == sol
    assert [(one.name, one.asks_pin) for one in who_may_sign_in(book)] == [
        ("Ruth Hallam", True),
        ("Olga Petrov", True),
        ("Sol Whitcombe", False),
    ]


def test_who_left_can_t_sign_in(book: Book) -> None:
    _, olga = make_pins(book)
    let_go(book, olga)

    with pytest.raises(Refused, match="no longer works here"):
        sign_in(book, olga, CLERKS_PIN, now=NOW)
    assert "Olga Petrov" not in [one.name for one in who_may_sign_in(book)]


def test_two_of_the_same_initials_are_asked_for_more_until_one_has_others(book: Book) -> None:
    first, second = make_clerk(book, "Olga Petrov"), make_clerk(book, "Otto Paulsen")

    with pytest.raises(Refused, match="More than one person"):
        associate_named(book, "OP")
    with pytest.raises(Refused, match="somebody else’s initials"):
        give_initials(book, second, "rh")
    give_initials(book, second, "OPA")

    assert associate_named(book, "opa").id == second
    assert associate_named(book, "OP").id == first
    assert associate_named(book, "opa").initials == "OPA"


def test_a_refused_sign_in_leaves_the_book_but_for_the_count(book: Book) -> None:
    _, olga = make_pins(book)
    before = [line for line in dump(book).split("\n") if not line.startswith("pin ")]

    fail(book, olga, 5)

    assert [line for line in dump(book).split("\n") if not line.startswith("pin ")] == before
