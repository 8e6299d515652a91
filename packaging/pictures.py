"""Takes the pictures of the program, in a real window on a screen that nobody sees.

python3 packaging/pictures.py                          those of the README, into resources/pictures
python3 packaging/pictures.py --film FOLDER [SCENE]    five scenes of a shop, as numbered pictures
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import display
import libraries
import machine

README_PICTURES = machine.ROOT / "resources" / "pictures"


def main() -> int:
    """Sets up, makes a screen, and takes the pictures there."""
    options = arguments()
    machine.require_python(machine.THIS_PYTHON)
    libraries.require(thorough=True)
    if libraries.may_install() and not display.has_xvfb():
        libraries.install(["xvfb"])
    machine.prepare()
    with screen() as environment:
        if environment is None:
            machine.say("Pictures of a real window need a screen, and none could be made (Xvfb).")
            if libraries.has_apt():
                lacking = ["xvfb", *libraries.missing(libraries.WINDOW).values()]
                machine.say(f"This brings it:  {libraries.apt_line(lacking)}")
            return 1
        return take(options, environment)


def arguments() -> argparse.Namespace:
    """Which pictures, and where they go."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--film", metavar="FOLDER", type=Path, help="film the scenes into FOLDER")
    parser.add_argument("scenes", metavar="SCENE", nargs="*", help="only these, of the film")
    options = parser.parse_args()
    if options.scenes and options.film is None:
        parser.error("scenes are filmed: say --film FOLDER before them")
    return options


@contextmanager
def screen() -> Iterator[dict[str, str] | None]:
    """What Qt is told: on Linux a screen of our own, elsewhere the one there is."""
    if sys.platform != "linux":
        yield {}
        return
    if libraries.missing(libraries.WINDOW) or not display.has_xvfb():
        yield None
        return
    with display.made() as name:
        yield None if name is None else {"QT_QPA_PLATFORM": "xcb", "DISPLAY": name}


def take(options: argparse.Namespace, environment: dict[str, str]) -> int:
    """Runs the films with the program's own Python."""
    kind = "film" if options.film else "readme"
    folder = options.film or README_PICTURES
    command = [str(machine.program("python")), "-m", "tests.films", kind, str(folder.resolve())]
    with TemporaryDirectory() as data:  # backups of other days are in no picture
        return subprocess.call(
            [*command, *options.scenes],
            cwd=machine.ROOT,
            env={**os.environ, **environment, "XDG_DATA_HOME": data},
        )


if __name__ == "__main__":
    sys.exit(machine.politely(main))
