"""The gallery of all components is drawn whole in every look, and nothing outlives Python's own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from storebook.gui import theme
from storebook.gui.glyphs import Glyph, glyph_for, paint_glyph
from storebook.gui.icons import GLYPHS, paint_icon
from storebook.gui.marks import Tier, initials, paint_tier
from storebook.gui.theme import Look
from tests.gui import gallery
from tests.gui.hands import unnamed_controls

ROOT = Path(__file__).resolve().parents[2]


def drawn(paint: Callable[..., None], kind: object) -> QImage:
    picture = QImage(48, 48, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    paint(painter, QRectF(0, 0, 48, 48), kind)
    painter.end()
    return picture


@pytest.mark.parametrize(
    ("look", "factor"), [(Look.LIGHT, 1.0), (Look.DARK, 1.0), (Look.LIGHT, 1.5)]
)
def test_everything_can_be_drawn_in_every_look(
    qapp: QApplication, look: Look, factor: float
) -> None:
    picture = gallery.paint(qapp, look, factor)

    paper = theme.tokens().paper.lower()
    assert picture.pixelColor(2, 2).name() == paper
    assert picture.width() >= 1400


def test_every_control_of_the_gallery_has_a_name() -> None:
    assert unnamed_controls(gallery.Gallery("All")) == []


def test_tiers_are_told_apart_by_shape() -> None:
    pictures = [drawn(paint_tier, tier) for tier in Tier]

    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]


def test_every_kind_of_piece_has_a_drawing_of_its_own() -> None:
    pictures = [drawn(paint_glyph, glyph) for glyph in Glyph]

    assert all(pictures[i] != pictures[j] for i in range(len(Glyph)) for j in range(i))


@pytest.mark.parametrize(
    ("words", "glyph"),
    [
        ("Eternity band, platinum", Glyph.BAND),
        ("Sapphire drop earrings", Glyph.EARRINGS),
        ("Signet ring", Glyph.SIGNET),
        ("Pearl strand, 18 in", Glyph.STRAND),
        ("Old-cut trilogy ring", Glyph.RING),
        ("Pink sapphire crossover ring", Glyph.RING),
        ("Charm bracelet", Glyph.BRACELET),
        ("Care kit", Glyph.PIECE),
        ("Hair comb, tortoiseshell", Glyph.PIECE),
        ("Tiara", Glyph.PIECE),
        ("cufflinks", Glyph.PIECE),
        ("Cuff links, onyx", Glyph.PIECE),
        ("Stringing of beads", Glyph.PIECE),
    ],
)
def test_a_piece_is_drawn_as_what_it_is(words: str, glyph: Glyph) -> None:
    assert glyph_for(words) is glyph


def sign(name: str) -> QImage:
    return drawn(lambda painter, room, kind: paint_icon(painter, room.toRect(), kind, "ink"), name)


def test_a_sign_is_drawn_in_the_color_of_the_moment(qapp: QApplication) -> None:
    by_day = sign("gift")

    theme.wear(qapp, Look.DARK)

    assert sign("gift") != by_day


def test_every_sign_is_in_the_shipped_font() -> None:
    blank = drawn(lambda *_: None, None)

    assert [name for name in GLYPHS if sign(name) == blank] == []


@pytest.mark.parametrize(
    ("name", "given", "family", "letters"),
    [
        ("Margaret Ashworth", "", "", "MA"),
        ("Éloïse Ångström", "", "", "ÉÅ"),
        ("Dr. José Núñez", "José", "Núñez", "JN"),
        ("陳雅詩", "", "", "陳"),
        ("Cher", "", "", "C"),
        ("", "", "", ""),
        ("  ", "", "", ""),
        ("María del Carmen García", "", "", "MG"),
        ("김민준", "", "", "김"),
    ],
)
def test_initials_of_many_kinds_of_names(name: str, given: str, family: str, letters: str) -> None:
    assert initials(name, given, family) == letters


def test_the_window_outlives_what_this_qt_does_to_old_pythons() -> None:
    """Thousands of calls that give back nothing, as an hour at the counter makes."""
    script = (
        "from PySide6.QtCore import QRect\n"
        "from storebook.gui.lasting import make_constants_last\n"
        "make_constants_last()\n"
        "rect = QRect(0, 0, 5, 5)\n"
        "for _ in range(200_000): rect.setWidth(5)\n"
        "print('alive')\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert ran.stdout.strip() == "alive", ran.stderr
