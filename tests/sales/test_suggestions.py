"""What the clerk may be about to type: wishes that may be told, then what was sold before."""

from datetime import timedelta

import pytest

from storebook.book.book import Book
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.drafts import LineDraft
from storebook.sales.suggestions import MOST, suggestions
from storebook.staff.viewer import Viewer
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

VIEWER = Viewer(today=TODAY)


def described(book: Book, text: str) -> list[str]:
    return [found.description for found in suggestions(book, text, VIEWER)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("trilogy", ["Old-cut trilogy ring, platinum"]),
        ("PLAT tril", ["Old-cut trilogy ring, platinum"]),
        ("r 2071", ["Old-cut trilogy ring, platinum"]),
        ("R 20", ["Old-cut trilogy ring, platinum"]),
        ("creoles", ["Créoles"]),
        ("créo", ["Créoles"]),
        ("rilogy", []),
        ("50%", []),
        ("'", []),
        ("*", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_earlier_lines_are_found_by_the_start_of_their_words(
    book: Book, text: str, found: list[str]
) -> None:
    line = make_line("Old-cut trilogy ring, platinum", stock_number="R 2071", metal="platinum")
    make_purchase(book, None, line, make_line("Créoles"))

    assert described(book, text) == found


def test_a_suggestion_brings_category_metal_and_the_latest_price(book: Book) -> None:
    old = make_line("Eternity band", price=1_000_00, category="wedding band", metal="gold")
    new = make_line("Eternity band", price=1_200_00, category="wedding band", metal="platinum")
    make_purchase(book, None, old, day=TODAY - timedelta(days=90))
    make_purchase(book, None, new)

    (found,) = suggestions(book, "eternity", VIEWER)

    assert (found.price_cents, found.category, found.metal, found.sold_on) == (
        1_200_00,
        "wedding band",
        "platinum",
        TODAY,
    )


def test_what_came_back_is_not_suggested_for_its_return(book: Book) -> None:
    make_purchase(book, None, make_line("Lost and found", quantity=-1))

    assert described(book, "lost") == []


def test_there_are_never_more_than_can_be_looked_at(book: Book) -> None:
    lines: list[LineDraft] = [make_line(f"Ring {number}") for number in range(30)]
    make_purchase(book, None, *lines)

    assert len(described(book, "ring")) == MOST
    assert described(book, "ring")[0] == "Ring 29", "the latest first"


def test_wishes_come_first_for_who_may_be_told(book: Book) -> None:
    margaret, daniel = make_couple(book)
    stranger = make_shopper(book, "Owen Tran")
    wish = WishDraft(description="Trilogy ring", stock_number="R 2071", confidants=(daniel,))
    add_wish(book, margaret, wish)
    make_purchase(book, None, make_line("Trilogy pendant"))

    told = suggestions(book, "trilogy", VIEWER, shopper_id=daniel)
    untold = suggestions(book, "trilogy", VIEWER, shopper_id=stranger)

    assert [(found.description, found.wisher) for found in told] == [
        ("Trilogy ring", "Margaret Ashworth"),
        ("Trilogy pendant", None),
    ]
    assert [found.description for found in untold] == ["Trilogy pendant"]


def test_with_nothing_typed_the_wishes_that_may_be_told_are_shown(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = make_shopper(book, "Clara")
    for wisher in (margaret, clara):
        add_wish(book, wisher, WishDraft(description=f"Wish {wisher}", confidants=(daniel,)))

    found = suggestions(book, "", VIEWER, shopper_id=daniel)

    assert {wish.wisher_id for wish in found} == {margaret, clara}


def test_a_wish_bought_in_secret_is_offered_as_before_to_all_but_its_giver(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = make_shopper(book, "Clara")
    draft = WishDraft(description="Trilogy ring", confidants=(daniel, clara))
    wish_id = add_wish(book, margaret, draft)
    secret = TODAY + timedelta(days=30)
    make_purchase(book, daniel, make_line(wearer_id=margaret, wish_id=wish_id, secret_until=secret))

    assert suggestions(book, "", VIEWER, shopper_id=daniel) == []
    assert len(suggestions(book, "", VIEWER, shopper_id=clara)) == 1
    assert len(suggestions(book, "", VIEWER, shopper_id=margaret)) == 1
    assert suggestions(book, "", Viewer(today=secret), shopper_id=clara) == []
    assert suggestions(book, "", Viewer(today=secret), shopper_id=margaret) == []


def test_privacy_hides_prices_here_too(book: Book) -> None:
    make_purchase(book, None, make_line("Ring"))

    (found,) = suggestions(book, "ring", Viewer(today=TODAY, private=True))

    assert found.price_cents is None
