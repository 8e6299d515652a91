"""Stock by the numbers on its box: looked at before it is kept, drawn before it is printed on."""

import io
import math
import re
from dataclasses import replace
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes
from storebook.printing.own_stock import StockNumbers, draw_stock, make_stock, stock_warnings
from storebook.printing.sheets import SHEETS, sheet
from storebook.printing.stock_shelf import (
    OwnStock,
    all_stock,
    forget_stock,
    keep_stock,
    note_used,
    own_stock,
    stock_called,
    used_places,
)
from tests.printing.make import make_label, printed_labels
from tests.printing.reading import page_sizes, pages

TOLERANCE = 0.1
HERMA = StockNumbers(
    title="Herma 4262",
    paper="a4",
    columns=2,
    rows=6,
    width=99.1,
    height=42.3,
    left=4.65,
    top=21.6,
    pitch_x=101.6,
)


def test_labels_of_the_shops_own_lie_where_its_numbers_say() -> None:
    stock = make_stock(HERMA)

    (page,) = pages(printed_labels([make_label()], stock, outlines=True))

    assert len(page.shapes) == 12
    for place, shape in enumerate(page.shapes):
        row, column = divmod(place, 2)
        assert shape.left == pytest.approx(4.65 + column * 101.6, abs=TOLERANCE)
        assert shape.top == pytest.approx(297 - 21.6 - row * 42.3, abs=TOLERANCE)
        assert shape.right - shape.left == pytest.approx(99.1, abs=TOLERANCE)


def test_labels_without_a_pitch_touch() -> None:
    stock = make_stock(HERMA)

    assert (stock.pitch_x, stock.pitch_y) == (101.6, 42.3)


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "Avery 5160"}, "title"),
        ({"title": "5160"}, "title"),
        ({"title": "💎"}, "title"),
        ({"paper": "a3"}, "paper"),
        ({"columns": 0}, "columns"),
        ({"rows": 1000}, "rows"),
        ({"width": 2.0}, "width"),
        ({"height": math.nan}, "height"),
        ({"left": math.inf}, "left"),
        ({"left": -1.0}, "left"),
        ({"top": -0.5}, "top"),
        ({"corner": 30.0}, "corner"),
        ({"pitch_x": 90.0}, "pitch_x"),
        ({"pitch_y": 40.0}, "pitch_y"),
        ({"columns": 3}, "columns"),
        ({"rows": 7}, "rows"),
        ({"left": 20.0}, "columns"),
        ({"top": 50.0}, "rows"),
    ],
)
def test_labels_that_cannot_lie_on_the_paper_are_refused_with_the_field(
    numbers: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        make_stock(replace(HERMA, **numbers))

    assert refusal.value.field == field


def test_labels_that_overlap_are_told_in_millimeters() -> None:
    with pytest.raises(Refused, match=r"across are 90 mm, but a label is 99\.1 mm wide"):
        make_stock(replace(HERMA, pitch_x=90.0))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"left": 3.0}, r"Left of the labels are 3\.0 mm and right of them 6\.3 mm"),
        ({"top": 20.0}, r"Above the labels are 20\.0 mm and below them 23\.2 mm"),
    ],
)
def test_uneven_margins_are_pointed_out(numbers: dict[str, Any], words: str) -> None:
    warnings = stock_warnings(make_stock(replace(HERMA, **numbers)))

    assert re.search(words, " ".join(warnings))


def test_even_stock_has_nothing_to_point_out_but_the_white_edge() -> None:
    assert stock_warnings(make_stock(HERMA)) == []
    assert "within 4 mm" in " ".join(stock_warnings(sheet("3474")))


@pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)
def test_stock_that_we_ship_is_even(stock: Any) -> None:
    uneven = [one for one in stock_warnings(stock) if "of the labels are" in one]

    assert uneven == []


def test_a_drawn_sheet_shows_every_place_with_its_number_at_true_size() -> None:
    stock = make_stock(HERMA)
    out = io.BytesIO()
    draw_stock(out, stock)

    (size,) = page_sizes(out.getvalue())
    (page,) = pages(out.getvalue())

    assert size == pytest.approx((210, 297), abs=TOLERANCE)
    assert len(page.shapes) == 12
    for place in range(1, 13):
        number, box = page.text(str(place)), stock.box(place)
        assert box.x < number.x < box.x + box.width
        assert box.y < number.y < box.y + box.height
    assert any("Herma 4262" in line.text for line in page.texts)


@pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)
def test_any_stock_can_be_drawn(stock: Any) -> None:
    out = io.BytesIO()

    draw_stock(out, stock)

    assert len(pages(out.getvalue())[0].shapes) == stock.places


# -- kept in the book


def test_stock_is_kept_in_the_book_and_found_by_its_name(book: Book) -> None:
    kept = keep_stock(book, HERMA)

    assert own_stock(book) == [kept]
    assert stock_called(book, "herma 4262") == kept
    assert stock_called(book, "5160").title == "Avery 5160"
    assert all_stock(book)[-1] == kept
    assert kept.own


def test_stock_described_again_takes_the_place_of_the_first(book: Book) -> None:
    keep_stock(book, HERMA)
    note_used(book, stock_called(book, "herma-4262"), frozenset({1, 12}))

    keep_stock(book, replace(HERMA, rows=5, top=42.75))

    (kept,) = own_stock(book)
    assert kept.rows == 5
    assert used_places(book, kept) == frozenset()


def test_stock_is_taken_away_and_comes_back_when_that_is_taken_back(book: Book) -> None:
    keep_stock(book, HERMA)

    forget_stock(book, "Herma 4262")

    assert own_stock(book) == []
    assert changes(book)[0].what == "Label sheet Herma 4262 taken away"
    with pytest.raises(Refused, match="described no label sheet"):
        forget_stock(book, "Herma 4262")


def test_stock_that_a_later_storebook_kept_otherwise_is_passed_over(book: Book) -> None:
    keep_stock(book, HERMA)
    with book.change("From later") as change:
        row_id = book.value("SELECT id FROM setting WHERE name = 'OwnStock'")
        change.update("setting", row_id, value='{"stocks": ["[]", "{", "{\\"title\\": 1}"]}')

    assert own_stock(book) == []
    assert OwnStock() == OwnStock(stocks=())


# -- sheets begun


def test_what_is_left_of_a_sheet_is_remembered_for_each_stock(book: Book) -> None:
    letter, a4 = sheet("5160"), sheet("l7160")

    note_used(book, letter, frozenset({1, 2, 3, 17}))
    note_used(book, a4, frozenset({5}))

    assert used_places(book, letter) == {1, 2, 3, 17}
    assert used_places(book, a4) == {5}


def test_a_sheet_used_up_is_a_new_one(book: Book) -> None:
    stock = sheet("5160")
    note_used(book, stock, frozenset({1}))

    note_used(book, stock, frozenset(range(1, 31)))

    assert used_places(book, stock) == frozenset()


def test_places_that_the_sheet_has_not_are_refused(book: Book) -> None:
    with pytest.raises(Refused, match="no place 31"):
        note_used(book, sheet("5160"), frozenset({31}))


def test_to_note_the_same_again_is_no_change(book: Book) -> None:
    note_used(book, sheet("5160"), frozenset({1}))
    before = len(changes(book))

    note_used(book, sheet("5160"), frozenset({1}))

    assert len(changes(book)) == before
