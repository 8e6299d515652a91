"""Who asks for it is forgotten: no trace in the book or its file, and the accounts as they were."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.chain import verify
from storebook.book.check import check_book
from storebook.book.drafts import draft, keep_draft
from storebook.book.forgetting import FOLDED
from storebook.book.history import changes, redo_last, take_back, undo_last
from storebook.book.kept_backups import backups_folder
from storebook.book.own_backup import back_up_into
from storebook.book.protection.data_key import DataKey
from storebook.book.rows import references_to, rows_where
from storebook.book.second_place import SecondPlace, choose_second_place, folder_there
from storebook.people.erasing import (
    copies_beside,
    copies_in_own_folders,
    erase,
    look_at_erasure,
    out_of_sight,
    still_in_backups,
)
from storebook.people.erasing.rules import GOES, STAYS
from storebook.people.kin import Relation, add_kin, kin_of
from storebook.people.merging import Pick, merge
from storebook.people.notes import add_note, notes_of, remove_note
from storebook.people.occasions import occasions_of, set_wedding_day
from storebook.people.preferences import PreferenceKind, add_preference, preferences_of
from storebook.people.search import find_shoppers
from storebook.people.shoppers import edit_shopper, shopper
from storebook.people.tags import tags_of
from storebook.sales.secrets import kept_tickets
from storebook.staff.associates import Role, add_associate
from storebook.staff.rights import NotAllowed
from storebook.staff.viewer import Viewer
from tests.make import (
    SHOP,
    TODAY,
    add_tag,
    make_couple,
    make_line,
    make_purchase,
    make_shopper,
    set_tags,
)
from tests.people.somebody import MARKERS, traces, write_down

VIEWER = Viewer(today=TODAY)


@pytest.fixture
def zuleika(book: Book) -> int:
    return write_down(book)


def test_nothing_of_her_is_left_in_the_file(book: Book, zuleika: int) -> None:
    book.close()
    assert traces(book.path) == list(MARKERS)

    with Book.open(book.path) as again:
        assert erase(again, zuleika, today=TODAY)

    assert traces(book.path) == []
    assert list(book.path.parent.glob("*-wal")) == []


def test_nothing_of_her_is_left_in_a_protected_book(tmp_path: Path) -> None:
    path, key = tmp_path / "protected.book", DataKey(raw=b"k" * 32)
    with Book.create(path, owner_name="Ruth Hallam", key=key) as book:
        who = write_down(book)
        book.checkpoint()
        erase(book, who, today=TODAY)
        assert [one for one in check_book(book) if not one.good] == []

    assert traces(path, key) == []


def test_the_book_is_whole_afterwards(book: Book, zuleika: int) -> None:
    erase(book, zuleika, today=TODAY)

    assert [one for one in check_book(book) if not one.good] == []
    assert verify(book) == []
    with pytest.raises(Refused, match="no shopper"):
        shopper(book, zuleika)


def test_the_accounts_are_as_they_were(book: Book, zuleika: int) -> None:
    money = book.rows("SELECT id, day, net_cents, tax_cents, total_cents FROM purchase ORDER BY id")
    lines = book.rows("SELECT description, price_cents, quantity FROM line ORDER BY id")

    erase(book, zuleika, today=TODAY)

    assert money == book.rows(
        "SELECT id, day, net_cents, tax_cents, total_cents FROM purchase ORDER BY id"
    )
    assert lines == book.rows("SELECT description, price_cents, quantity FROM line ORDER BY id")
    assert book.values("SELECT shopper_id FROM purchase") == [None]


def test_the_history_says_who_erased_whom_and_when(book: Book, zuleika: int) -> None:
    erase(book, zuleika, today=TODAY)

    newest = changes(book)[0]
    assert (newest.what, newest.associate) == (f"Shopper {zuleika} erased", "Ruth Hallam")
    assert f"Note written about Shopper {zuleika}" in [one.what for one in changes(book)]


def test_an_erasure_is_not_taken_back(book: Book, zuleika: int) -> None:
    bob = make_shopper(book, "Bob Brown")
    erase(book, zuleika, today=TODAY)
    number = changes(book)[0].id

    with pytest.raises(Refused, match="erased for good"):
        take_back(book, number)
    undone = undo_last(book)

    assert undone.what == "Taken back: Bob Brown written down"
    redo_last(book)
    assert shopper(book, bob).name == "Bob Brown"


def test_what_was_done_to_her_is_not_brought_back(book: Book, zuleika: int) -> None:
    numbers = [one.id for one in changes(book)]
    erase(book, zuleika, today=TODAY)

    for number in numbers:
        try:
            take_back(book, number)
        except Refused:
            continue

    book.close()
    assert traces(book.path) == []


def test_a_clerk_may_not_erase_nor_may_the_manager(book: Book, zuleika: int) -> None:
    book.associate_id = add_associate(book, "Mia Manager", role=Role.MANAGER)

    with pytest.raises(NotAllowed):
        erase(book, zuleika, today=TODAY)

    assert shopper(book, zuleika).name == MARKERS["name"]


# -- others


def test_the_others_keep_what_is_theirs(book: Book) -> None:
    ann, bob = make_couple(book, "Ann Lee", "Bob Lee")
    set_wedding_day(book, ann, PartialDate(year=1990, month=5, day=4))
    cara = make_shopper(book, "Cara Day")
    add_kin(book, cara, ann, Relation.SIBLING, shop=SHOP, today=TODAY)
    add_note(book, bob, "His wife Ann Lee collects jade.", day=TODAY)

    erase(book, ann, today=TODAY)

    (day,) = occasions_of(book, bob, today=TODAY, leap_day=SHOP.leap_day_rule)
    assert (day.when.month, day.when.day) == (5, 4)
    assert kin_of(book, bob) == kin_of(book, cara) == []
    assert notes_of(book, bob, VIEWER)[0].text == f"His wife Shopper {ann} collects jade."
    assert book.rows("SELECT name, couple_line, couple_greeting, couple_note FROM household") == [
        ("Bob Lee", None, None, None)
    ]
    assert shopper(book, bob).name == "Bob Lee"


def test_a_namesake_is_nobody_else(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    other = make_shopper(book, "Ann Lee")
    add_note(book, other, "Ann Lee likes pearls.", day=TODAY)

    erase(book, ann, today=TODAY)

    assert [one.what for one in changes(book)] == [
        f"Shopper {ann} erased",
        "Note written about Ann Lee",
        "Ann Lee written down",
        f"Shopper {ann} written down",
    ]
    assert notes_of(book, other, VIEWER)[0].text == "Ann Lee likes pearls."
    assert [hit.shopper_id for hit in find_shoppers(book, "ann lee", today=TODAY)] == [other]


def test_her_name_without_its_accents_is_hers_too(book: Book) -> None:
    zoe, ann, bob = (make_shopper(book, name) for name in ("Zoë Ñandú", "Ann Lee", "Bob Brown"))
    add_tag(book, ann, "Zoë Ñandú")
    add_tag(book, bob, "ZOË ÑANDÚ")
    set_tags(book, bob, "regular")
    add_note(book, ann, "Plays chess with zoe nandu on Sundays.", day=TODAY)

    erase(book, zoe, today=TODAY)

    assert notes_of(book, ann, VIEWER)[0].text == f"Plays chess with Shopper {zoe} on Sundays."
    assert tags_of(book, ann) == [f"Shopper {zoe}"]
    assert book.values("SELECT before FROM change_row WHERE before LIKE '%nandu%'") == []
    add_tag(book, ann, "Zoë Ñandú")
    assert tags_of(book, ann) == [f"Shopper {zoe}", "Zoë Ñandú"]


def test_whatever_is_kept_folded_of_a_text_is_written_anew_with_it(book: Book) -> None:
    columns = book.rows(
        """
        SELECT sqlite_schema.name, info.name
        FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info
        WHERE sqlite_schema.type = 'table' AND sqlite_schema.sql LIKE '%STRICT%'
          AND sqlite_schema.name <> 'shopper' AND info.name LIKE '%folded%'
        """
    )

    told = [(table, one) for table, of in FOLDED.items() for one, _ in of.values()]
    assert sorted(columns) == sorted(told)


@pytest.mark.parametrize("name", ["Zoë Ñandú", "Юлия Жгилёва", "Ann_Lee 50%!"])
def test_her_name_is_hers_in_whatever_case(book: Book, name: str) -> None:
    written = name.upper()
    her, bob = make_shopper(book, name), make_shopper(book, "Bob Brown")
    add_note(book, bob, f"{written} rang.", day=TODAY)
    add_note(book, bob, "Annxlee 500! rang.", day=TODAY)
    remove_note(book, add_note(book, bob, f"Met {written}.", day=TODAY))

    erase(book, her, today=TODAY)

    said = [one.text for one in notes_of(book, bob, VIEWER)]
    assert sorted(said) == ["Annxlee 500! rang.", f"Shopper {her} rang."]
    told = book.values("SELECT before ->> 'text' FROM change_row WHERE table_name = 'note'")
    assert [one for one in told if one] == [f"Met Shopper {her}."]
    assert verify(book) == []


def test_who_is_called_alike_but_for_the_accents_keeps_the_name(book: Book) -> None:
    zoe, other, ann = (make_shopper(book, name) for name in ("Zoë Ñandú", "Zoe Nandu", "Ann Lee"))
    add_note(book, ann, "Zoe Nandu is her neighbor.", day=TODAY)
    add_tag(book, ann, "Zoë Ñandú")

    erase(book, zoe, today=TODAY)

    assert notes_of(book, ann, VIEWER)[0].text == "Zoe Nandu is her neighbor."
    assert book.rows("SELECT name, folded FROM tag") == [(f"Shopper {zoe}", f"shopper {zoe}")]
    assert [hit.shopper_id for hit in find_shoppers(book, "nandu", today=TODAY)] == [other]


def test_two_names_of_hers_in_what_is_said_of_others_become_one(book: Book) -> None:
    ann, bob = make_shopper(book, "Ann Lee"), make_shopper(book, "Bob Brown")
    edit_shopper(book, ann, shop=SHOP, today=TODAY, name="Ann Poe")
    for name in ("Ann Lee", "ANN POE", "regular"):
        add_tag(book, bob, name)
    for name, note in (("Ann Poe", "always"), ("Ann Lee", "once"), ("Tea", "")):
        add_preference(book, bob, PreferenceKind.HERE, name, note=note)

    erase(book, ann, today=TODAY)

    assert tags_of(book, bob) == ["regular", f"Shopper {ann}"]
    assert {(one.value, one.note) for one in preferences_of(book, bob, VIEWER)} == {
        (f"Shopper {ann}", "always"),
        (f"Shopper {ann} (2)", "once"),
        ("Tea", None),
    }
    assert verify(book) == []
    assert all(result.good for result in check_book(book))


def test_her_gift_stays_a_secret_from_who_was_to_wear_it(book: Book) -> None:
    ann, bob = make_shopper(book, "Ann Lee"), make_shopper(book, "Bob Brown")
    make_purchase(
        book,
        ann,
        make_line(wearer_id=bob, secret_until=TODAY + timedelta(days=30)),
    )
    piece_id = book.value("SELECT id FROM piece")
    add_note(book, ann, "Bob must not know", day=TODAY, piece_id=piece_id)

    erase(book, ann, today=TODAY)

    assert rows_where(book, "piece", "wearer_id", bob) == []
    assert rows_where(book, "line", "wearer_id", bob) == []
    assert kept_tickets(book, TODAY) == 1
    assert [one for one in check_book(book) if not one.good] == []


def test_who_was_merged_is_erased_under_every_name(book: Book, zuleika: int) -> None:
    keep = make_shopper(book, "Zara Plain", phone="603 555 0000")
    merge(book, keep, zuleika, {}, shop=SHOP, today=TODAY)

    erase(book, keep, today=TODAY)

    book.close()
    assert traces(book.path) == []


def test_who_was_merged_by_mistake_leaves_nothing_in_the_other_s_history(
    book: Book, zuleika: int
) -> None:
    ann = make_shopper(book, "Ann Lee", occupation="Glazier")
    pick = {"name": Pick.OTHER, "occupation": Pick.OTHER}
    merge(book, ann, zuleika, pick, shop=SHOP, today=TODAY)
    edit_shopper(book, ann, source="walked in", shop=SHOP, today=TODAY)
    undo_last(book)
    undo_last(book)

    erase(book, zuleika, today=TODAY)

    assert shopper(book, ann).occupation == "Glazier"
    assert verify(book) == []
    book.close()
    assert traces(book.path) == []


def test_backups_from_before_are_told_of_until_they_age_out(book: Book, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    there = folder_there(book.path, second_place_of(book, stick))
    there.mkdir()
    for stamp in ("2026-11-01 120000", "2026-11-20 120000", "2026-11-21 120000"):
        (backups_folder(book.path) / f"shop kept {stamp}.book").write_bytes(b"")
        (there / f"shop kept {stamp}.book").write_bytes(b"")
    (there / "shop kept 2026-09-01 120000.book").write_bytes(b"")
    erased_at = datetime(2026, 11, 20, 18, tzinfo=UTC)

    still = still_in_backups(book.path, erased_at)

    assert still is not None
    assert (still.backups, still.until) == (3, date(2028, 12, 1))
    assert out_of_sight(book.path) == ""
    shutil.rmtree(stick)
    assert "is not connected" in out_of_sight(book.path)
    assert still_in_backups(tmp_path / "other.book", erased_at) is None


def second_place_of(book: Book, folder: Path) -> SecondPlace:
    place = choose_second_place(book, folder, datetime.now(UTC))
    assert place is not None
    return place


def test_backups_in_folders_of_the_shop_s_own_are_told_of(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "my own"
    folder.mkdir()
    made = back_up_into(book, folder)
    beside = back_up_into(book, book.path.parent)

    assert copies_in_own_folders(book.path) == [made]
    assert copies_beside(book.path) == [beside]


def test_copies_beside_the_book_are_told_of(book: Book, zuleika: int) -> None:
    made = book.back_up(book.path.parent)
    (book.path.parent / "other shop.book").write_bytes(b"")
    log = book.path.with_name(f"{book.path.name}.old-log")
    log.write_bytes(b"")

    assert copies_beside(book.path) == [made, log]


def test_what_goes_is_told_before(book: Book, zuleika: int) -> None:
    look = look_at_erasure(book, zuleika)

    assert (look.purchases, look.notes, look.contacts) == (1, 1, 1)
    assert look.is_member
    assert look.is_known_again


def test_drafts_of_others_stay(book: Book, zuleika: int) -> None:
    keep_draft(book, "Note", "", {"text": "Ann asked for pearls"})

    erase(book, zuleika, today=TODAY)

    assert draft(book, "Note", "") is not None


def test_every_column_that_points_at_a_shopper_is_thought_of(book: Book) -> None:
    """A table that is new: does it go with the person, or stay without them?"""
    there = {(one.table, one.column) for one in references_to(book, "shopper")}

    assert there == GOES | STAYS
