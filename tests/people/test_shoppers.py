"""Shoppers are written down whole, and every bad answer is refused beside its field."""

from datetime import date
from typing import Any

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of
from storebook.people.contact_points import (
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    Use,
    addresses,
    emails,
    phones,
)
from storebook.people.notes import NoteClass, NoteDraft, notes_of
from storebook.people.occasions import OccasionKind, occasions_of
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_values
from storebook.people.shoppers import (
    Gender,
    ShopperDraft,
    Standing,
    add_shopper,
    edit_shopper,
    folded_name,
    owner_facts,
    prepare_shopper,
    shopper,
    write_shoppers,
)
from storebook.people.tags import tags_of
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer
from tests.make import NOVEMBER_26, SHOP, TODAY, make_address, make_shopper

OWNER = Viewer(today=TODAY)
CLERK = Viewer(today=TODAY, role=Role.CLERK)
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


def test_everything_that_was_told_is_on_file(book: Book) -> None:
    add_own_field(book, "Glove size", OwnFieldKind.NUMBER)

    shopper_id = make_shopper(
        book,
        "Dr. Margaret Ashworth",
        title="Dr.",
        given="Margaret",
        family="Ashworth",
        nickname="Maggie",
        gender=Gender.WOMAN,
        language="en",
        occupation="surgeon",
        source="window",
        looked_after_by=1,
        since=date(2014, 5, 1),
        phones=(PhoneDraft(raw="(603) 555-0142"), PhoneDraft(raw="603 555 0100", use=Use.WORK)),
        emails=(EmailDraft(raw="Maggie@Example.com"),),
        addresses=(make_address(),),
        birthday=NOVEMBER_26,
        wedding=PartialDate(month=12, day=12),
        tags=("Opera", "golf"),
        notes=(NoteDraft(text="Likes the window seat."),),
        own={"glove size": "7.5"},
    )

    on_file = shopper(book, shopper_id)
    assert (on_file.name, on_file.nickname) == ("Dr. Margaret Ashworth", "Maggie")
    assert (on_file.gender, on_file.standing) == (Gender.WOMAN, Standing.REAL)
    assert (on_file.since, on_file.associate) == (date(2014, 5, 1), "Ruth Hallam")
    assert [(phone.e164, phone.use) for phone in phones(book, shopper_id)] == [
        ("+16035550142", Use.MOBILE),
        ("+16035550100", Use.WORK),
    ]
    assert [email.normalized for email in emails(book, shopper_id)] == ["Maggie@example.com"]
    assert [address.city for address in addresses(book, shopper_id)] == ["Rye"]
    days = occasions_of(book, shopper_id, today=TODAY, leap_day=SHOP.leap_day_rule)
    assert [day.kind for day in days] == [OccasionKind.BIRTHDAY, OccasionKind.WEDDING]
    assert tags_of(book, shopper_id) == ["golf", "Opera"]
    assert [note.text for note in notes_of(book, shopper_id, CLERK)] == ["Likes the window seat."]
    assert [value.value for value in own_values(book, shopper_id)] == ["7.5"]


def test_the_two_lines_are_derived_once_and_kept(book: Book) -> None:
    shopper_id = make_shopper(book, "Chidi Okafor", title="Dr.", given="Chidi", family="Okafor")

    on_file = shopper(book, shopper_id)

    assert on_file.greeting_line == "Dear Dr. Okafor"
    assert on_file.envelope_line == "Dr. Chidi Okafor"


def test_lines_that_were_given_are_not_derived(book: Book) -> None:
    shopper_id = make_shopper(
        book, "Margaret Ashworth", greeting_line="My dear Maggie", envelope_line="Mrs. D. Ashworth"
    )

    on_file = shopper(book, shopper_id)

    assert (on_file.greeting_line, on_file.envelope_line) == ("My dear Maggie", "Mrs. D. Ashworth")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   \u200b "}, "name"),
        ({"name": "x" * 5_000}, "name"),
        ({"given": "x" * 101}, "given"),
        ({"greeting_line": "x" * 201}, "greeting_line"),
        ({"language": "the one they speak at home"}, "language"),
        ({"since": date(2026, 11, 21)}, "since"),
        ({"birthday": PartialDate(year=2026, month=12, day=1)}, "birthday"),
        ({"referrer_id": 99}, "referrer_id"),
        ({"looked_after_by": 99}, "looked_after_by"),
        ({"household_id": 99}, "household_id"),
        ({"phones": (PhoneDraft(raw="603 555 0142"), PhoneDraft(raw="call me"))}, "phones.1"),
        ({"emails": (EmailDraft(raw="ann at home"),)}, "emails.0"),
        ({"addresses": (AddressDraft(lines=" "),)}, "addresses.0"),
        ({"addresses": (AddressDraft(lines="1 Main St", country="ZZ"),)}, "addresses.0"),
        ({"tags": ("opera", " ")}, "tags.1"),
        ({"notes": (NoteDraft(text="\n"),)}, "notes.0"),
        ({"own": {"Shoe size": "9"}}, "own.Shoe size"),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_saved(
    book: Book, fields: dict[str, Any], field: str
) -> None:
    draft = ShopperDraft(
        **{"name": "Ann Lee", "phones": (PhoneDraft(raw="603 555 0142"),), **fields}
    )

    with pytest.raises(Refused) as refused:
        add_shopper(book, draft, shop=SHOP, today=TODAY)

    assert refused.value.field == field
    assert str(refused.value).endswith((".", "?"))
    assert set(counts(book).values()) == {0}
    assert changes(book) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\x00 Lee", "Ann Lee"),
        ("Ann\tLee", "Ann Lee"),
        ("<b>Ann</b> & Co", "<b>Ann</b> & Co"),
        ("Ann 💍 Lee", "Ann 💍 Lee"),
        ("💍", "💍"),
        ("O'Brien", "O'Brien"),
        ("Robert'); DROP TABLE shopper;--", "Robert'); DROP TABLE shopper;--"),
        ("E\u0301loi\u0308se", "Éloïse"),
        ("王小明", "王小明"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_name_is_kept_as_typed_and_cleaned_of_what_nobody_sees(
    book: Book, typed: str, kept: str
) -> None:
    shopper_id = make_shopper(book, typed)

    assert shopper(book, shopper_id).name == kept


def test_who_has_no_name_is_a_prospect_in_the_book_all_the_same(book: Book) -> None:
    shopper_id = make_shopper(book, "Customer 17850", named=False, standing=Standing.PROSPECTIVE)

    on_file = shopper(book, shopper_id)

    assert (on_file.named, on_file.standing) == (False, Standing.PROSPECTIVE)


def test_a_shopper_who_is_not_in_the_book_is_refused_by_number(book: Book) -> None:
    with pytest.raises(Refused, match="no shopper 41 in this book"):
        shopper(book, 41)
    with pytest.raises(Refused, match="no shopper 41 in this book"):
        edit_shopper(book, 41, shop=SHOP, today=TODAY, nickname="Al")


def test_income_and_personality_are_for_the_owner_alone(book: Book) -> None:
    shopper_id = make_shopper(book, income_band="200k", personality="quick to anger")

    assert owner_facts(book, shopper_id, OWNER).income_band == "200k"
    assert owner_facts(book, shopper_id, CLERK).income_band is None
    private = Viewer(today=TODAY, private=True)
    assert owner_facts(book, shopper_id, private).personality is None
    assert "200k" not in repr(shopper(book, shopper_id))


def test_many_are_written_down_at_once_in_the_order_given(book: Book) -> None:
    drafts = [
        ShopperDraft(
            name=f"Shopper {number}",
            phones=(PhoneDraft(raw=f"603 555 {number:04d}"),),
            birthday=PartialDate(month=1 + number % 12, day=1 + number % 28),
            tags=("imported",),
        )
        for number in range(500)
    ]

    with book.change("Import") as change:
        ids = write_shoppers(change, drafts, shop=SHOP, today=TODAY)

    assert len(ids) == 500
    assert shopper(book, ids[7]).name == "Shopper 7"
    assert [phone.raw for phone in phones(book, ids[7])] == ["603 555 0007"]
    assert counts(book)["tag"] == 500
    assert [change.what for change in changes_of(book, ids[499])] == ["Import"]


def test_one_bad_row_among_many_saves_none(book: Book) -> None:
    drafts = [ShopperDraft(name="Ann"), ShopperDraft(name="Bea", emails=(EmailDraft(raw="no"),))]

    with pytest.raises(Refused, match="@ is missing"), book.change("Import") as change:
        write_shoppers(change, drafts, shop=SHOP, today=TODAY)

    assert counts(book)["shopper"] == 0


def test_a_row_can_be_looked_at_without_a_book() -> None:
    ready = prepare_shopper(ShopperDraft(name=" Ann  Lee "), shop=SHOP, today=TODAY)

    assert ready.name == "Ann Lee"
    with pytest.raises(Refused, match="needed"):
        prepare_shopper(ShopperDraft(name=""), shop=SHOP, today=TODAY)


@pytest.mark.parametrize(
    ("forms", "folded"),
    [
        (("Ann Lee",), "ann lee"),
        (("Ann Lee", "Ann", "Lee", None), "ann lee"),
        (("Éloïse Ångström",), "eloise angstrom"),
        (("Sinéad O'Brien", "Sinéad", "O’Brien"), "sinead o brien obrien"),
        (("Anne-Marie Weiß",), "anne marie weiss annemarie"),
        (("Wang Xiaoming", None, None, "王小明"), "wang xiaoming 王 小 明"),
        (("Margaret Ashworth", "Margaret", "Ashworth", None, None, "Maggie"),
         "margaret ashworth maggie"),
        (("💍",), ""),
    ],
)  # fmt: skip
def test_search_reads_every_form_of_a_name_once(forms: tuple[str | None, ...], folded: str) -> None:
    name, *others = forms
    assert name is not None
    assert folded_name(name, *others) == folded


def test_an_owners_note_that_came_with_a_shopper_is_not_for_the_clerk(book: Book) -> None:
    shopper_id = make_shopper(
        book, notes=(NoteDraft(text="Pays late.", kind=NoteClass.OWNER), NoteDraft(text="Tea."))
    )

    assert [note.text for note in notes_of(book, shopper_id, CLERK)] == ["Tea."]
    assert len(notes_of(book, shopper_id, OWNER)) == 2
