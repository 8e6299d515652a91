"""One line of time for each shopper: tickets, gifts, contacts, cards, notes."""

from datetime import date, timedelta

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.outreach.touches import Direction, TouchDraft, TouchKind, log_touch
from storebook.people.notes import NoteClass, add_note
from storebook.sales.drafts import LineKind
from storebook.sales.pieces import PieceDraft, add_piece
from storebook.sales.timeline import Part, TimelineKind, timeline, timeline_length
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def fill(book: Book, margaret: int, daniel: int) -> None:
    """One entry of each kind on Margaret's page, each on its day."""
    make_purchase(book, margaret, make_line("Earrings", price=2_480_00), day=days_ago(5))
    make_purchase(book, daniel, make_line("Signet ring", wearer_id=margaret), day=days_ago(4))
    for kind, days in ((TouchKind.CALL, 3), (TouchKind.CARD, 2)):
        touch = TouchDraft(shopper_id=margaret, day=days_ago(days), kind=kind, text=kind.value)
        log_touch(book, touch, today=TODAY)
    add_note(book, margaret, "Likes tea", day=days_ago(1))


def test_everything_is_there_newest_first(book: Book) -> None:
    margaret, daniel = make_couple(book)
    fill(book, margaret, daniel)

    entries = timeline(book, margaret, VIEWER)

    assert [(entry.kind, entry.title) for entry in entries] == [
        (TimelineKind.NOTE, "Note"),
        (TimelineKind.CARD, "Card"),
        (TimelineKind.CONTACT, "Telephone"),
        (TimelineKind.GIFT, "Signet ring, from Daniel Ashworth"),
        (TimelineKind.PURCHASE, "Earrings"),
    ]
    assert [entry.amount_cents for entry in entries] == [None, None, None, 9_400_00, 2_480_00]


@pytest.mark.parametrize(
    ("kinds", "titles"),
    [
        ({TimelineKind.PURCHASE}, ["Earrings"]),
        ({TimelineKind.RETURN}, ["Earrings"]),
        ({TimelineKind.CONTACT, TimelineKind.CARD}, ["Card", "Telephone"]),
        ({TimelineKind.NOTE}, ["Note"]),
        (set(), []),
    ],
)
def test_a_tab_shows_some_kinds_only(
    book: Book, kinds: set[TimelineKind], titles: list[str]
) -> None:
    margaret, daniel = make_couple(book)
    fill(book, margaret, daniel)

    entries = timeline(book, margaret, VIEWER, Part(kinds=frozenset(kinds)))

    assert [entry.title for entry in entries] == titles
    assert timeline_length(book, margaret, VIEWER, frozenset(kinds)).entries == len(titles)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_paging_shows_each_entry_once_also_within_one_day(book: Book, limit: int) -> None:
    margaret, daniel = make_couple(book)
    for _ in range(3):
        make_purchase(book, margaret)
        make_purchase(book, daniel, make_line(wearer_id=margaret))
        touch = TouchDraft(shopper_id=margaret, day=TODAY, kind=TouchKind.CARD)
        log_touch(book, touch, today=TODAY)
    whole = timeline(book, margaret, VIEWER)

    paged = timeline(book, margaret, VIEWER, Part(limit=limit))
    while page := timeline(book, margaret, VIEWER, Part(limit=limit, before=paged[-1])):
        paged += page

    assert paged == whole
    assert len(whole) == 9


def test_its_length_and_beginning_are_told(book: Book) -> None:
    margaret, daniel = make_couple(book)
    fill(book, margaret, daniel)

    length = timeline_length(book, margaret, VIEWER)

    assert (length.entries, length.first_day) == (5, days_ago(5))


def test_who_never_came_has_an_empty_timeline(book: Book) -> None:
    ann = make_shopper(book)

    assert timeline(book, ann, VIEWER) == []
    assert timeline_length(book, ann, VIEWER).first_day is None


def test_a_ticket_says_what_how_many_for_whom_and_by_whom(book: Book) -> None:
    margaret, daniel = make_couple(book)
    ring = make_line("Ring, platinum", wearer_id=margaret)
    service = make_line("Engraving", price=85_00, kind=LineKind.SERVICE)
    make_purchase(
        book, daniel, service, ring, make_line("Cufflinks"), occasion_text="Wedding anniversary"
    )

    (entry,) = timeline(book, daniel, VIEWER)

    assert entry.title == "Ring and 2 other things"
    assert entry.detail == (
        "2 pieces · for Margaret Ashworth · Wedding anniversary · sold by Ruth Hallam"
    )


def test_a_return_and_an_exchange_say_so(book: Book) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann, make_line("Ring"), make_line("Chain"))
    make_purchase(book, ann, make_line("Ring", quantity=-1, returns_line_id=1, reason="too small"))
    make_purchase(
        book, ann, make_line("Chain", quantity=-1, returns_line_id=2), make_line("Bracelet")
    )

    exchange, back, _ = timeline(book, ann, VIEWER)

    assert (back.kind, back.title) == (TimelineKind.RETURN, "Returned: Ring")
    assert back.detail == "too small · taken back by Ruth Hallam"
    assert back.amount_cents == -9_400_00
    assert (exchange.kind, exchange.title) == (TimelineKind.PURCHASE, "Bracelet")
    assert exchange.detail.startswith("in exchange for Chain")


def test_who_came_to_whom_is_told(book: Book) -> None:
    ann = make_shopper(book)
    touch = TouchDraft(
        shopper_id=ann, day=TODAY, kind=TouchKind.CALL, text="The clasp\nholds",
        direction=Direction.THEIRS,
    )  # fmt: skip
    log_touch(book, touch, today=TODAY)

    (entry,) = timeline(book, ann, VIEWER)

    assert (entry.title, entry.detail) == ("Telephone, from them", "The clasp holds")


def test_the_owners_notes_are_the_owners(book: Book) -> None:
    ann = make_shopper(book)
    add_note(book, ann, "Pays late", day=TODAY, kind=NoteClass.OWNER)

    assert [entry.title for entry in timeline(book, ann, VIEWER)] == ["Note for the owner"]
    assert timeline(book, ann, Viewer(today=TODAY, private=True)) == []


def test_privacy_hides_the_amounts(book: Book) -> None:
    margaret, daniel = make_couple(book)
    fill(book, margaret, daniel)

    entries = timeline(book, margaret, Viewer(today=TODAY, private=True))

    assert {entry.amount_cents for entry in entries} == {None}


def test_a_gift_from_elsewhere_stands_on_the_day_it_came(book: Book) -> None:
    margaret, daniel = make_couple(book)
    pearls = PieceDraft(
        description="Pearls", wearer_id=margaret, giver_id=daniel, came_on=date(2014, 5, 1),
        engraving="M",
    )  # fmt: skip
    add_piece(book, pearls, today=TODAY)

    (entry,) = timeline(book, margaret, VIEWER)

    assert (entry.day, entry.title) == (date(2014, 5, 1), "Pearls, from Daniel Ashworth")
    assert (entry.detail, entry.amount_cents) == ("engraved “M”", None)


def test_what_they_bought_themselves_is_not_a_gift_too(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, margaret, giver_id=daniel)

    assert [entry.kind for entry in timeline(book, margaret, VIEWER)] == [TimelineKind.PURCHASE]


def test_the_heaviest_shopper_opens_with_the_newest_fifty(book: Book) -> None:
    ann = make_shopper(book)
    for days in range(104):
        lines = [make_line(f"Ring {n}", cost_cents=Cents(1)) for n in range(5 if days < 52 else 1)]
        make_purchase(book, ann, *lines, day=days_ago(days))
        touch = TouchDraft(shopper_id=ann, day=days_ago(days), kind=TouchKind.CALL)
        log_touch(book, touch, today=TODAY)

    entries = timeline(book, ann, VIEWER)

    assert len(entries) == 50


def test_care_is_the_tickets_on_which_work_was_done(book: Book) -> None:
    margaret = make_shopper(book)
    battery = make_line("Watch battery", price=15_00, kind=LineKind.SERVICE)
    make_purchase(book, margaret, make_line("Earrings"), day=days_ago(5))
    make_purchase(book, margaret, make_line("Watch"), battery, day=days_ago(4))
    make_purchase(
        book, margaret, make_line("Resize", price=95_00, kind=LineKind.SERVICE), day=days_ago(3)
    )
    tickets = frozenset({TimelineKind.PURCHASE})

    entries = timeline(book, margaret, VIEWER, Part(kinds=tickets, only_care=True))

    assert [(one.title, one.is_care) for one in entries] == [
        ("Resize", True),
        ("Watch and watch battery", False),
    ]
    assert timeline_length(book, margaret, VIEWER, tickets, only_care=True).entries == 2
    rest = timeline(
        book, margaret, VIEWER, Part(kinds=tickets, only_care=True, before=entries[0], limit=1)
    )
    assert [one.title for one in rest] == ["Watch and watch battery"]
