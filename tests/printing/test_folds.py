"""A card folds so that every page is the right way up and in its place."""

from dataclasses import replace

import pytest

from storebook.printing.cards import CardText
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Fold, Panel, impose
from storebook.printing.sheets import A4, LETTER, Paper
from tests.printing.make import ANNIVERSARY, CARD, LONG_NAME, printed_cards
from tests.printing.reading import PlacedText, page_sizes, pages
from tests.printing.rendering import ink_box, pictures

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
FOLDS = pytest.mark.parametrize("fold", Fold)
FRONT, BACK, INSIDE = "Happy Birthday", "fine jewelry", "Dear Margaret,"
# No office printer whitens more of the edge than this.
SAFE = 8.4


def halves(line: PlacedText, paper_width: float, paper_height: float) -> tuple[str, str]:
    across = "right" if line.x > paper_width / 2 else "left"
    return across, "top" if line.y > paper_height / 2 else "bottom"


@PAPERS
def test_half_fold_prints_back_and_front_outside(paper: Paper) -> None:
    outside, _ = pages(printed_cards(CARD, fold=Fold.HALF, paper=paper))

    front, back = outside.text(FRONT), outside.text(BACK)
    assert (halves(back, paper.height, paper.width)[0], back.turn) == ("left", 0)
    assert (halves(front, paper.height, paper.width)[0], front.turn) == ("right", 0)


@PAPERS
def test_half_fold_prints_the_greeting_inside_on_the_right(paper: Paper) -> None:
    _, inside = pages(printed_cards(CARD, fold=Fold.HALF, paper=paper))

    greeting = inside.text(INSIDE)
    assert (halves(greeting, paper.height, paper.width)[0], greeting.turn) == ("right", 0)
    assert all(line.x > paper.height / 2 for line in inside.texts)


@PAPERS
def test_quarter_fold_prints_front_bottom_right_and_the_inside_top_left_turned(
    paper: Paper,
) -> None:
    (sheet,) = pages(printed_cards(CARD, fold=Fold.QUARTER, paper=paper))

    found = {
        text: (*halves(sheet.text(text), paper.width, paper.height), abs(sheet.text(text).turn))
        for text in (FRONT, BACK, INSIDE)
    }
    assert found == {
        FRONT: ("right", "bottom", 0),
        BACK: ("left", "bottom", 0),
        INSIDE: ("left", "top", 180),
    }


def test_a_quarter_fold_folded_in_thought_reads_like_a_book() -> None:
    """Top behind bottom, then left behind right: the leaf behind the front is the inside left."""
    (side,) = impose(Fold.QUARTER, A4).sides
    at = {(place.x > 0, place.y > 0): place for place in side}

    front, behind_front = at[True, False], at[True, True]
    back, behind_back = at[False, False], at[False, True]

    assert (front.panel, front.turned) == (Panel.FRONT, False)
    assert (back.panel, back.turned) == (Panel.BACK, False)
    assert (behind_front.panel, behind_front.turned) == (Panel.INSIDE_LEFT, True)
    assert (behind_back.panel, behind_back.turned) == (Panel.INSIDE_RIGHT, True)


@PAPERS
@FOLDS
def test_panels_cover_the_sheet_and_keep_their_proportions(paper: Paper, fold: Fold) -> None:
    imposition = impose(fold, paper)

    for side in imposition.sides:
        area = sum(place.width * place.height for place in side)
        assert area == pytest.approx(imposition.width * imposition.height)
        for place in side:
            assert place.scale * PANEL_WIDTH <= place.width + 0.001
            assert place.scale * PANEL_HEIGHT <= place.height + 0.001


@PAPERS
def test_half_fold_lies_on_its_side_and_quarter_fold_stands(paper: Paper) -> None:
    half = page_sizes(printed_cards(CARD, fold=Fold.HALF, paper=paper))
    quarter = page_sizes(printed_cards(CARD, fold=Fold.QUARTER, paper=paper))

    assert half == [pytest.approx((paper.height, paper.width), abs=0.1)] * 2
    assert quarter == [pytest.approx((paper.width, paper.height), abs=0.1)]


@PAPERS
def test_the_front_is_centered_in_its_panel(paper: Paper) -> None:
    (sheet,) = pages(printed_cards(CARD, fold=Fold.QUARTER, paper=paper))

    stone = [shape for shape in sheet.shapes if shape.left > paper.width / 2]
    middle = (min(one.left for one in stone) + max(one.right for one in stone)) / 2
    assert middle == pytest.approx(paper.width * 3 / 4, abs=0.1)


@pytest.mark.usefixtures("qapp")
@PAPERS
@FOLDS
@pytest.mark.parametrize("card", [CARD, ANNIVERSARY], ids=["birthday", "anniversary"])
def test_all_ink_stays_away_from_the_edges_of_the_sheet(
    paper: Paper, fold: Fold, card: CardText
) -> None:
    long = f"Dear {LONG_NAME} and family,"
    printed = printed_cards(replace(card, greeting=long), fold=fold, paper=paper)

    for picture in pictures(printed, 50):
        left, bottom, right, top = ink_box(picture, 50)
        width, height = (side * 25.4 / 50 for side in (picture.width(), picture.height()))
        assert min(left, bottom, width - right, height - top) >= SAFE


@pytest.mark.usefixtures("qapp")
@PAPERS
def test_no_ink_touches_the_folds(paper: Paper) -> None:
    (picture,) = pictures(printed_cards(ANNIVERSARY, fold=Fold.QUARTER, paper=paper), 50)

    across, down = picture.width() // 2, picture.height() // 2
    band = range(-9, 10)  # five millimeters to both sides at 50 dots an inch
    for off in band:
        assert all(
            picture.pixel(across + off, y) & 0xFFFFFF == 0xFFFFFF for y in range(picture.height())
        )
        assert all(
            picture.pixel(x, down + off) & 0xFFFFFF == 0xFFFFFF for x in range(picture.width())
        )
