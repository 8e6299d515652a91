"""Photos by command: put into the book, listed, and written out again."""

import errno
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from storebook.book.book import Book
from storebook.cli.common import today
from tests.cli.running import Command
from tests.nasty_pictures import SVG
from tests.photographs import as_file, face, ring

MARGARET, DANIEL = 1, 2


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = []
    for name, image in (("face.jpg", face()), ("ring.jpg", ring())):
        path = tmp_path / name
        path.write_bytes(as_file(image))
        made.append(path)
    return made


def test_photos_are_added_and_listed(storebook: Command, shop: Path, files: list[Path]) -> None:
    done = storebook(
        "photos", shop, MARGARET, "--add", files[0], "--add", files[1], "--json"
    ).document

    assert [(one["width"], one["height"]) for one in done] == [(900, 1200), (1200, 900)]
    assert all(one["added_on"] == today().isoformat() for one in done)
    assert len(storebook("photos", shop, MARGARET).lines) == 2
    assert storebook("history", shop).lines[0].endswith("2 photos added to Margaret Ashworth")
    (photos,) = [one for one in storebook("show", shop, MARGARET).lines if "Photos" in one]
    assert photos.split() == ["Photos", "2"]


def test_who_has_none_is_told(storebook: Command, shop: Path) -> None:
    assert storebook("photos", shop, DANIEL).lines == ["No photo yet."]
    assert "no shopper 77" in storebook("photos", shop, 77).refusal


def test_one_file_that_is_none_adds_nothing(
    storebook: Command, shop: Path, files: list[Path], tmp_path: Path
) -> None:
    drawing = tmp_path / "drawing.jpg"
    drawing.write_bytes(SVG)

    refused = storebook("photos", shop, MARGARET, "--add", files[0], "--add", drawing).refusal

    assert "drawing.jpg" in refused
    assert storebook("photos", shop, MARGARET).lines == ["No photo yet."]


def test_photos_are_written_out_as_files(
    storebook: Command, shop: Path, files: list[Path], tmp_path: Path
) -> None:
    storebook("photos", shop, MARGARET, "--add", files[0])
    folder = tmp_path / "out"
    folder.mkdir()

    told = storebook("photos", shop, MARGARET, "--out", folder).lines
    again = storebook("photos", shop, MARGARET, "--out", folder).refusal

    assert told[-1] == f"Wrote 1 photo into {folder}."
    written = Image.open(BytesIO((folder / "1.jpg").read_bytes()))
    assert written.size == (900, 1200)
    assert written.info["comment"].decode() == f"Written by Ruth Hallam on {today()}"
    assert "1.jpg" in again
    with Book.open(shop, mode="read") as book:
        kinds = book.values("SELECT kind FROM event WHERE shopper_id = :id", id=MARGARET)
    assert kinds == ["exported"]


def test_photos_that_left_before_the_disk_was_full_are_in_the_log(
    storebook: Command, shop: Path, files: list[Path], tmp_path: Path
) -> None:
    storebook("photos", shop, MARGARET, "--add", files[0], "--add", files[1])
    folder = tmp_path / "out"
    folder.mkdir()
    written: list[Path] = []

    def full(event: str, arguments: tuple[object, ...]) -> None:
        """From the first photo that was written on."""
        if event == "os.rename" and str(arguments[1]) == str(folder / "1.jpg"):
            written.append(Path(str(arguments[1])))
        if event == "open" and written and ".2.jpg." in str(arguments[0]):
            raise OSError(errno.ENOSPC, "No space left on device", str(arguments[0]))

    sys.addaudithook(full)
    refused = storebook("photos", shop, MARGARET, "--out", folder).refusal
    written.clear()  # the hook can't be taken away

    assert "The disk is full" in refused
    assert [one.name for one in folder.iterdir()] == ["1.jpg"]
    assert "2 photos of Margaret Ashworth written out" in storebook("log", shop).out


def test_a_clerk_adds_photos_and_writes_none_out(
    storebook: Command, shop: Path, files: list[Path], tmp_path: Path
) -> None:
    by = ("--by", "Jun Halloran")

    storebook("photos", shop, MARGARET, "--add", files[0], *by)

    assert len(storebook("photos", shop, MARGARET, *by).lines) == 1
    assert storebook("photos", shop, MARGARET, "--out", tmp_path, *by).refusal


def test_what_can_t_be_written_out_is_not_added_first(
    storebook: Command, shop: Path, files: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "1.jpg").write_bytes(b"mine")

    refused = storebook("photos", shop, MARGARET, "--add", files[0], "--out", tmp_path).refusal

    assert "There is a file “1.jpg”" in refused
    assert storebook("photos", shop, MARGARET).lines == ["No photo yet."]


def test_a_secret_piece_has_photos_on_the_page_of_its_giver_alone(
    storebook: Command, shop: Path, files: list[Path]
) -> None:
    soon = (today() + timedelta(days=20)).isoformat()
    storebook(
        "sell", shop, DANIEL, "--line", "Ring;9400.00", "--wearer", MARGARET,
        "--secret-until", soon,
    )  # fmt: skip

    storebook("photos", shop, DANIEL, "--piece", 1, "--add", files[1])

    assert len(storebook("photos", shop, DANIEL, "--piece", 1).lines) == 1
    assert "not on this page" in storebook("photos", shop, MARGARET, "--piece", 1).refusal
    assert "photo" not in str(storebook("history", shop, "--shopper", MARGARET).lines)
