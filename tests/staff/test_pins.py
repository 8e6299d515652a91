"""PINs: who has one, who may set whose, and that none can be read anywhere."""

from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import pins
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.export_plain import write_plain_copy
from storebook.book.history import undo_last
from storebook.book.pins import pin_of
from storebook.staff import hashing
from storebook.staff.associates import Role, associate, give_role, let_go, welcome_back
from storebook.staff.pins import (
    change_own_pin,
    has_pin,
    is_easy,
    needs_pin,
    prove,
    remove_pin,
    reset_owner_pin,
    set_pin,
)
from storebook.staff.rights import NotAllowed
from tests.make import make_shopper
from tests.staff.people import CHEAP, CLERKS_PIN, NOW, OWNERS_PIN, give_pin, make_clerk, make_pins


def is_pin(book: Book, associate_id: int, pin: str) -> bool:
    kept = pin_of(book, associate_id)
    return kept is not None and hashing.is_right(kept.encoded, pin)


def test_a_shop_where_nobody_has_a_pin_needs_none(book: Book) -> None:
    make_clerk(book)

    assert not needs_pin(book)


def test_the_first_pin_is_the_owner_s(book: Book) -> None:
    olga = make_clerk(book)

    with pytest.raises(Refused, match="Give the owner a PIN first") as refusal:
        give_pin(book, olga, CLERKS_PIN)
    assert refusal.value.field == "pin"
    assert not needs_pin(book)

    give_pin(book, book.associate_id, OWNERS_PIN)
    give_pin(book, olga, CLERKS_PIN)
    assert needs_pin(book)
    assert is_pin(book, olga, CLERKS_PIN)


@pytest.mark.parametrize(
    "pin", ["", "123", "123456789", "12a4", " 1234", "\uff11\uff12\uff13\uff14", "-123", "12.4"]
)
def test_a_pin_is_four_to_eight_digits(book: Book, pin: str) -> None:
    with pytest.raises(Refused, match="4 to 8 digits"):
        give_pin(book, book.associate_id, pin)
    assert not needs_pin(book)


@pytest.mark.parametrize(
    ("pin", "easy"), [("1234", True), ("0000", True), ("8765", True), ("4812", False)]
)
def test_what_anybody_would_try_is_told_and_taken(book: Book, pin: str, easy: bool) -> None:
    give_pin(book, book.associate_id, pin)

    assert is_easy(pin) is easy
    assert is_pin(book, book.associate_id, pin)


def test_others_get_theirs_from_who_is_over_the_staff_alone(book: Book) -> None:
    ruth, olga = make_pins(book)
    book.associate_id = olga

    for theirs in (ruth, olga):
        with pytest.raises(NotAllowed):
            set_pin(book, theirs, "1111", now=NOW, cost=CHEAP)
        with pytest.raises(NotAllowed):
            remove_pin(book, theirs)

    assert is_pin(book, ruth, OWNERS_PIN)
    assert is_pin(book, olga, CLERKS_PIN)


def test_everybody_changes_their_own_with_the_old_one(book: Book) -> None:
    _, olga = make_pins(book)
    book.associate_id = olga

    with pytest.raises(Refused, match="4 more tries"):
        change_own_pin(book, "0000", "7351", now=NOW, cost=CHEAP)
    kept = is_pin(book, olga, CLERKS_PIN)
    change_own_pin(book, CLERKS_PIN, "7351", now=NOW, cost=CHEAP)

    assert kept
    assert is_pin(book, olga, "7351")
    assert not is_pin(book, olga, CLERKS_PIN)


def test_who_has_none_is_told_where_to_get_one(book: Book) -> None:
    with pytest.raises(Refused, match="You have no PIN yet"):
        change_own_pin(book, "4812", "4813", now=NOW, cost=CHEAP)


def test_the_owner_s_pin_is_the_last_to_go(book: Book) -> None:
    ruth, olga = make_pins(book)

    with pytest.raises(Refused, match="Remove theirs first"):
        remove_pin(book, ruth)
    remove_pin(book, olga)
    remove_pin(book, ruth)

    assert not needs_pin(book)


def test_an_owner_who_alone_has_a_pin_stays_owner_and_stays(book: Book) -> None:
    ruth, _ = make_pins(book)
    sol = make_clerk(book, "Sol Whitcombe", Role.OWNER)

    with pytest.raises(Refused, match="who has a PIN"):
        let_go(book, ruth)
    with pytest.raises(Refused, match="who has a PIN"):
        give_role(book, ruth, Role.CLERK)
    give_pin(book, sol, "7351")
    let_go(book, ruth)

    assert not associate(book, ruth).active


def test_taking_back_never_brings_an_old_pin_back(book: Book) -> None:
    _, olga = make_pins(book)
    let_go(book, olga)
    gone = has_pin(book, olga)
    undo_last(book)

    assert not gone
    assert associate(book, olga).active
    assert not has_pin(book, olga)

    give_pin(book, olga, "7351")
    make_shopper(book)
    give_pin(book, olga, "2222")
    undo_last(book)

    assert is_pin(book, olga, "2222")


def test_who_has_a_pin_by_now_is_let_go_rather_than_undone(book: Book) -> None:
    _, olga = make_pins(book)

    with pytest.raises(Refused, match="Something stands on it since"):
        undo_last(book)

    assert associate(book, olga).active
    assert is_pin(book, olga, CLERKS_PIN)


def test_who_comes_back_needs_a_new_pin(book: Book) -> None:
    _, olga = make_pins(book)
    let_go(book, olga)

    welcome_back(book, olga)

    assert not has_pin(book, olga)


def test_who_left_gets_none(book: Book) -> None:
    _, olga = make_pins(book)
    let_go(book, olga)

    with pytest.raises(Refused, match="no longer works here"):
        give_pin(book, olga, CLERKS_PIN)


def test_an_owner_who_forgot_theirs_proves_it_elsewhere_and_it_is_noted(book: Book) -> None:
    ruth, olga = make_pins(book)

    reset_owner_pin(book, ruth, "7351", now=NOW, cost=CHEAP)
    with pytest.raises(Refused, match="is no owner"):
        reset_owner_pin(book, olga, "7351", now=NOW, cost=CHEAP)

    assert is_pin(book, ruth, "7351")
    told = "PIN of Ruth Hallam set anew without the old one"
    assert (events(book)[0].kind, events(book)[0].what) == (EventKind.PIN_CHANGED, told)


def test_no_pin_stands_anywhere_in_the_open(book: Book, tmp_path: Path) -> None:
    give_pin(book, book.associate_id, "83920174")
    encoded = pin_of(book, book.associate_id)
    assert encoded is not None
    write_plain_copy(book, tmp_path / "plain.sqlite")
    book.close()

    assert b"83920174" not in book.path.read_bytes()
    assert encoded.encoded.startswith("$argon2id$")
    assert encoded.encoded.encode() not in (tmp_path / "plain.sqlite").read_bytes()


# -- what looking at one takes


def test_a_pin_is_kept_at_what_fits_this_computer(book: Book) -> None:
    set_pin(book, book.associate_id, OWNERS_PIN, now=NOW)

    kept = pin_of(book, book.associate_id)
    assert kept is not None
    assert hashing.cost_of(kept.encoded) == hashing.tuned()
    assert hashing.tuned().memory_kib == hashing.MEMORY_KIB


def test_a_pin_that_was_kept_too_cheaply_is_kept_anew_when_it_is_given(book: Book) -> None:
    give_pin(book, book.associate_id, OWNERS_PIN)
    before = pin_of(book, book.associate_id)

    prove(book, associate(book, book.associate_id), OWNERS_PIN, now=NOW)

    after = pin_of(book, book.associate_id)
    assert before is not None
    assert after is not None
    assert hashing.cost_of(before.encoded) == CHEAP
    assert hashing.cost_of(after.encoded) == hashing.tuned()
    assert is_pin(book, book.associate_id, OWNERS_PIN)


@pytest.mark.parametrize(
    ("passes", "seconds", "then"),
    [(5, 0.28, 5), (5, 0.2, 5), (5, 0.1, 14), (5, 0.001, 30), (40, 0.1, 40)],
)
def test_on_a_quicker_computer_a_pin_costs_more_and_never_less(
    passes: int, seconds: float, then: int
) -> None:
    assert hashing.fitting(hashing.Cost(passes), seconds) == hashing.Cost(then)


def test_a_pin_that_can_t_be_read_is_nobody_s(book: Book) -> None:
    pins.keep_pin(book, book.associate_id, "$argon2id$broken", now=NOW)

    with pytest.raises(Refused, match="not Ruth Hallam’s PIN"):
        prove(book, associate(book, book.associate_id), OWNERS_PIN, now=NOW)
