"""The five scenes of a shop, played in a real window by keys alone; each asserts as it goes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storebook.gui import theme
from storebook.gui.theme import Look
from tests.films.__main__ import SCENES, film

pytestmark = [
    pytest.mark.window,
    # A screen without a manager of windows: nobody raises what is above another.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]


@pytest.mark.parametrize("name", SCENES)
def test_the_scene_plays_to_its_end(name: str, qapp: QApplication, tmp_path: Path) -> None:
    theme.dress(qapp, Look.LIGHT)

    film(name, tmp_path)

    pictures = sorted(tmp_path.glob(f"{name}-*.png"))
    captions = (tmp_path / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert len(pictures) >= 4
    assert [line.split()[0] for line in captions] == [path.name for path in pictures]
