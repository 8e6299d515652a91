"""The colors can be read, in both themes, on every paper they may stand on."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storebook.gui import fonts, theme
from storebook.gui.layout import column, held, row
from storebook.gui.style_sheet import TEMPLATE
from storebook.gui.theme import Look
from storebook.gui.tokens import ONYX, PORCELAIN, Tokens
from storebook.gui.words import label, name_label, tip
from tests.gui.hands import shown

PAPERS = ["paper", "surface", "rail", "sunk", "hover", "select"]
AT_LEAST = {
    "ink": 7.0,
    "ink2": 7.0,
    "ink3": 4.5,
    "edge": 4.5,
    "accent": 7.0,
    "brass": 4.5,
    "garnet": 7.0,
    "citrine": 7.0,
    "sapphire": 7.0,
    "leaf": 7.0,
}
TOGETHER = [
    ("onaccent", "accent", 7.0),
    ("onaccent", "accenthover", 7.0),
    ("onaccent", "accentpress", 7.0),
    ("ring", "accent", 3.0),
    ("ink", "brasssoft", 7.0),
    ("ink2", "brasssoft", 7.0),
    ("brass", "brasssoft", 4.5),
    ("accent", "brasssoft", 7.0),
    ("edge", "brasssoft", 4.5),
    ("garnet", "garnetsoft", 7.0),
    ("ink", "garnetsoft", 7.0),
    ("citrine", "citrinesoft", 7.0),
    ("ink", "citrinesoft", 7.0),
    ("sapphire", "sapphiresoft", 7.0),
    ("leaf", "leafsoft", 7.0),
    ("paper", "ink", 7.0),
]


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.x."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [PORCELAIN, ONYX], ids=["porcelain", "onyx"])
@pytest.mark.parametrize(("name", "ratio"), AT_LEAST.items())
def test_text_can_be_read_on_every_paper(colors: Tokens, name: str, ratio: float) -> None:
    known = colors.by_name()

    worst = min(contrast(known[name], known[paper]) for paper in PAPERS)

    assert worst >= ratio


@pytest.mark.parametrize("colors", [PORCELAIN, ONYX], ids=["porcelain", "onyx"])
@pytest.mark.parametrize(("ink", "ground", "ratio"), TOGETHER)
def test_pairs_that_stand_together_can_be_read(
    colors: Tokens, ink: str, ground: str, ratio: float
) -> None:
    known = colors.by_name()

    assert contrast(known[ink], known[ground]) >= ratio


@pytest.mark.parametrize("kind", fonts.KINDS)
def test_every_kind_of_letters_is_one_of_the_shipped_fonts(kind: str) -> None:
    family = QFontInfo(fonts.font(kind)).family()

    assert family.startswith(("EB Garamond", "Source Sans Pro"))


def test_chinese_names_are_drawn_and_not_shown_as_empty_boxes() -> None:
    one, other = label("陳", "rowname"), label("雅", "rowname")
    for sign in (one, other):
        sign.resize(40, 40)

    assert one.grab().toImage() != other.grab().toImage()


def test_larger_text_reaches_labels_that_are_already_there(qapp: QApplication) -> None:
    words = label("Ring size", "small")
    before = words.font().pixelSize()

    theme.wear(qapp, Look.LIGHT, 1.5)

    assert words.font().pixelSize() == round(13 * 1.5)
    assert words.font().pixelSize() > before


def test_what_moves_to_another_place_keeps_the_letters_of_today(
    qapp: QApplication, qtbot: QtBot
) -> None:
    """As what stands under a list in a narrow window, and else beside it."""
    whole, words = QWidget(), label("Ring size", "heading")
    qtbot.addWidget(whole)
    sides = [column(QWidget()), column(words)]
    whole.setLayout(row(*(held(side) for side in sides)))
    shown(whole, 400, 200)
    theme.wear(qapp, Look.LIGHT, 1.5)

    sides[0].addWidget(words)

    assert words.font().pixelSize() == theme.font("heading").pixelSize()


def test_the_ring_of_an_a_is_not_cut_off() -> None:
    name = name_label("Åse")
    name.resize(name.sizeHint())
    picture = name.grab().toImage()
    ground = picture.pixelColor(picture.width() - 1, 0)

    top_row = {picture.pixelColor(x, 0).rgb() for x in range(picture.width())}

    assert top_row == {ground.rgb()}


def test_dark_and_light_are_our_own_whatever_the_system_says(qapp: QApplication) -> None:
    theme.wear(qapp, Look.DARK)

    assert theme.now().dark
    assert qapp.palette().window().color().name().upper() == ONYX.paper


@pytest.mark.parametrize("kind", ["rowname", "body"])
def test_names_with_signs_of_markup_are_shown_as_typed(kind: str) -> None:
    typed = "Tom & <b>Söhne</b> &amp;"

    shown = label(typed, kind)

    assert shown.text() == typed
    assert shown.textFormat().name == "PlainText"
    tip(shown, typed)
    assert "<b>" not in shown.toolTip()


def test_every_part_of_the_window_that_has_a_paper_of_its_own_gets_it() -> None:
    modules = Path(theme.__file__).parent.rglob("*.py")
    named = re.compile(r"""setProperty\("area", "(\w+)"\)|\barea\("(\w+)"\)""")
    used = {name for path in modules for name in named.findall(path.read_text("utf-8"))}

    assert {one or other for one, other in used} == set(re.findall(r'area="(\w+)"', TEMPLATE))
