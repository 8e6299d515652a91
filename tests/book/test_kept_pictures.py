"""Pictures are written once, beside the log: a photo is there whole or not at all."""

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.kept_pictures import jpeg, keep_picture, room_of_pictures, thumb
from tests.make import make_shopper

ROOT = Path(__file__).resolve().parents[2]
PICTURE = Picture(jpeg=bytes(range(256)) * 900, thumb=b"small", width=1600, height=900)

# Adds photos that nobody needs to unpack, and says each number only when it is saved.
ADDER = """
import sys, hashlib
from datetime import date
from pathlib import Path
from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.people.photos import add_photos, of_shopper, photos_of, remove_photo

with Book.open(Path(sys.argv[1]), program="The adder") as book:
    ann = of_shopper(book, 1)
    print("open", flush=True)
    number = book.value("SELECT coalesce(max(id), 0) FROM picture")
    while True:
        number += 1
        jpeg = hashlib.sha256(str(number).encode()).digest() * 9000
        picture = Picture(jpeg=jpeg, thumb=jpeg[:8000], width=1600, height=900)
        (photo,) = add_photos(book, ann, [picture], today=date(2026, 11, 20))
        print(photo, flush=True)
        if number % 5 == 0:
            book.checkpoint()
"""


def test_a_picture_that_was_only_kept_leaves_no_trace(book: Book) -> None:
    with book.change("Nothing but a picture") as change:
        keep_picture(change, PICTURE)

    assert room_of_pictures(book).pictures == 0
    assert book.value("SELECT count(*) FROM change") == 0


def test_the_same_picture_has_the_same_number(book: Book) -> None:
    with book.change("A name") as change:
        change.insert("setting", name="one", value="1")
        one, other = keep_picture(change, PICTURE), keep_picture(change, PICTURE)

    assert one == other
    assert (jpeg(book, one), thumb(book, one)) == (PICTURE.jpeg, PICTURE.thumb)


def test_pictures_go_by_their_own_door_and_nothing_else_does(book: Book) -> None:
    columns = {"digest": "0" * 64, "width": 1, "height": 1, "thumb": b"x", "jpeg": b"x"}

    with pytest.raises(ValueError, match="not written"), book.change("Past it") as change:
        change.insert("picture", **columns)
    with pytest.raises(ValueError, match="through the log"), book.change("Past it") as change:
        change.keep_once("setting", name="one", value="1")


def add_until_killed(path: Path, wait_s: float) -> list[int]:
    """The photos that a program confirmed before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", ADDER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as adder:
        assert adder.stdout is not None
        assert adder.stdout.readline() == "open\n"
        clock = threading.Timer(wait_s, adder.kill)
        clock.start()
        confirmed = adder.stdout.read()
        clock.join()
    return [int(line) for line in confirmed.split("\n")[:-1]]


def kill_again_and_again(book: Book, kills: int) -> None:
    make_shopper(book)
    book.close()
    chance = random.Random(kills)
    confirmed: list[int] = []
    for _ in range(kills):
        confirmed += add_until_killed(book.path, chance.uniform(0.001, 0.15))

        with Book.open(book.path) as again:
            kept = again.values("SELECT id FROM photo ORDER BY id")
            whole = again.value(
                """
                SELECT count(*) FROM photo JOIN picture ON picture.id = photo.picture_id
                WHERE length(jpeg) = 288000 AND length(thumb) = 8000
                """
            )
            assert set(confirmed) <= set(kept)
            assert whole == len(kept) == room_of_pictures(again).pictures
    with Book.open(book.path) as again:
        assert len(confirmed) > kills // 2
        assert [result for result in check_book(again) if not result.good] == []


@pytest.mark.skipif(os.name != "posix", reason="a kill that nobody can answer is POSIX's")
def test_a_program_that_is_killed_while_it_adds_photos_loses_none_that_was_confirmed(
    book: Book,
) -> None:
    kill_again_and_again(book, kills=6)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(os.name != "posix", reason="a kill that nobody can answer is POSIX's")
def test_hundreds_of_kills_lose_no_photo(book: Book) -> None:
    kill_again_and_again(book, kills=300)
