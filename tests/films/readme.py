"""The pictures of the README: three pages of the demo shop, few in color and small on disk."""

import io
from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from storebook.base.files import written_whole
from storebook.gui import theme
from storebook.gui.pictures import as_png
from storebook.gui.theme import Look
from storebook.staff.associates import associate_named
from tests.films.eyes import seen
from tests.films.stage import CONTROL, Key, Stage, stage

FRIDAY = date(2026, 11, 20)
CLERK = "Marta Oyelaran"
OPENED = ("vivian castellane", "eloise ang", "owen tran", "maggie ash")
COLORS, ROUNDS = 256, 3


def pictures(folder: Path) -> list[str]:
    """Take them all; answers their names."""
    with stage(folder, "readme", today=FRIDAY) as scene:
        scene.window.work_as(associate_named(scene.book, CLERK).id)
        scene.press(Key.Key_1, CONTROL)
        for who in OPENED:
            scene.press(Key.Key_K, CONTROL)
            scene.type(who)
            scene.press(Key.Key_Return)
        taken = [by_night(scene, folder / "shopper.png")]
        scene.press(Key.Key_3, CONTROL)
        taken.append(small(scene, folder / "occasions.png"))
        scene.press(Key.Key_K, CONTROL)
        scene.type("ashw")
        taken.append(small(scene, folder / "counter.png"))
    (folder / "readme.txt").unlink()
    return taken


def by_night(scene: Stage, path: Path) -> str:
    """The same in the dark theme."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.wear(app, Look.DARK)
    name = small(scene, path)
    theme.wear(app, Look.LIGHT)
    return name


def small(scene: Stage, path: Path) -> str:
    """With few colors a picture of a window looks the same and takes a third of the room."""
    scene.rest()
    whole = Image.open(io.BytesIO(as_png(seen(scene.window)))).convert("RGB")
    few = whole.quantize(COLORS, kmeans=ROUNDS, dither=Image.Dither.NONE)
    with written_whole(path) as stream:
        few.save(stream, "PNG", optimize=True)
    return path.name
