"""Takes the pictures; `python3 packaging/pictures.py` runs this on a screen made for it.

python -m tests.films readme FOLDER           the pictures of the README
python -m tests.films film FOLDER [SCENE...]  the scenes, each as numbered pictures with captions
"""

import sys
from importlib import import_module
from pathlib import Path

from PySide6.QtWidgets import QApplication

from storebook.cli.terminal import write_out
from storebook.gui import theme
from tests.films.readme import pictures

SCENES = ("enrolling", "secret", "monday", "mistake", "january")


def main(kind: str, folder: Path, wanted: list[str]) -> None:
    """Take the pictures of that kind and say what was taken."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    theme.dress(app)
    if kind == "readme":
        write_out(f"{', '.join(pictures(folder))} in {folder}\n")
        return
    for name in wanted or SCENES:
        film(name, folder)
        write_out((folder / f"{name}.txt").read_text(encoding="utf-8"))


def film(name: str, folder: Path) -> None:
    """Play one scene; what must be true in it is asserted as it goes."""
    import_module(f"tests.films.scenes.{name}").film(folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3:])
