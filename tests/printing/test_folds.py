"""A card folds so that every page is the right way up and in its place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QTransform

from storebook.printing.cards import CardText
from storebook.printing.folds import (
    PANEL_HEIGHT,
    PANEL_WIDTH,
    Edge,
    Fold,
    Panel,
    PanelPlace,
    impose,
)
from storebook.printing.sheets import A4, LETTER, Paper
from tests.printing.folding import (
    any_ink,
    folded,
    likeness,
    lower,
    middle_of_ink,
    one_panel,
    upper,
)
from tests.printing.make import ANNIVERSARY, CARD, LONG_NAME, printed_cards
from tests.printing.reading import PlacedText, page_sizes, pages
from tests.printing.rendering import ink_box, pictures

PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
FOLDS = pytest.mark.parametrize("fold", Fold)
FRONT, BACK, INSIDE = "Happy Birthday", "fine jewelry", "Dear Margaret,"
# No office printer whitens more of the edge than this.
SAFE = 8.4
# No ink so near to a fold or a cut.
NEAR = 5.0
FOLDED_DOTS = 40


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
def test_panels_cover_what_is_kept_of_the_sheet_and_keep_their_proportions(
    paper: Paper, fold: Fold
) -> None:
    imposition = impose(fold, paper)

    kept = imposition.width * imposition.height
    if imposition.trim is not None:
        kept = imposition.trim.width * imposition.trim.height
    elif fold is Fold.TWO_UP and paper == A4:
        kept = 210 * 290  # seven millimeters stay below
    for side in imposition.sides:
        area = sum(place.width * place.height for place in side)
        assert area == pytest.approx(kept)
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
@FOLDS
def test_no_ink_touches_the_folds_or_the_cuts(paper: Paper, fold: Fold) -> None:
    printed = printed_cards(ANNIVERSARY, CARD, fold=fold, paper=paper)
    imposition = impose(fold, paper)

    for picture, side in zip(pictures(printed, 50), imposition.sides, strict=False):
        dots = picture.width() / imposition.width
        for place in side:
            left, right = place.x * dots, (place.x + place.width) * dots
            top = picture.height() - (place.y + place.height) * dots
            foot = picture.height() - place.y * dots
            frame = QRect(QPoint(round(left), round(top)), QPoint(round(right), round(foot)))
            assert not frame_inked(picture, frame, round(NEAR * dots)), place.panel


def frame_inked(picture: QImage, frame: QRect, wide: int) -> bool:
    """Whether there is ink inside the frame within so many dots of its edges."""
    inside = frame.adjusted(wide, wide, -wide, -wide)
    inked = [
        (x, y)
        for y in range(max(0, frame.top() + 1), min(picture.height(), frame.bottom()))
        for x in range(max(0, frame.left() + 1), min(picture.width(), frame.right()))
        if not inside.contains(x, y) and picture.pixel(x, y) & 0xFFFFFF != 0xFFFFFF
    ]
    return bool(inked)


@PAPERS
def test_five_by_seven_is_printed_at_its_true_size_with_marks_to_cut_along(paper: Paper) -> None:
    printed = printed_cards(CARD, fold=Fold.FIVE_BY_SEVEN, paper=paper)

    outside, inside = pages(printed)

    left, foot = (paper.height - 254) / 2, (paper.width - 177.8) / 2
    right, top = left + 254, foot + 177.8
    beside = [one for one in outside.shapes if one.right < left - 0.1 or one.left > right + 0.1]
    above = [one for one in outside.shapes if one.top < foot - 0.1 or one.bottom > top + 0.1]
    level = sorted(one.bottom for one in beside if one.top - one.bottom < 0.01)
    upright = sorted(one.left for one in above if one.right - one.left < 0.01)
    middle = paper.height / 2
    assert level == pytest.approx([foot, foot, top, top], abs=0.1)
    assert upright == pytest.approx([left, left, middle, middle, right, right], abs=0.1)
    assert not [one for one in inside.shapes if one.right < left or one.top < foot]
    assert outside.text(FRONT).x > middle + 5
    assert impose(Fold.FIVE_BY_SEVEN, paper).sides[0][0].scale == pytest.approx(1)


@PAPERS
def test_two_cards_are_cut_from_one_sheet_and_the_last_sheet_may_have_one(paper: Paper) -> None:
    third = replace(CARD, greeting="Dear Tomas,")
    printed = printed_cards(CARD, ANNIVERSARY, third, fold=Fold.TWO_UP, paper=paper)

    first, first_inside, last, last_inside = pages(printed)

    cut = paper.height - (145 if paper == A4 else paper.height / 2)
    assert first.text(FRONT).y > cut
    assert first_inside.text(INSIDE).y > cut > first_inside.text("Dear Lena and Karl,").y
    for sheet in (first_inside, last_inside):
        assert all(line.x > paper.width / 2 and line.turn == 0 for line in sheet.texts)
    assert [line for line in last.texts if line.y < cut] == []
    assert last_inside.text("Dear Tomas,").y > cut


@PAPERS
@pytest.mark.parametrize(
    ("fold", "edge"),
    [(Fold.HALF, Edge.SHORT), (Fold.FIVE_BY_SEVEN, Edge.SHORT), (Fold.TWO_UP, Edge.LONG)],
)
def test_a_sheet_is_turned_like_a_page_of_a_book(paper: Paper, fold: Fold, edge: Edge) -> None:
    """All these cards fold upright in the middle: over the long edge where the sheet stands."""
    imposition = impose(fold, paper)

    standing = imposition.width < imposition.height
    assert imposition.turn is edge
    assert (edge is Edge.LONG) == standing
    name = b"DuplexFlipLongEdge" if standing else b"DuplexFlipShortEdge"
    assert name in printed_cards(CARD, fold=fold, paper=paper)


@PAPERS
@FOLDS
@pytest.mark.parametrize("card", [CARD, ANNIVERSARY], ids=["birthday", "anniversary"])
def test_every_line_of_every_panel_is_where_it_belongs_to_a_tenth_of_a_millimeter(
    paper: Paper, fold: Fold, card: CardText
) -> None:
    """Against the panel drawn alone, at its own size."""
    imposition = impose(fold, paper)
    sides = pages(printed_cards(card, card, fold=fold, paper=paper))[: len(imposition.sides)]
    (alone,) = pages(one_panel(card))

    checked = 0
    for side, places in zip(sides, imposition.sides, strict=True):
        for place in (one for one in places if one.panel is Panel.FRONT):
            for line in alone.texts:
                x, y = on_sheet(place, line.x, line.y)
                near = [one for one in side.texts if one.text == line.text]
                assert min(abs(one.x - x) + abs(one.y - y) for one in near) <= 0.1
                checked += 1
    assert checked >= 2 * imposition.cards


def on_sheet(place: PanelPlace, x: float, y: float) -> tuple[float, float]:
    """Where a point of the panel comes to lie: in the middle of its place, at its scale."""
    across = (x - PANEL_WIDTH / 2) * place.scale
    up = (y - PANEL_HEIGHT / 2) * place.scale
    if place.turned:
        across, up = -across, -up
    return place.x + place.width / 2 + across, place.y + place.height / 2 + up


@pytest.mark.usefixtures("qapp")
@PAPERS
@FOLDS
def test_a_printed_sheet_folded_in_a_picture_reads_like_a_book(paper: Paper, fold: Fold) -> None:
    """The paper is turned, cut and folded as hands do it; each page must look like its own."""
    printed = printed_cards(CARD, ANNIVERSARY, fold=fold, paper=paper)

    cards = folded(pictures(printed, FOLDED_DOTS), fold, paper)

    assert len(cards) == (2 if fold is Fold.TWO_UP else 1)
    for leaves, card in zip(cards, (CARD, ANNIVERSARY), strict=False):
        front, inside_left, inside_right, back = leaves
        alone = pictures(one_panel(card), FOLDED_DOTS)[0]
        assert likeness(front, alone) > 0.9
        assert likeness(front.transformed(QTransform().rotate(180)), alone) < 0.7
        assert not any_ink(inside_left)
        assert not any_ink(upper(back, 2 / 3))
        assert any_ink(lower(back, 1 / 4))
        assert any_ink(inside_right)
        assert middle_of_ink(inside_right) < 0.5  # words hang from above the middle


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("wrong", [Fold.HALF, Fold.TWO_UP])
def test_a_sheet_turned_over_the_wrong_edge_is_seen_to_be_wrong(wrong: Fold) -> None:
    printed = printed_cards(CARD, CARD, fold=wrong, paper=A4)
    outside, inside = pictures(printed, FOLDED_DOTS)[:2]

    right = folded([outside, inside], wrong, A4)
    over = folded([outside, inside.transformed(QTransform().rotate(180))], wrong, A4)

    assert not any_ink(right[0][1])
    assert any_ink(over[0][1])
