"""A membership card fits a purse, says who and what number, and a scanner reads it."""

import io
import itertools
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from reportlab.graphics.barcode import code128

from storebook.base.errors import Refused
from storebook.printing.membership_cards import member_card_problems, print_member_cards
from tests.nasty import NASTY
from tests.printing.make import LONG_NAME, MEMBER, printed_member_cards
from tests.printing.reading import fonts, page_sizes, pages
from tests.printing.rendering import ink_box, pictures

DOTS = 600
# Across the bars, above the middle of the card; millimeters from the top.
SCANNED = 10.0
BAR = 0.36


def scanned_bars(picture: QImage) -> list[int]:
    """Widths of bars and gaps along one line, in units of the thinnest."""
    y = round(SCANNED / 25.4 * DOTS)
    dark = [(picture.pixel(x, y) & 0xFF) < 128 for x in range(picture.width())]
    edges = [x for x in range(1, len(dark)) if dark[x] != dark[x - 1]]
    module = BAR / 25.4 * DOTS
    return [round((end - start) / module) for start, end in itertools.pairwise(edges)]


def decoded(bars: list[int]) -> str:
    """What a Code 128 reader makes of the widths, of the digits of sets B and C."""
    signs = {
        "".join(str(ord(stripe.lower()) - ord("a") + 1) for stripe in stripes): sign
        for sign, stripes in enumerate(code128._patterns.values())  # type: ignore[attr-defined]
    }
    patterns = ["".join(map(str, bars[at : at + 6])) for at in range(0, len(bars) - 7, 6)]
    start, *body, check = [signs[pattern] for pattern in patterns]
    assert check == (start + sum(at * sign for at, sign in enumerate(body, 1))) % 103
    return _spelled(start, body)


def _spelled(start: int, body: list[int]) -> str:
    pairs = start == 105
    text = ""
    for sign in body:
        if sign in {99, 100}:
            pairs = sign == 99
        else:
            text += f"{sign:02}" if pairs else chr(sign + 32)
    return text


def test_a_card_has_a_front_and_a_back_of_a_bank_cards_size() -> None:
    sizes = page_sizes(printed_member_cards(MEMBER))

    assert sizes == [pytest.approx((85.6, 54.0), abs=0.05)] * 2


def test_the_front_says_shop_name_year_and_number() -> None:
    front, _ = pages(printed_member_cards(MEMBER))

    said = [line.text for line in front.texts]
    assert "".join(said[:3]) == "Hallam & Rye"
    assert said[3:] == ["the client club", "Noor El-Amin", "member since 2026", "2 1186"]


def test_the_back_says_the_number_the_rules_and_the_shop() -> None:
    _, back = pages(printed_member_cards(MEMBER))

    assert back.text("2 1186")
    assert back.text("signature")
    assert back.text("It is yours to keep and costs nothing; leave the club any time.")
    assert back.text("14 Exchange Lane, Portsmouth")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("number", ["2 1186", "1000 0427", "12345", "7"])
def test_a_scanner_reads_the_number_without_its_blanks(number: str) -> None:
    _, back = pictures(printed_member_cards(replace(MEMBER, number=number)), DOTS)

    assert decoded(scanned_bars(back)) == number.replace(" ", "")


def test_bars_are_black_and_of_a_width_that_scanners_read() -> None:
    _, back = pages(printed_member_cards(MEMBER))

    bars = [shape for shape in back.shapes if shape.top - shape.bottom > 8]
    assert min(bar.right - bar.left for bar in bars) == pytest.approx(BAR, abs=0.005)
    assert (0.0, 0.0, 0.0) in back.colors


def test_a_long_name_shrinks_to_nine_points_and_then_takes_more_lines() -> None:
    short, _ = pages(printed_member_cards(MEMBER))
    longer, _ = pages(printed_member_cards(replace(MEMBER, name="Bartholomew Ashworth-Moreau")))
    longest, _ = pages(printed_member_cards(replace(MEMBER, name=LONG_NAME)))

    assert short.text("Noor El-Amin").size == 14
    assert 9 <= longer.text("Bartholomew Ashworth-Moreau").size < 14
    lines = [line for line in longest.texts if line.text in LONG_NAME]
    assert " ".join(line.text for line in lines[::-1]).replace("- ", "-") == LONG_NAME
    assert all(line.size >= 9 for line in lines)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", ["Noor El-Amin", LONG_NAME, "欧阳美玲"])
def test_ink_keeps_clear_of_the_edge_all_around(name: str) -> None:
    for picture in pictures(printed_member_cards(replace(MEMBER, name=name)), 150):
        left, bottom, right, top = ink_box(picture, 150)

        assert min(left, bottom, 85.6 - right, 54.0 - top) >= 3.6


def test_several_cards_come_front_back_front_back() -> None:
    cards = [MEMBER, replace(MEMBER, name="Ann Lee", number="2 0417")]

    printed = pages(printed_member_cards(*cards))

    assert len(printed) == 4
    assert printed[2].text("Ann Lee")
    assert printed[3].text("2 0417")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": "  "}, "needs a name and a number"),
        ({"number": " "}, "needs a name and a number"),
        ({"name": "x" * 5000}, "too long for the card"),
        ({"name": "Anna 💎"}, "No font has the letters 💎"),
        ({"number": "9" * 80}, "too long for the bars"),
        ({"number": "１２３"}, "too long for the bars"),  # noqa: RUF001
        ({"shop_name": "x" * 200}, "name of the shop is too long"),
    ],
)
def test_a_card_that_cannot_be_right_is_reported(change: dict[str, str], sentence: str) -> None:
    (problem,) = member_card_problems([replace(MEMBER, **change)])  # type: ignore[arg-type]

    assert sentence in problem.sentence


def test_when_no_card_can_be_printed_nothing_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="No font has"):
        print_member_cards(out, [replace(MEMBER, name="💎")])

    assert out.getvalue() == b""


def test_a_black_printer_gets_no_gray() -> None:
    for page in pages(printed_member_cards(MEMBER, mono=True)):
        assert set(page.colors) <= {(0.0, 0.0, 0.0), (0.0,)}


def test_the_same_card_gives_the_same_bytes_with_its_fonts_inside() -> None:
    assert printed_member_cards(MEMBER) == printed_member_cards(MEMBER)
    assert all(fonts(printed_member_cards(MEMBER)).values())


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_prints_or_is_reported(typed: str) -> None:
    cards = [replace(MEMBER, name=typed, contact=typed), MEMBER]
    out = io.BytesIO()

    problems = print_member_cards(out, cards)

    assert len(pages(out.getvalue())) == 2 * (2 - len(problems))
