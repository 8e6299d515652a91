"""The whole log, page by page: nothing twice and nothing left out, however it is narrowed down."""

from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.log import CHANGE, KINDS, LogAsked, LogEntry, read_log
from storebook.people.merging import merge
from tests.make import SHOP, TODAY, make_shopper


def all_pages(book: Book, asked: LogAsked, limit: int) -> list[LogEntry]:
    found: list[LogEntry] = []
    page = read_log(book, asked, limit=limit)
    while True:
        found += page.entries
        if page.next is None:
            return found
        page = read_log(book, asked, limit=limit, before=page.next)


def mixed(book: Book, number: int) -> None:
    """Changes and events in a row that has no order, some of them about one shopper."""
    for step in range(number):
        if step * 7 % 5 < 2:
            make_shopper(book, f"Ann {step}")
        else:
            note_event(book, EventKind.PRINTED, f"Cards {step} printed", 1 if step % 3 else None)


def test_pages_of_any_size_hold_every_step_once(book: Book) -> None:
    mixed(book, 40)

    for limit in (1, 2, 3, 7, 39, 40, 41):
        found = all_pages(book, LogAsked(), limit)
        assert [entry.id for entry in found] == list(range(40, 0, -1)), limit


def test_pages_of_words_hold_what_has_them_once(book: Book) -> None:
    mixed(book, 40)
    every = read_log(book, LogAsked(), limit=100).entries
    wanted = [entry.id for entry in every if "Ann" in entry.what]

    for limit in (1, 2, 5, 100):
        found = all_pages(book, LogAsked(text="ann"), limit)
        assert [entry.id for entry in found] == wanted, limit


def test_pages_about_one_shopper_hold_changes_and_events(book: Book) -> None:
    mixed(book, 40)

    found = all_pages(book, LogAsked(shopper_id=1), 3)

    assert {entry.kind for entry in found} == {"change", "printed"}
    assert len(found) == len({entry.id for entry in found})


def test_what_was_done_to_a_file_stays_with_the_one_that_it_was_merged_into(book: Book) -> None:
    ann, anne = make_shopper(book, "Ann Lee"), make_shopper(book, "Anne Lee")
    note_event(book, EventKind.PRINTED, "Gift receipt for Anne Lee printed", anne)
    merge(book, ann, anne, {}, shop=SHOP, today=TODAY)

    found = all_pages(book, LogAsked(shopper_id=ann), 2)

    assert [entry.what for entry in found] == [
        "Merged Anne Lee into Ann Lee",
        "Gift receipt for Anne Lee printed",
        "Anne Lee written down",
        "Ann Lee written down",
    ]


def test_every_kind_of_event_belongs_to_one_kind_of_the_log() -> None:
    belonging = [kind for kinds in KINDS.values() for kind in kinds]

    assert sorted(belonging) == sorted({CHANGE, *EventKind})
