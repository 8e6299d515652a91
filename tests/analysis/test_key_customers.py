"""To look at a key customer's page is noted, once an hour for each who looks."""

from datetime import UTC, datetime, timedelta

from storebook.analysis.key_customers import is_key_customer, key_customers, note_view
from storebook.analysis.pareto import TopRules, Unit
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.settings import save
from storebook.staff.associates import add_associate
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

NOW = datetime.now(UTC)


def shop_with_five(book: Book) -> list[int]:
    """Five customers; the first brings the most."""
    ids = [make_shopper(book, f"Ann {number}") for number in range(5)]
    for place, who in enumerate(ids):
        make_purchase(book, who, make_line(price=(9 - place) * 100_00))
    return ids


def test_the_page_of_a_key_customer_is_noted_and_others_are_not(book: Book) -> None:
    best, *others = shop_with_five(book)

    assert note_view(book, best, on=TODAY, now=NOW)
    assert not any(note_view(book, other, on=TODAY, now=NOW) for other in others)

    (event,) = events(book)
    assert (event.kind, event.what, event.shopper_id) == (
        EventKind.VIEWED,
        "Page of Ann 0 opened",
        best,
    )


def test_a_second_look_within_the_hour_is_not_noted_again(book: Book) -> None:
    best = shop_with_five(book)[0]
    note_view(book, best, on=TODAY, now=NOW)

    assert not note_view(book, best, on=TODAY, now=NOW + timedelta(minutes=50))
    assert note_view(book, best, on=TODAY, now=NOW + timedelta(minutes=70))


def test_a_look_that_a_wrong_clock_put_later_hides_no_other(book: Book) -> None:
    best = shop_with_five(book)[0]
    note_view(book, best, on=TODAY, now=NOW)

    assert note_view(book, best, on=TODAY, now=NOW - timedelta(minutes=30))


def test_another_associate_s_look_is_noted_by_itself(book: Book) -> None:
    best = shop_with_five(book)[0]
    other = add_associate(book, "Grace Okafor")
    note_view(book, best, on=TODAY, now=NOW)
    book.associate_id = other

    assert note_view(book, best, on=TODAY, now=NOW)
    assert [event.associate for event in events(book)] == ["Grace Okafor", "Ruth Hallam"]


def test_the_list_is_kept_for_a_day(book: Book) -> None:
    best, second, *_ = shop_with_five(book)
    assert is_key_customer(book, best, on=TODAY)
    make_purchase(book, second, make_line(price=90_000_00))

    assert not is_key_customer(book, second, on=TODAY)
    assert is_key_customer(book, second, on=TODAY + timedelta(days=1))


def test_who_only_reads_is_noted_too(book: Book) -> None:
    best = shop_with_five(book)[0]
    with book.another("read") as reader:
        assert note_view(reader, best, on=TODAY, now=NOW)

    assert len(events(book)) == 1


def test_where_households_count_everybody_in_one_is_a_key_customer(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, margaret, make_line(price=9_000_00))
    with book.change("Rule of the top fifth") as change:
        save(change, TopRules(unit=Unit.HOUSEHOLD))

    assert key_customers(book, TODAY) == sorted([margaret, daniel])
