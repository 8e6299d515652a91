"""A printer that is off is measured once, and from then on everything comes out in its place."""

import io

import pytest
from pypdf import PdfReader, PdfWriter, Transformation

from storebook.base.errors import Refused
from storebook.printing.calibration import (
    ACROSS,
    DOWN,
    EXACT,
    FROM_LEFT,
    FROM_TOP,
    Calibration,
    Measured,
    as_text,
    calibration_of,
    from_text,
    in_words,
)
from storebook.printing.calibration_sheet import print_calibration_sheet
from storebook.printing.folds import Fold
from storebook.printing.pages_out import all_pages, backs, fronts, pages_out
from storebook.printing.sheets import A4, LETTER, Paper, sheet
from tests.printing.make import CARD, make_label, printed_cards, printed_labels
from tests.printing.reading import Marks, fonts, page_sizes, pages

MM = 72 / 25.4
RIGHT = Measured(a=20, b=20, c=170, d=230)


def printer_that_is_off(pdf: bytes, off: Calibration, *, both_sides: bool = False) -> bytes:
    """What comes out of it: each page moved and stretched from its upper left corner."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    for number, page in enumerate(writer.pages):
        back = both_sides and number % 2 == 1
        x = off.offset_x + (off.back_x if back else 0)
        y = off.offset_y + (off.back_y if back else 0)
        height = float(page.mediabox.height) / MM
        up = height - y - off.scale_y * height
        page.add_transformation(Transformation((off.scale_x, 0, 0, off.scale_y, x * MM, up * MM)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sheet_of(paper: Paper, *, both_sides: bool = False) -> bytes:
    out = io.BytesIO()
    print_calibration_sheet(out, paper, both_sides=both_sides)
    return out.getvalue()


def measure(pdf: bytes, paper: Paper) -> Measured:
    """As with a ruler: the crosses are the four longest pairs of lines."""
    found = [corner(page, paper) for page in pages(pdf)]
    (a, b, right, foot), *behind = found
    e, f = behind[0][:2] if behind else (None, None)
    return Measured(a=a, b=b, c=right - a, d=foot - b, e=e, f=f)


def corner(page: Marks, paper: Paper) -> tuple[float, float, float, float]:
    """Left, top, right and foot of the lines, in millimeters from the upper left."""
    upright = [
        one.left for one in page.shapes if one.top - one.bottom > 17 and flat(one.right - one.left)
    ]
    level = [
        one.bottom
        for one in page.shapes
        if one.right - one.left > 17 and flat(one.top - one.bottom)
    ]
    upright = [x for x in upright if x < 30 or x > 180]
    level = [paper.height - y for y in level if not 60 < paper.height - y < 240]
    return min(upright), min(level), max(upright), max(level)


def flat(size: float) -> bool:
    return size < 0.01


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
def test_the_lines_stand_where_they_should_be_measured(paper: Paper) -> None:
    measured = measure(sheet_of(paper, both_sides=True), paper)

    assert measured.a == pytest.approx(FROM_LEFT, abs=0.01)
    assert measured.b == pytest.approx(FROM_TOP, abs=0.01)
    assert measured.c == pytest.approx(ACROSS, abs=0.01)
    assert measured.d == pytest.approx(DOWN, abs=0.01)
    assert measured.e == pytest.approx(20, abs=0.01)
    assert measured.f == pytest.approx(20, abs=0.01)
    assert calibration_of(measured).is_exact or in_words(calibration_of(measured)).startswith(
        "Prints exactly"
    )


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
@pytest.mark.parametrize(
    "off",
    [
        Calibration(offset_x=1.5, offset_y=-2.25),
        Calibration(scale_x=1.006, scale_y=0.992),
        Calibration(offset_x=-3, offset_y=1, scale_x=0.99, scale_y=1.004, back_x=0.8, back_y=-1.2),
    ],
    ids=["moved", "stretched", "everything"],
)
def test_a_printer_that_is_off_prints_in_its_place_once_it_was_measured(
    off: Calibration, paper: Paper
) -> None:
    plain = sheet_of(paper, both_sides=True)
    measured = measure(printer_that_is_off(plain, off, both_sides=True), paper)
    assert measured != RIGHT

    found = calibration_of(measured)
    put_right = pages_out(plain, all_pages(2, both_sides=True), found)
    again = measure(printer_that_is_off(put_right, off, both_sides=True), paper)

    for letter in "abcdef":
        should = getattr(measure(plain, paper), letter)
        assert getattr(again, letter) == pytest.approx(should, abs=0.1), letter


def test_labels_down_the_whole_sheet_come_out_on_their_labels() -> None:
    stock = sheet("avery-5160")
    off = Calibration(offset_x=1.1, offset_y=0.6, scale_y=1.006)
    plain = printed_labels([make_label(f"Ann {n}") for n in range(30)], stock)

    out = printer_that_is_off(pages_out(plain, all_pages(1, both_sides=False), off), off)

    wrong = printer_that_is_off(plain, off)
    placed = {line.text: line for line in pages(out)[0].texts}
    for line in pages(plain)[0].texts:
        assert placed[line.text].x == pytest.approx(line.x, abs=0.1)
        assert placed[line.text].y == pytest.approx(line.y, abs=0.1)
    last = {line.text: line for line in pages(wrong)[0].texts}["Ann 29"]
    assert abs(last.y - placed["Ann 29"].y) > 1.5  # what would be beside the label


def test_a_lying_page_goes_out_standing_because_the_printer_was_measured_so() -> None:
    plain = printed_cards(CARD, fold=Fold.HALF, paper=LETTER)
    off = Calibration(offset_x=2.0, back_x=1.0)

    out = pages_out(plain, all_pages(2, both_sides=True), off)

    assert page_sizes(out) == [pytest.approx((215.9, 279.4), abs=0.1)] * 2
    straight, turned = pages(plain)[0].text("Happy Birthday"), pages(out)[0].text("Happy Birthday")
    assert turned.turn == pytest.approx(90)
    assert turned.x == pytest.approx(215.9 - straight.y - 2.0, abs=0.1)
    assert turned.y == pytest.approx(straight.x, abs=0.1)
    inside, turned_inside = pages(plain)[1].texts[0], pages(out)[1].texts[0]
    assert turned_inside.x == pytest.approx(215.9 - inside.y - 3.0, abs=0.1)


def test_an_exact_printer_gets_the_pages_as_they_are() -> None:
    plain = printed_cards(CARD)

    assert pages_out(plain, all_pages(2, both_sides=False)) is plain


def test_what_was_put_right_keeps_its_fonts_and_its_size_of_print() -> None:
    plain = printed_cards(CARD, fold=Fold.TWO_UP, paper=A4)

    out = pages_out(plain, all_pages(2, both_sides=True), Calibration(offset_x=1))

    assert fonts(out) == fonts(plain)
    assert all(fonts(out).values())
    assert b"/PrintScaling /None" in out
    assert out == pages_out(plain, all_pages(2, both_sides=True), Calibration(offset_x=1))


def test_one_side_at_a_time_prints_each_page_once_in_the_order_of_the_stack() -> None:
    three = [printed_cards(CARD, CARD, CARD, fold=Fold.HALF)][0]

    first = pages_out(three, fronts(6))
    second = pages_out(three, backs(6, last_first=True, turned=True))

    assert [page.number for page in fronts(6)] == [0, 2, 4]
    assert [page.number for page in backs(6, last_first=True, turned=False)] == [5, 3, 1]
    assert all(page.text("Happy Birthday").turn == 0 for page in pages(first))
    for page in pages(second):
        greeting = page.text("Dear Margaret,")
        assert abs(greeting.turn) == pytest.approx(180)
        assert greeting.x < 279.4 / 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("a", 41.0, "A should be near 20 mm"),
        ("b", -1.0, "B should be near 20 mm"),
        ("c", 160.0, "100 %"),
        ("d", 240.0, "100 %"),
        ("e", 27.0, "turned over"),
        ("f", float("nan"), "no number"),
    ],
)
def test_a_number_that_no_printer_is_off_by_is_refused_beside_its_field(
    field: str, value: float, words: str
) -> None:
    numbers = {"a": 20.0, "b": 20.0, "c": 170.0, "d": 230.0, "e": 20.0, "f": 20.0, field: value}

    with pytest.raises(Refused, match=words) as refused:
        calibration_of(Measured(**numbers))

    assert refused.value.field == field


def test_what_was_measured_is_told_in_words() -> None:
    off = calibration_of(Measured(a=21.2, b=19.6, c=169.5, d=230, e=21.2, f=20.1))

    assert in_words(off) == (
        "Prints 1.3 mm too far right, 0.4 mm too high and 0.3 % too small across; "
        "the back 0.5 mm lower."
    )
    assert in_words(EXACT) == "Prints exactly in its place."


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "[]", '{"offset_x": 400}', '{"scale_x": 0}', '{"else": 1}',
     '{"offset_x": "1"}', '{"offset_y": NaN}'],
)  # fmt: skip
def test_settings_that_cannot_be_are_as_none_were_made(text: str) -> None:
    assert from_text(text) == EXACT


def test_a_calibration_is_kept_as_it_was() -> None:
    off = calibration_of(Measured(a=21.2, b=19.6, c=169.5, d=231, e=20.5, f=20))

    assert from_text(as_text(off)) == off
