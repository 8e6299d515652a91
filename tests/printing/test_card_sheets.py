"""Membership cards on sheets of card: each where it is torn out, with its own back behind it."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest
import zxingcpp
from pypdf import PdfReader

from storebook.base.errors import Refused
from storebook.printing.card_sheets import CardSheet, behind, print_member_sheets
from storebook.printing.filling import Filling
from storebook.printing.folds import Edge
from storebook.printing.membership_cards import Code, MemberCard, print_member_cards
from storebook.printing.sheets import CARD_SHEETS, LabelSheet, sheet
from tests.printing.make import LONG_NAME, MEMBER
from tests.printing.reading import PlacedText, fonts, page_sizes, pages
from tests.printing.rendering import ink_box, pictures

DOTS = 300
TOLERANCE = 0.1
A5371 = sheet("5371")
D57127 = sheet("57127")
BOTH = pytest.mark.parametrize("stock", [A5371, D57127], ids=["5371", "57127"])
EVERY_TURN = pytest.mark.parametrize("turn", Edge)
# As a ruler finds them, in millimeters: left and top of the first, pitches, a card, the paper.
RULER = {
    "avery-5371": (19.05, 12.70, 88.90, 50.80, 88.90, 50.80, 215.9, 279.4),
    "dataline-57127": (20.50, 10.50, 91.00, 55.50, 86.00, 54.00, 210.0, 297.0),
}
MEMBERS = [
    MEMBER,
    replace(MEMBER, name=LONG_NAME, number="1 0427"),
    replace(MEMBER, name="欧阳美玲", number="3 5519"),
]


def printed(cards: list[MemberCard], stock: LabelSheet, **values: object) -> bytes:
    out = io.BytesIO()
    on = replace(CardSheet(stock=stock), **values)  # type: ignore[arg-type]
    assert print_member_sheets(out, cards, on) == []
    return out.getvalue()


def numbered(count: int) -> list[MemberCard]:
    return [replace(MEMBER, number=f"{place:03}") for place in range(1, count + 1)]


@pytest.mark.parametrize("stock", CARD_SHEETS.values(), ids=CARD_SHEETS)
def test_the_outlines_of_a_proof_lie_on_the_cuts(stock: LabelSheet) -> None:
    left, top, pitch_x, pitch_y, wide, high, paper_width, paper_height = RULER[stock.name]

    pdf = printed([MEMBER], stock, outlines=True)
    front, _ = pages(pdf)

    assert page_sizes(pdf) == [pytest.approx((paper_width, paper_height), abs=TOLERANCE)] * 2
    for place, shape in enumerate(front.shapes[:10]):
        row, column = divmod(place, 2)
        assert shape.left == pytest.approx(left + column * pitch_x, abs=TOLERANCE)
        assert shape.top == pytest.approx(paper_height - top - row * pitch_y, abs=TOLERANCE)
        assert shape.right - shape.left == pytest.approx(wide, abs=TOLERANCE)
        assert shape.top - shape.bottom == pytest.approx(high, abs=TOLERANCE)


@BOTH
def test_cards_never_overlap(stock: LabelSheet) -> None:
    assert stock.pitch_x >= stock.width
    assert stock.pitch_y >= stock.height
    assert min(stock.left, stock.right, stock.top, stock.bottom) > 0


def of_number(page: list[PlacedText], number: str) -> PlacedText:
    (found,) = [line for line in page if line.text == number]
    return found


@BOTH
@EVERY_TURN
def test_each_back_lies_behind_its_front(stock: LabelSheet, turn: Edge) -> None:
    cards = numbered(13)
    pdf = printed(cards, stock, turn=turn)

    printed_pages = pages(pdf)
    assert len(printed_pages) == 4
    for at, card in enumerate(cards):
        front, back = printed_pages[2 * (at // 10)], printed_pages[2 * (at // 10) + 1]
        box = stock.box(at % 10 + 1)
        behind_it = behind(box, CardSheet(stock=stock, turn=turn))
        for page, place in ((front, box), (back, behind_it)):
            line = of_number(page.texts, card.number)
            assert place.x < line.x < place.x + place.width
            assert place.y < line.y < place.y + place.height


def test_a_sheet_turned_about_its_long_edge_is_mirrored_left_to_right() -> None:
    first = D57127.box(1)

    other = behind(first, CardSheet(stock=D57127, turn=Edge.LONG))

    assert other.x == pytest.approx(210 - 20.5 - 86)
    assert other.y == first.y


def test_a_sheet_turned_about_its_short_edge_has_its_backs_head_down() -> None:
    _, back = pages(printed([MEMBER], D57127, turn=Edge.SHORT))

    line = back.text("signature")
    assert abs(line.turn) == 180
    assert line.y < 297 / 2


@pytest.mark.usefixtures("qapp")
@BOTH
@pytest.mark.parametrize("code", Code)
@EVERY_TURN
def test_a_scanner_reads_every_number_at_300_dots_an_inch(
    stock: LabelSheet, code: Code, turn: Edge
) -> None:
    _, back = pictures(printed(MEMBERS, stock, code=code, turn=turn), DOTS)

    gray = back.convertToFormat(back.Format.Format_Grayscale8)
    dots = memoryview(bytes(gray.constBits())).cast("B", (gray.height(), gray.bytesPerLine()))
    found = zxingcpp.read_barcodes(dots)

    assert sorted(one.text for one in found) == ["10427", "21186", "35519"]
    expected = "Code 128" if code is Code.BARS else "QR Code"
    assert {str(one.format) for one in found} == {expected}


def test_a_single_card_may_wear_a_qr_code_as_well() -> None:
    out = io.BytesIO()
    print_member_cards(out, [MEMBER], code=Code.QR)

    _, back = pages(out.getvalue())

    square = max(back.shapes, key=lambda shape: shape.top - shape.bottom)
    assert square.right - square.left == pytest.approx(15, abs=TOLERANCE)
    assert square.top - square.bottom == pytest.approx(15, abs=TOLERANCE)


@pytest.mark.usefixtures("qapp")
@BOTH
@pytest.mark.parametrize("mono", [False, True], ids=["color", "mono"])
def test_ink_stays_three_millimeters_within_the_card(stock: LabelSheet, mono: bool) -> None:
    for place, card in enumerate(MEMBERS, 1):
        filling = Filling(start=place)
        front, back = pictures(printed([card], stock, mono=mono, filling=filling), 60)

        box = stock.box(place)
        other = behind(box, CardSheet(stock=stock))
        for picture, around in ((front, box), (back, other)):
            left, bottom, right, top = ink_box(picture, 60)
            assert left >= around.x + 3
            assert bottom >= around.y + 3
            assert right <= around.x + around.width - 3
            assert top <= around.y + around.height - 3


def test_mono_cards_are_black_alone() -> None:
    for page in pages(printed(MEMBERS, A5371, mono=True)):
        assert page.colors <= {(0.0, 0.0, 0.0), (0.0,), (1.0, 1.0, 1.0), (1.0,)}


def test_cards_begin_at_the_start_place_and_pass_over_used_ones() -> None:
    filling = Filling(start=3, used=frozenset({4, 5}))

    front, _ = pages(printed(numbered(3), A5371, filling=filling))

    tops = [A5371.box(place) for place in (3, 6, 7)]
    for place, card in zip(tops, numbered(3), strict=True):
        line = of_number(front.texts, card.number)
        assert place.x < line.x < place.x + place.width
        assert place.y < line.y < place.y + place.height


def test_a_card_that_cannot_be_printed_takes_no_place() -> None:
    out = io.BytesIO()
    cards = [replace(MEMBER, name="שלום"), MEMBER]

    (problem,) = print_member_sheets(out, cards, CardSheet(stock=A5371))

    assert (problem.place, problem.name) == (1, "שלום")
    front, _ = pages(out.getvalue())
    assert of_number(front.texts, "2 1186").x < A5371.box(2).x


def test_labels_are_too_small_for_cards() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="Take a sheet of cards") as refusal:
        print_member_sheets(out, [MEMBER], CardSheet(stock=sheet("5160")))

    assert refusal.value.field == "sheet"
    assert out.getvalue() == b""


def test_no_cards_are_refused() -> None:
    with pytest.raises(Refused, match="no cards"):
        print_member_sheets(io.BytesIO(), [], CardSheet(stock=A5371))


def test_the_same_cards_give_the_same_bytes_with_their_fonts() -> None:
    first, second = printed(MEMBERS, D57127), printed(MEMBERS, D57127)

    assert first == second
    assert fonts(first)
    assert all(fonts(first).values())


def test_sheets_are_no_heavier_than_their_cards() -> None:
    sizes = [len(printed(numbered(count), D57127)) for count in (10, 20, 40)]

    steps = [later - earlier for earlier, later in pairwise(sizes)]
    assert steps[1] < 2.5 * steps[0]


@EVERY_TURN
def test_a_saved_file_says_how_its_sheets_are_turned(turn: Edge) -> None:
    told = PdfReader(io.BytesIO(printed([MEMBER], A5371, turn=turn))).viewer_preferences

    assert told is not None
    assert str(told.duplex).lower() == f"/duplexflip{turn}edge"
