"""The log of contacts; that secrets stay secrets in it is told in tests/sales/test_secrets.py."""

from datetime import timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of, undo_last
from storebook.outreach.touches import (
    Direction,
    TouchDraft,
    TouchKind,
    change_touch,
    log_touch,
    touches_of,
    write_touches,
)
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_shopper

VIEWER = Viewer(today=TODAY)


@pytest.mark.parametrize("kind", TouchKind)
def test_every_kind_of_contact_is_kept_with_who_made_it(book: Book, kind: TouchKind) -> None:
    ann = make_shopper(book, "Ann Lee")

    log_touch(book, TouchDraft(shopper_id=ann, day=TODAY, kind=kind, text="Hello"), today=TODAY)

    (touch,) = touches_of(book, ann, VIEWER)
    assert (touch.kind, touch.text, touch.associate) == (kind, "Hello", "Ruth Hallam")
    assert touch.direction is Direction.OURS
    assert changes_of(book, ann)[0].what == "Contact written down for Ann Lee"


def test_the_newest_contact_comes_first(book: Book) -> None:
    ann = make_shopper(book)
    for days in (3, 1, 2):
        day = TODAY - timedelta(days=days)
        log_touch(book, TouchDraft(shopper_id=ann, day=day, kind=TouchKind.VISIT), today=TODAY)

    assert [(TODAY - touch.day).days for touch in touches_of(book, ann, VIEWER)] == [1, 2, 3]
    assert len(touches_of(book, ann, VIEWER, limit=2)) == 2


@pytest.mark.parametrize(
    ("field", "draft"),
    [
        ("shopper", TouchDraft(shopper_id=999, day=TODAY, kind=TouchKind.CALL)),
        ("day", TouchDraft(shopper_id=1, day=TODAY + timedelta(days=1), kind=TouchKind.CALL)),
        ("text", TouchDraft(shopper_id=1, day=TODAY, kind=TouchKind.CALL, text="x" * 2_001)),
    ],
)
def test_a_contact_is_refused_beside_its_field(book: Book, field: str, draft: TouchDraft) -> None:
    make_shopper(book)

    with pytest.raises(Refused) as refusal:
        log_touch(book, draft, today=TODAY)

    assert refusal.value.field == field
    assert book.value("SELECT count(*) FROM touch") == 0


def test_the_words_of_a_contact_are_put_right_and_back_again(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    draft = TouchDraft(shopper_id=ann, day=TODAY, kind=TouchKind.CALL, text="Clasp brkoen")
    touch_id = log_touch(book, draft, today=TODAY)

    change_touch(book, touch_id, "Clasp broken")
    assert touches_of(book, ann, VIEWER)[0].text == "Clasp broken"
    assert changes(book)[0].what == "Contact changed for Ann Lee"

    undo_last(book)
    assert touches_of(book, ann, VIEWER)[0].text == "Clasp brkoen"


def test_a_contact_that_is_gone_can_not_be_changed(book: Book) -> None:
    with pytest.raises(Refused, match="no longer in the book"):
        change_touch(book, 7, "Hello")


def test_many_contacts_are_one_step_in_the_order_given(book: Book) -> None:
    ann = make_shopper(book)
    drafts = [
        TouchDraft(shopper_id=ann, day=TODAY, kind=TouchKind.CARD, text=f"Card {n}")
        for n in range(3)
    ]

    with book.change("Cards sent") as change:
        ids = write_touches(change, drafts)

    assert [touch.id for touch in touches_of(book, ann, VIEWER)] == list(reversed(ids))
