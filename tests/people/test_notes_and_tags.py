"""Notes have an author and a class; tags and own fields are the shop's own words."""

from datetime import date

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of
from storebook.people.notes import NoteClass, add_note, edit_note, notes_of, remove_note
from storebook.people.own_fields import (
    OwnFieldKind,
    add_own_field,
    own_fields,
    own_values,
    remove_own_field,
    rename_own_field,
)
from storebook.people.tags import TagCount, all_tags, tags_of
from storebook.staff.associates import Role, add_associate
from storebook.staff.viewer import Viewer
from tests.make import TODAY, add_tag, make_shopper, set_own_value, set_tags

OWNER = Viewer(today=TODAY)
CLERK = Viewer(today=TODAY, role=Role.CLERK)
PRIVATE = Viewer(today=TODAY, private=True)


def test_a_note_bears_the_name_of_who_wrote_it(book: Book) -> None:
    ann = make_shopper(book)
    book.associate_id = add_associate(book, "Marta Oyelaran")

    add_note(book, ann, "Likes the window seat.", day=TODAY)

    note = notes_of(book, ann, CLERK)[0]
    assert (note.associate, note.day, note.kind) == ("Marta Oyelaran", TODAY, NoteClass.COUNTER)


def test_the_owners_notes_are_for_the_owner_and_not_on_a_screen_shoppers_see(book: Book) -> None:
    ann = make_shopper(book)
    add_note(book, ann, "Tea, no sugar.", day=date(2026, 11, 1))
    add_note(book, ann, "Bargains hard.", day=TODAY, kind=NoteClass.OWNER)

    assert [note.text for note in notes_of(book, ann, OWNER)] == [
        "Bargains hard.",
        "Tea, no sugar.",
    ]
    assert [note.text for note in notes_of(book, ann, CLERK)] == ["Tea, no sugar."]
    assert [note.text for note in notes_of(book, ann, PRIVATE)] == ["Tea, no sugar."]


def test_the_history_tells_of_a_note_but_not_what_is_in_it(book: Book) -> None:
    ann = make_shopper(book)

    add_note(book, ann, "Bargains hard.", day=TODAY, kind=NoteClass.OWNER)

    assert changes_of(book, ann)[0].what == "Note written about Ann Lee"


def test_a_note_stands_after_its_day(book: Book) -> None:
    ann = make_shopper(book)
    note = add_note(book, ann, "Likes opals.", day=TODAY)

    edit_note(book, note, "Likes opals,\nnot rubies.", today=TODAY)
    with pytest.raises(Refused, match="stays as it is"):
        edit_note(book, note, "Hates opals.", today=date(2026, 11, 21))

    assert notes_of(book, ann, CLERK)[0].text == "Likes opals,\nnot rubies."
    remove_note(book, note)
    assert notes_of(book, ann, CLERK) == []


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b", "x" * 10_001])
def test_an_empty_note_and_an_endless_one_are_refused(book: Book, text: str) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused) as refused:
        add_note(book, ann, text, day=TODAY)

    assert refused.value.field == "note"


def test_a_tag_is_one_however_it_is_spelled(book: Book) -> None:
    ann, bea = make_shopper(book, "Ann"), make_shopper(book, "Bea")

    set_tags(book, ann, "Opera", "opéra", "  golf  club ")
    add_tag(book, bea, "OPERA")

    assert tags_of(book, ann) == ["golf club", "Opera"]
    assert all_tags(book) == [
        TagCount(name="golf club", shoppers=1),
        TagCount(name="OPERA", shoppers=2),
    ]


def test_tags_that_stay_are_not_touched(book: Book) -> None:
    ann = make_shopper(book, tags=("opera", "golf"))
    before = book.rows("SELECT id FROM tag WHERE folded = 'golf'")

    set_tags(book, ann, "golf", "chess")
    set_tags(book, ann, "golf")

    assert tags_of(book, ann) == ["golf"]
    assert book.rows("SELECT id FROM tag WHERE folded = 'golf'") == before


def test_a_tag_that_is_there_leaves_no_trace(book: Book) -> None:
    ann = make_shopper(book, tags=("opera",))
    before = changes(book)

    add_tag(book, ann, "opera")

    assert changes(book) == before


@pytest.mark.parametrize("tag", ["", "   ", "x" * 61])
def test_a_tag_needs_a_short_word(book: Book, tag: str) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused):
        add_tag(book, ann, tag)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (OwnFieldKind.TEXT, " left handed ", "left handed"),
        (OwnFieldKind.NUMBER, "1,234.50", "1234.50"),
        (OwnFieldKind.NUMBER, "-3", "-3"),
        (OwnFieldKind.NUMBER, "1e3", "1000"),
        (OwnFieldKind.DAY, "2026-11-20", "2026-11-20"),
        (OwnFieldKind.YES_OR_NO, "Yes", "yes"),
        (OwnFieldKind.YES_OR_NO, "0", "no"),
    ],
)
def test_an_answer_is_kept_in_the_form_of_its_kind(
    book: Book, kind: OwnFieldKind, typed: str, kept: str
) -> None:
    ann = make_shopper(book)
    field = add_own_field(book, "Something", kind)

    set_own_value(book, ann, field, typed)

    assert [value.value for value in own_values(book, ann)] == [kept]
    set_own_value(book, ann, field, "")
    assert own_values(book, ann) == []


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (OwnFieldKind.NUMBER, "nine"),
        (OwnFieldKind.NUMBER, "NaN"),
        (OwnFieldKind.NUMBER, "1.2.3"),
        (OwnFieldKind.DAY, "tomorrow"),
        (OwnFieldKind.DAY, "2026-02-30"),
        (OwnFieldKind.YES_OR_NO, "maybe"),
        (OwnFieldKind.TEXT, "x" * 1_001),
    ],
)
def test_an_answer_of_another_kind_is_refused_beside_its_field(
    book: Book, kind: OwnFieldKind, typed: str
) -> None:
    ann = make_shopper(book)
    field = add_own_field(book, "Something", kind)

    with pytest.raises(Refused) as refused:
        set_own_value(book, ann, field, typed)

    assert refused.value.field == "own.Something"
    assert own_values(book, ann) == []


def test_two_fields_do_not_share_a_name(book: Book) -> None:
    field = add_own_field(book, "Glove size", OwnFieldKind.NUMBER)

    with pytest.raises(Refused, match="called Glove size already"):
        add_own_field(book, "glove SIZE", OwnFieldKind.TEXT)
    rename_own_field(book, field, "glove size")

    assert [one.name for one in own_fields(book)] == ["glove size"]


def test_a_field_with_answers_is_not_taken_away(book: Book) -> None:
    ann = make_shopper(book)
    field = add_own_field(book, "Glove size", OwnFieldKind.NUMBER)
    set_own_value(book, ann, field, "7")

    with pytest.raises(Refused, match="1 shopper has an answer"):
        remove_own_field(book, field)
    set_own_value(book, ann, field, "")
    remove_own_field(book, field)

    assert own_fields(book) == []
