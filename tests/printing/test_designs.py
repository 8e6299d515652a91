"""Every design keeps its ink inside the card, its words readable, and black toner free of gray."""

import io
from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest
from reportlab.lib.colors import Color

from storebook.base.errors import Refused
from storebook.printing.cards import CardText, card_problems, draw_front
from storebook.printing.designs.catalog import DESIGNS, CardKind, design
from storebook.printing.designs.inks import BRASS, STONES, tint
from storebook.printing.designs.materials import GOLD, MATERIALS, SILVER
from storebook.printing.designs.pave import CUT, ring_of_places
from storebook.printing.designs.pearls import SHELLS
from storebook.printing.designs.strand import STRANDS, Strand, pearls
from storebook.printing.designs.weddings import JUBILEES, spelled, together
from storebook.printing.documents import open_document
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH, Fold
from storebook.printing.fonts import Typeface
from storebook.printing.sheets import LETTER
from tests.printing.folding import folded
from tests.printing.make import CARD, printed_cards
from tests.printing.reading import fonts, forms, pages
from tests.printing.rendering import ink_box, pictures

EVERY = pytest.mark.parametrize("name", DESIGNS)
BIRTHDAYS = pytest.mark.parametrize(
    "name", [one.name for one in DESIGNS.values() if one.kind is CardKind.BIRTHDAY]
)
WEDDINGS = pytest.mark.parametrize(
    "name", [one.name for one in DESIGNS.values() if one.kind is CardKind.ANNIVERSARY]
)
BLACK_AND_WHITE = {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0,), (1.0,)}
MARGIN = 10.0


def front(name: str, **values: object) -> bytes:
    """The front panel of a card by itself."""
    out = io.BytesIO()
    canvas = open_document(out, PANEL_WIDTH, PANEL_HEIGHT, "Front", first=Typeface.SERIF)
    draw_front(canvas, replace(CARD, design=name, **values))  # type: ignore[arg-type]
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(name: str, **values: object) -> set[str]:
    (page,) = pages(front(name, **values))
    return {line.text for line in page.texts}


def couple(name: str, **values: object) -> CardText:
    return replace(CARD, design=name, greeting="Dear Lena and Karl,", **values)  # type: ignore[arg-type]


@pytest.mark.usefixtures("qapp")
@EVERY
@pytest.mark.parametrize("mono", [False, True], ids=["color", "mono"])
def test_all_ink_lies_ten_millimeters_inside_the_edge(name: str, mono: bool) -> None:
    words = {"initials": "W & W", "years": 25, "wish": "W" * 11, "line": "a wish " * 5}
    card = replace(CARD, design=name, **words)  # type: ignore[arg-type]
    printed = printed_cards(card, fold=Fold.FIVE_BY_SEVEN, mono=mono)
    ((upright, *_),) = folded(pictures(printed, 100), Fold.FIVE_BY_SEVEN, LETTER)

    left, bottom, right, top = ink_box(upright, 100)

    assert min(left, bottom, PANEL_WIDTH - right, PANEL_HEIGHT - top) >= MARGIN


@EVERY
def test_black_toner_alone_draws_a_design_without_any_gray(name: str) -> None:
    for page in pages(printed_cards(couple(name, years=25, initials="L & K"), mono=True)):
        assert set(page.colors) <= BLACK_AND_WHITE


@EVERY
def test_the_same_card_gives_the_same_bytes_with_its_fonts_inside(name: str) -> None:
    card = couple(name, years=12)

    assert printed_cards(card) == printed_cards(card)
    assert all(fonts(printed_cards(card)).values())


@EVERY
def test_the_art_of_a_month_is_stored_once(name: str) -> None:
    card = couple(name, years=12)
    many = [replace(card, greeting=f"Dear {place},") for place in range(12)]

    assert forms(printed_cards(*many)) == forms(printed_cards(card))


@BIRTHDAYS
def test_birthday_art_is_in_the_stone_of_the_month(name: str) -> None:
    (june,), (july,) = pages(front(name, month=6)), pages(front(name, month=7))

    assert design(name).monthly
    assert set(june.colors) != set(july.colors)


@WEDDINGS
def test_anniversary_art_is_the_same_in_every_month(name: str) -> None:
    assert not design(name).monthly
    assert front(name, month=6) == front(name, month=7)


@EVERY
def test_the_shop_may_write_the_front_itself(name: str) -> None:
    said = lines(name, wish="Bonne fête", line="à notre cliente")

    assert {"Bonne fête", "à notre cliente"} <= said
    assert not {"Happy Birthday", "Happy Anniversary"} & said


@BIRTHDAYS
def test_no_birthday_design_says_an_age(name: str) -> None:
    said = lines(name, years=60)

    assert not any(sign.isdigit() for line in said for sign in line)
    assert not any("sixty" in line for line in said)


@WEDDINGS
def test_no_anniversary_design_makes_up_a_number_of_years(name: str) -> None:
    said = lines(name, years=None)

    assert not any(sign.isdigit() for line in said for sign in line)
    assert not any("year" in line for line in said)


@WEDDINGS
def test_every_anniversary_design_has_a_place_for_initials(name: str) -> None:
    assert "L & K" in lines(name, initials="L & K")


@WEDDINGS
def test_a_jubilee_is_drawn_in_its_metal_and_set_with_its_stone(name: str) -> None:
    def inks(years: int | None) -> set[tuple[float, ...]]:
        (page,) = pages(front(name, years=years))
        return {tuple(round(part, 2) for part in color) for color in page.colors}

    def drawn_in(ink: Color) -> tuple[float, ...]:
        return tuple(round(part, 2) for part in ink.rgb())

    assert MATERIALS.keys() == JUBILEES.keys()
    assert drawn_in(SILVER) in inks(25)
    assert drawn_in(GOLD) in inks(50)
    assert drawn_in(BRASS) not in inks(25) | inks(50)
    ruby = drawn_in(tint(STONES[7].ink, MATERIALS[40].depth))
    assert ruby in inks(40)
    assert ruby not in inks(39) | inks(None)


def test_where_a_clock_is_no_kind_present_the_dial_has_no_minutes() -> None:
    def upright_strokes(language: str) -> int:
        (page,) = pages(front("dial", language=language))
        return sum(
            shape.right - shape.left < 0.1 and shape.top - shape.bottom > 1 for shape in page.shapes
        )

    assert upright_strokes("en") == 2  # at twelve and at six
    assert upright_strokes("zh-hans") == 0


def test_bands_write_the_years_out() -> None:
    assert "ten years together" in lines("bands", years=10)
    assert "one year together" in lines("bands", years=1)


def test_the_dial_names_the_month_and_its_stone() -> None:
    for month, stone in STONES.items():
        assert {stone.month, stone.stone} <= lines("dial", month=month)


def test_the_monthly_card_names_the_month_and_its_stone() -> None:
    for month, stone in STONES.items():
        said = lines("pendant", month=month)
        assert {stone.month, f"{stone.stone}, the stone of the month"} <= said


@pytest.mark.parametrize("name", ["facets", "fan", "pendant", "dial"])
def test_nobody_cuts_the_pearl_of_june(name: str) -> None:
    (june,), (may,) = pages(front(name, month=6)), pages(front(name, month=5))

    pearl = pytest.approx(tint(STONES[6].ink, SHELLS[0]).rgb(), abs=0.001)
    assert any(color == pearl for color in june.colors)
    assert not any(color == pearl for color in may.colors)


def test_no_two_months_running_hang_the_same_cut_on_the_chain() -> None:
    drawn = [pages(front("pendant", month=month))[0].shapes for month in range(1, 13)]

    assert all(one != after for one, after in pairwise(drawn))


def test_a_wish_too_long_for_one_line_stands_in_two_inside_the_pave() -> None:
    said = lines("pave", wish="With our very warmest thanks to you")

    assert "With our very warmest thanks to you" not in said
    assert card_problems([replace(CARD, design="pave", wish="With our warm thanks to you")]) == []
    (problem,) = card_problems([replace(CARD, design="pave", wish="thanks " * 20)])
    assert "too long for the card" in problem.sentence


def test_stones_of_the_pave_never_overlap() -> None:
    places = [place for depth in range(3) for place in ring_of_places(depth)]

    assert (
        len(places) == len(set(places)) == 2 * (22 + 34 - 2) + 2 * (20 + 32 - 2) + 2 * (18 + 30 - 2)
    )
    assert min(dist(one, other) for one, other in pairwise(places[:56])) >= 2 * CUT


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (1, "one"),
        (12, "twelve"),
        (20, "twenty"),
        (41, "forty-one"),
        (99, "ninety-nine"),
        (100, "100"),
    ],
)
def test_the_years_of_an_anniversary_are_spelled_up_to_a_hundred(years: int, words: str) -> None:
    assert spelled(years) == words


def test_without_years_nothing_is_said_of_them() -> None:
    assert together(None) == together(0) == "with every good wish"


@pytest.mark.parametrize("strand", STRANDS, ids=["outer", "inner"])
def test_pearls_of_a_strand_touch_and_never_overlap(strand: Strand) -> None:
    right = [one for one in pearls(strand) if one[0][0] >= PANEL_WIDTH / 2]

    gaps = [dist(one[0], next_one[0]) - one[1] - next_one[1] for one, next_one in pairwise(right)]
    assert len(right) > 15
    assert all(-0.15 < gap < 0.15 for gap in gaps)


def test_words_too_long_inside_the_ribbon_are_reported() -> None:
    card = replace(CARD, design="ribbon", wish="Many happy returns of this fine day")

    (problem,) = card_problems([card])

    assert "too long for the card" in problem.sentence
    assert card_problems([replace(card, design="strand")]) == []


def test_engine_turning_is_brass_and_fine() -> None:
    (page,) = pages(front("engine-turned"))

    assert any(color == pytest.approx(BRASS.rgb(), abs=0.001) for color in page.colors)
    assert len(front("engine-turned")) < 200_000


def test_a_design_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="Engine-turned"):
        design("snowflake")
