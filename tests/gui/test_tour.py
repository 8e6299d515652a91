"""The tour: what a computer without a screen shows of the program."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from storebook.book.book import Book
from storebook.book.check import check_file
from storebook.gui.places import PAGES
from storebook.gui.program import FIRST_SIZE

PAPERS = ("cards", "labels", "mailing-list", "membership-card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """One tour: what it said, and where it left its things."""

    code: int
    lines: list[str]
    trouble: str
    folder: Path


def run_tour(folder: Path, home: Path) -> Tour:
    """As the start command runs it, without a screen."""
    environment = {**os.environ, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    command = [sys.executable, "-P", "-m", "storebook.gui.tour"]
    done = subprocess.run(
        [*command, "--out", str(folder), "--today", "2026-11-20"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = done.stdout.splitlines()
    return Tour(code=done.returncode, lines=lines, trouble=done.stderr, folder=folder)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """One tour for all of these tests: it takes a few seconds."""
    return run_tour(
        tmp_path_factory.mktemp("tour") / "made by the tour", tmp_path_factory.mktemp("home")
    )


def test_it_says_one_line_for_each_thing_it_did(tour: Tour) -> None:
    assert (tour.code, tour.trouble) == (0, "")
    first_words = [line.split()[0] for line in tour.lines[1:-1]]
    assert first_words == [
        *("Made", "Found", "Recorded", "Enrolled"),
        *("Printed", "Left", "Printed", "Printed", "Took", "Took"),
    ]


def test_it_names_the_folder_in_which_everything_lies(tour: Tour) -> None:
    assert str(tour.folder) in tour.lines[0]
    assert str(tour.folder) in tour.lines[-1]


def test_every_page_of_the_window_has_its_picture(tour: Tour) -> None:
    pages = [*(entry.key for entry in PAGES), "shopper", "shopper-by-night", "welcome"]

    for page in pages:
        picture = QImage(str(tour.folder / f"window-{page}.png"))
        assert (picture.width(), picture.height()) == FIRST_SIZE, page


def test_the_shopper_by_night_is_dark(tour: Tour) -> None:
    day, night = (
        QImage(str(tour.folder / f"window-{name}.png")).pixelColor(800, 600).lightness()
        for name in ("shopper", "shopper-by-night")
    )

    assert (day > 200, night < 60) == (True, True)


def test_everything_printed_is_there_with_pictures_of_it(tour: Tour) -> None:
    for paper in PAPERS:
        assert (tour.folder / f"{paper}.pdf").read_bytes().startswith(b"%PDF-")
        assert not QImage(str(tour.folder / f"{paper}-1.png")).isNull()


@pytest.mark.parametrize("paper", ["cards", "labels", "mailing-list"])
def test_no_paper_names_somebody_who_died(tour: Tour, paper: str) -> None:
    document = QPdfDocument()
    document.load(str(tour.folder / f"{paper}.pdf"))
    words = "".join(document.getAllText(page).text() for page in range(document.pageCount()))

    assert len(words) > 100
    assert "Walter Finch" not in words


def test_its_book_is_whole_and_knows_what_was_done(tour: Tour) -> None:
    path = tour.folder / "Demo shop.book"
    assert [one.name for one in check_file(path) if not one.good] == []

    book = Book.open(path, mode="read")
    done = book.values("SELECT what FROM change ORDER BY id DESC LIMIT 20")
    book.close()

    assert "Noor El-Amin enrolled in the club" in done
    assert "Purchase recorded for Margaret Ashworth" in done


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "mine.txt").write_text("mine", encoding="utf-8")

    refused = run_tour(there, tmp_path)

    assert refused.code == 1
    assert refused.trouble == f"The folder “{there}” is not empty. Name one that is new or empty.\n"
    assert [path.name for path in there.iterdir()] == ["mine.txt"]
