"""A correction changes what was given and nothing else; lines nobody edited follow the name."""

from datetime import date
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of
from storebook.people.contact_points import (
    EmailDraft,
    PhoneDraft,
    phones,
)
from storebook.people.shoppers import (
    Standing,
    edit_shopper,
    shopper,
)
from tests.make import NOVEMBER_26, SHOP, TODAY, make_shopper

TABLES = ("shopper", "phone", "email", "address", "occasion", "tag", "note", "own_value")


def row(book: Book, shopper_id: int) -> dict[str, Any]:
    """Every column of the shopper."""
    names = book.values("SELECT name FROM pragma_table_info('shopper') ORDER BY cid")
    values = book.rows("SELECT * FROM shopper WHERE id = :id", id=shopper_id)[0]
    return dict(zip(names, values, strict=True))


def counts(book: Book) -> dict[str, int]:
    return {
        table: book.value(f"SELECT count(*) FROM {table}")  # noqa: S608 - names of our own tables
        for table in TABLES
    }


def test_when_a_name_changes_the_lines_nobody_edited_follow(book: Book) -> None:
    shopper_id = make_shopper(book, "Ann Lee", given="Ann", envelope_line="Mrs. Lee")

    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, name="Anne Lee", given="Anne")

    on_file = shopper(book, shopper_id)
    assert on_file.greeting_line == "Dear Anne"
    assert on_file.envelope_line == "Mrs. Lee"


def test_a_form_that_gives_back_the_line_it_showed_has_not_edited_it(book: Book) -> None:
    shopper_id = make_shopper(book, "Ann Lee", given="Ann")
    shown = shopper(book, shopper_id).greeting_line

    edit_shopper(
        book,
        shopper_id,
        shop=SHOP,
        today=TODAY,
        name="Anne Lee",
        given="Anne",
        greeting_line=shown,
    )

    assert shopper(book, shopper_id).greeting_line == "Dear Anne"


def test_an_emptied_line_is_derived_anew(book: Book) -> None:
    shopper_id = make_shopper(book, "Ann Lee", given="Ann", greeting_line="Hello, you")

    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, greeting_line="  ")

    assert shopper(book, shopper_id).greeting_line == "Dear Ann"


@pytest.mark.parametrize(
    ("field", "value", "columns"),
    [
        ("nickname", "Peggy", "nickname folded"),  # search finds it too
        ("occupation", "judge", "occupation"),
        ("income_band", "high", "income_band"),
        ("source", "a friend", "source"),
        ("standing", Standing.PROSPECTIVE, "standing"),
        ("since", date(2020, 1, 2), "since"),
        ("envelope_line", "Mrs. Lee", "envelope_line"),
    ],
)
def test_saving_one_field_changes_no_other(
    book: Book, field: str, value: Any, columns: str
) -> None:
    shopper_id = make_shopper(
        book,
        greeting_line="Dearest Ann",
        language="de",
        personality="quick",
        phone="603 555 0142",
        email="ann@example.com",
        street="1 Main St",
        birthday=NOVEMBER_26,
        tags=("opera",),
        interests="sailing\nchess",
    )
    before, other_tables = row(book, shopper_id), counts(book)

    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, **{field: value})

    after = row(book, shopper_id)
    assert {name for name in after if after[name] != before[name]} == set(columns.split())
    assert counts(book) == other_tables


def test_an_edit_that_says_the_same_leaves_no_trace(book: Book) -> None:
    shopper_id = make_shopper(book, phone="603 555 0142", tags=("opera",), birthday=NOVEMBER_26)
    before = changes(book)[0]

    phone = phones(book, shopper_id)[0]
    edit_shopper(
        book,
        shopper_id,
        shop=SHOP,
        today=TODAY,
        name="Ann Lee",
        nickname="",
        phones=[PhoneDraft(id=phone.id, raw=phone.raw)],
        tags=["opera"],
        birthday=NOVEMBER_26,
    )

    assert changes(book)[0] == before


def test_a_form_saves_its_lists_as_one_change(book: Book) -> None:
    shopper_id = make_shopper(
        book, phones=(PhoneDraft(raw="603 555 0142"), PhoneDraft(raw="603 555 0100"))
    )
    first, second = phones(book, shopper_id)

    edit_shopper(
        book,
        shopper_id,
        shop=SHOP,
        today=TODAY,
        phones=[PhoneDraft(raw="603 555 0199"), PhoneDraft(id=second.id, raw=second.raw)],
        emails=[EmailDraft(raw="ann@example.com")],
        tags=["opera"],
    )

    assert [phone.id for phone in phones(book, shopper_id)][1] == second.id
    assert first.id not in [phone.id for phone in phones(book, shopper_id)]
    assert [change.what for change in changes_of(book, shopper_id)] == [
        "Ann Lee corrected",
        "Ann Lee written down",
    ]


def test_a_form_about_a_phone_that_is_gone_is_refused_and_nothing_is_saved(book: Book) -> None:
    shopper_id = make_shopper(book)

    with pytest.raises(Refused, match="meanwhile") as refused:
        edit_shopper(
            book,
            shopper_id,
            shop=SHOP,
            today=TODAY,
            nickname="Peggy",
            phones=[PhoneDraft(id=77, raw="603 555 0142")],
        )

    assert refused.value.field == "phones"
    assert shopper(book, shopper_id).nickname is None


def test_nobody_is_sent_by_themselves(book: Book) -> None:
    shopper_id = make_shopper(book)

    with pytest.raises(Refused, match="Choose who sent them"):
        edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, referrer_id=shopper_id)


def test_a_new_name_is_found_and_the_old_one_is_not(book: Book) -> None:
    shopper_id = make_shopper(book, "Ann Lee", family="Lee", given="Ann")

    edit_shopper(book, shopper_id, shop=SHOP, today=TODAY, name="Ann Stone", family="Stone")

    on_file = row(book, shopper_id)
    assert on_file["folded"] == "ann stone"
    assert on_file["sort_key"] == "stone, ann"
    found = "SELECT rowid FROM shopper_word WHERE shopper_word MATCH :word"
    assert book.values(found, word="stone") == [shopper_id]
    assert book.values(found, word="lee") == []
