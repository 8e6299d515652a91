"""Label stock by the numbers on its box."""

import pytest

from storebook.base.errors import Refused
from storebook.printing.sheets import SHEETS, LabelSheet, paper, sheet

TOLERANCE = 0.3
# Labels from edge to edge: what their rows leave of the paper is all below.
EDGE_TO_EDGE = {"zweckform-3474": 1.0}


@pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_cut_symmetrically_so_a_mistyped_number_is_seen(stock: LabelSheet) -> None:
    boxes = stock.boxes()

    right = stock.paper.width - max(box.x + box.width for box in boxes)
    bottom = min(box.y for box in boxes)

    assert stock.left == pytest.approx(right, abs=TOLERANCE)
    assert stock.top == pytest.approx(bottom - EDGE_TO_EDGE.get(stock.name, 0.0), abs=TOLERANCE)


@pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)
def test_labels_of_a_sheet_never_overlap(stock: LabelSheet) -> None:
    assert stock.pitch_x >= stock.width
    assert stock.pitch_y >= stock.height


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("avery-5160", "avery-5160"),
        ("Avery 5160", "avery-5160"),
        ("5160", "avery-5160"),
        ("L7160", "avery-l7160"),
        (" avery l7160 ", "avery-l7160"),
        ("8160", "avery-5160"),
        ("Avery 8163", "avery-5163"),
        ("J8160", "avery-l7160"),
        ("7160", "avery-l7160"),
        ("18160", "avery-5160"),
        ("8651", "avery-l7651"),
        ("3474", "zweckform-3474"),
        ("Zweckform 3474", "zweckform-3474"),
    ],
)
def test_stock_is_found_as_people_call_it(typed: str, name: str) -> None:
    assert sheet(typed).name == name


def test_unknown_stock_is_refused_with_the_sheets_there_are() -> None:
    with pytest.raises(Refused, match=r"“9999”.*Avery 5160.*Zweckform 3474") as refusal:
        sheet("9999")

    assert refusal.value.field == "sheet"


def test_no_number_names_two_sheets() -> None:
    names = [number for one in SHEETS.values() for number in (one.name.split("-")[1], *one.also)]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("5160", 30),
        ("5161", 20),
        ("5162", 14),
        ("5163", 10),
        ("5164", 6),
        ("5167", 80),
        ("l7159", 24),
        ("l7160", 21),
        ("l7161", 18),
        ("l7162", 16),
        ("l7163", 14),
        ("l7165", 8),
        ("l7651", 65),
        ("3474", 24),
    ],
)
def test_a_sheet_has_as_many_labels_as_its_box_says(name: str, places: int) -> None:
    assert sheet(name).places == places


def test_places_count_along_the_rows_from_the_top_left() -> None:
    stock = sheet("5160")

    first, second, fourth = stock.box(1), stock.box(2), stock.box(4)

    assert second.y == first.y
    assert second.x > first.x
    assert fourth.x == first.x
    assert fourth.y < first.y


def test_a_sheet_begun_at_place_eight_has_the_places_from_eight_on() -> None:
    stock = sheet("l7160")

    assert stock.boxes(8) == [stock.box(place) for place in range(8, 22)]


@pytest.mark.parametrize("start", [0, -1, 22, 1000])
def test_a_start_place_that_the_sheet_lacks_is_refused(start: int) -> None:
    with pytest.raises(Refused, match="places 1 to 21") as refusal:
        sheet("l7160").boxes(start)

    assert refusal.value.field == "start"


def test_paper_is_known_by_name_in_any_case() -> None:
    assert paper("A4").width == 210
    assert paper("letter").height == pytest.approx(279.4)


def test_paper_we_do_not_print_on_is_refused() -> None:
    with pytest.raises(Refused, match="choose A4 or Letter"):
        paper("foolscap")
