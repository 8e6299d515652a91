"""Labels sit where the stock is cut, and say what the address says."""

import io

import pytest

from storebook.base.errors import Refused
from storebook.printing.labels import label_problems, print_labels
from storebook.printing.sheets import SHEETS, LabelSheet, sheet
from tests.nasty import NASTY
from tests.printing.make import LONG_NAME, make_label, printed_labels
from tests.printing.reading import fonts, page_sizes, pages, words

A5160 = sheet("5160")
L7160 = sheet("l7160")
TOLERANCE = 0.1
# As a ruler finds them: the first label's left edge and top from the corner of the sheet, then
# from label to label, then the size of a label; millimeters.
RULER = {
    "avery-5160": (4.78, 12.70, 69.85, 25.40, 66.68, 25.40, 3, 279.4),
    "avery-l7160": (7.20, 15.15, 66.04, 38.10, 63.50, 38.10, 3, 297.0),
}


@pytest.mark.parametrize("stock", [A5160, L7160], ids=RULER)
def test_the_outlines_of_a_proof_lie_on_the_cuts(stock: LabelSheet) -> None:
    left, top, pitch_x, pitch_y, wide, high, columns, sheet_height = RULER[stock.name]

    (page,) = pages(printed_labels([make_label()], stock, outlines=True))

    assert len(page.shapes) == stock.places
    for place, shape in enumerate(page.shapes):
        row, column = divmod(place, columns)
        assert shape.left == pytest.approx(left + column * pitch_x, abs=TOLERANCE)
        assert shape.top == pytest.approx(sheet_height - top - row * pitch_y, abs=TOLERANCE)
        assert shape.right - shape.left == pytest.approx(wide, abs=TOLERANCE)
        assert shape.top - shape.bottom == pytest.approx(high, abs=TOLERANCE)


@pytest.mark.parametrize("stock", SHEETS.values(), ids=SHEETS)
def test_every_sheet_prints_full_and_inside_its_labels(stock: LabelSheet) -> None:
    printed = printed_labels([make_label()] * (stock.places + 1), stock, outlines=True)

    first, second = pages(printed)

    assert [(shape.left, shape.top) for shape in first.shapes] == [
        pytest.approx((box.x, box.y + box.height), abs=TOLERANCE) for box in stock.boxes()
    ]
    lines = [line for page in (first, second) for line in page.texts]
    assert len(lines) == 3 * (stock.places + 1)
    assert [sum(line.text == "Ann Lee" for line in page.texts) for page in (first, second)] == [
        stock.places,
        1,
    ]
    for line in first.texts:
        assert any(
            box.x < line.x < box.x + box.width and box.y < line.y < box.y + box.height
            for box in stock.boxes()
        )


def test_labels_for_senders_hold_four_lines_in_small_print() -> None:
    small = sheet("5167")
    four = make_label("Hallam & Rye", "14 Exchange Lane", "Floor 2", "Portsmouth NH 03801")

    assert label_problems([four], small) == []
    assert len(label_problems([make_label(*(f"Line {n}" for n in range(7)))], small)) == 1


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("avery-5160", 1),
        ("avery-5160", 4),
        ("avery-5160", 17),
        ("avery-5160", 30),
        ("avery-l7160", 1),
        ("avery-l7160", 8),
        ("avery-l7160", 21),
    ],
)
def test_labels_begin_at_the_start_place_and_go_on_in_order(name: str, start: int) -> None:
    left, top, pitch_x, pitch_y, _, _, columns, sheet_height = RULER[name]
    stock = sheet(name)
    labels = [make_label(f"Shopper {number}", "14 Harbor Street") for number in range(40)]

    printed = pages(printed_labels(labels, stock, start=start))

    place = start - 1
    page = 0
    for number in range(40):
        row, column = divmod(place, columns)
        line = printed[page].text(f"Shopper {number}")
        assert line.x == pytest.approx(left + column * pitch_x + 3.2, abs=TOLERANCE)
        assert (
            sheet_height - top - (row + 1) * pitch_y < line.y < sheet_height - top - row * pitch_y
        )
        page, place = (page + 1, 0) if place + 1 == stock.places else (page, place + 1)


@pytest.mark.parametrize("stock", [A5160, L7160], ids=RULER)
def test_an_address_of_six_lines_stands_whole_inside_its_label(stock: LabelSheet) -> None:
    lines = [LONG_NAME, "Hinterhaus", "3. Stock links", "Schloßstraße 1", "74638 Waldenburg"]
    label = make_label(*lines, "GERMANY")

    (page,) = pages(printed_labels([label], stock))

    box = stock.box(1)
    assert " ".join(line.text for line in page.texts).split() == " ".join(label.lines).split()
    for line in page.texts:
        assert line.size >= 8
        assert box.y + 1 < line.y < box.y + box.height - 1 - line.size * 0.7 / 2.835


def test_a_block_of_lines_stands_in_the_middle_of_its_label() -> None:
    (page,) = pages(printed_labels([make_label("ANN", "LEE")], A5160))

    box = A5160.box(1)
    first, last = page.texts
    above = box.y + box.height - (first.y + first.size * 0.7 / 2.835)
    below = last.y - box.y
    assert above == pytest.approx(below, abs=TOLERANCE)


def test_a_long_line_shrinks_and_a_short_one_does_not() -> None:
    short, long = make_label("Ann Lee"), make_label("Katharina von Hohenlohe-Bartenstein, Schloss")

    (page,) = pages(printed_labels([short, long], A5160))

    assert page.texts[0].size == 11
    assert 8 <= page.texts[1].size < 11


def test_a_line_too_long_for_small_print_wraps_at_a_blank() -> None:
    label = make_label(LONG_NAME, "Schloßstraße 1")

    (page,) = pages(printed_labels([label], L7160))

    assert {line.size for line in page.texts} == {8}
    assert " ".join(line.text for line in page.texts) == " ".join(label.lines)


def test_an_address_that_does_not_fit_is_reported_and_takes_no_place() -> None:
    labels = [make_label("Ann Lee"), make_label("x" * 5000, name="Xavier"), make_label("Bo Ek")]
    out = io.BytesIO()

    (problem,) = print_labels(out, labels, A5160)

    assert (problem.place, problem.name) == (2, "Xavier")
    assert "does not fit the label" in problem.sentence
    (page,) = pages(out.getvalue())
    assert page.text("Bo Ek").x == pytest.approx(A5160.box(2).x + 3.2, abs=TOLERANCE)


def test_too_many_lines_are_reported() -> None:
    (problem,) = label_problems([make_label(*["Line"] * 12)], A5160)

    assert "does not fit the label" in problem.sentence


@pytest.mark.parametrize(
    "name",
    ["欧阳美玲", "さくら", "김민수", "Nguyễn Thị Ánh", "Łódź", "Ελένη", "Жанна", "Ẹ̀kọ́", "𠮷野"],
)
def test_names_of_many_scripts_print_and_can_be_copied(name: str) -> None:
    pdf = printed_labels([make_label(name)], A5160)

    (page,) = pages(pdf)
    assert page.texts[0].text == name
    assert name.replace(" ", "") in words(pdf).replace(" ", "")


def test_letters_that_no_font_has_are_named() -> None:
    (problem,) = label_problems([make_label("Anna 💎 שלום")], A5160)

    assert problem.name == "Anna 💎 שלום"
    assert "💎" in problem.sentence
    assert "ש" in problem.sentence


def test_a_label_without_an_address_is_reported() -> None:
    (problem,) = label_problems([make_label(" ", "")], A5160)

    assert problem.sentence == "There is no address to print."


def test_markup_in_a_name_prints_as_typed() -> None:
    (page,) = pages(printed_labels([make_label("<b>Ann</b> & 'Co' <img src=x>")], A5160))

    assert page.texts[0].text == "<b>Ann</b> & 'Co' <img src=x>"


def test_no_labels_are_refused() -> None:
    with pytest.raises(Refused, match="no labels"):
        printed_labels([], A5160)


def test_when_nothing_can_be_printed_nothing_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="No font has"):
        print_labels(out, [make_label("💎")], A5160)

    assert out.getvalue() == b""


def test_a_start_place_off_the_sheet_is_refused() -> None:
    with pytest.raises(Refused, match="places 1 to 30"):
        printed_labels([make_label()], A5160, start=31)


def test_the_same_labels_give_the_same_bytes() -> None:
    labels = [make_label("Éloïse Ångström", "14 Harbor Street"), make_label("欧阳美玲")]

    assert printed_labels(labels, L7160) == printed_labels(labels, L7160)


def test_fonts_travel_in_the_file() -> None:
    found = fonts(printed_labels([make_label("Ann 欧阳")], A5160))

    assert found
    assert all(found.values())


@pytest.mark.parametrize("stock", [A5160, L7160], ids=RULER)
def test_the_page_is_the_sheet(stock: LabelSheet) -> None:
    (size,) = page_sizes(printed_labels([make_label()], stock))

    assert size == pytest.approx((stock.paper.width, stock.paper.height), abs=TOLERANCE)


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_prints_or_is_reported(typed: str) -> None:
    labels = [make_label(typed, "14 Harbor Street"), make_label()]
    out = io.BytesIO()

    problems = print_labels(out, labels, A5160)

    assert len(problems) in {0, 1}
    assert "Ann Lee" in words(out.getvalue())
