"""The five scenes of a shop, worked in a real window by ear: what a screen reader finds, presses
and fills in, by role and name; the book says afterwards what came of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import reader

from storebook.base.dates import PartialDate
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.demo.build import make_demo
from storebook.outreach.runs import PieceState, pieces_of_run, runs
from storebook.people.occasions import occasions_of
from storebook.people.search import find_shoppers
from tests.films.scenes.enrolling import is_member, is_new, not_yet_a_member, shoppers
from tests.films.scenes.mistake import tickets
from tests.films.scenes.secret import unsell

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not reader.is_there(), reason="no screen reader's part here (AT-SPI)"),
]

ROOT = Path(__file__).resolve().parents[2]
SCENES = "tests.window.spoken.scenes"
FRIDAY = date(2026, 11, 20)
SHOPPERS, SEED = 600, 1
PATIENCE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The demo shop of a day, in a folder of its own."""

    path: Path

    def play(self, scene: str, *words: str) -> None:
        """The scene is worked by ear in a session of its own; what fails there is told here."""
        given = [sys.executable, str(self.path), str(self.path.parent), *words]
        command = ["dbus-run-session", "--", str(reader.PYTHON), "-m", SCENES, scene, *given]
        # Ours names folders that the system's Python does not know.
        ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
        around = {name: value for name, value in os.environ.items() if name not in ours}
        around["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        playing = subprocess.Popen(
            command, cwd=ROOT, env=around, stderr=subprocess.PIPE, start_new_session=True
        )
        try:
            _, said = playing.communicate(timeout=PATIENCE_S)
        finally:
            end_all(playing)
        assert playing.returncode == 0, said.decode(errors="replace")


def end_all(playing: subprocess.Popen[bytes]) -> None:
    """Whatever the scene has started ends with it, the window too."""
    try:
        os.killpg(playing.pid, signal.SIGKILL)
    except ProcessLookupError:  # all gone by themselves, as it should be
        return
    playing.wait()


@pytest.fixture
def shop_of(tmp_path: Path) -> Callable[[date], Scene]:
    def make(day: date) -> Scene:
        path = tmp_path / "shop.book"
        make_demo(path, shoppers=SHOPPERS, seed=SEED, today=day)
        return Scene(path=path)

    return make


def test_three_are_enrolled_by_ear(shop_of: Callable[[date], Scene]) -> None:
    shop = shop_of(FRIDAY)
    with Book.open(shop.path) as book:
        name, phone = not_yet_a_member(book)
        before = shoppers(book)

    shop.play("enrolling", name, phone)

    assert (shop.path.parent / "card.pdf").read_bytes().startswith(b"%PDF")
    with Book.open(shop.path) as book:
        assert shoppers(book) == before + 2  # and nobody a second time
        assert is_member(book, "noor el-amin")
        assert is_member(book, name)
        hits = find_shoppers(book, "王小明", today=FRIDAY)
        (found,) = [hit.shopper_id for hit in hits if is_new(book, hit.shopper_id)]
        leap_day = settings.load(book, Shop).leap_day_rule
        (birthday,) = occasions_of(book, found, today=FRIDAY, leap_day=leap_day)
        assert birthday.when == PartialDate(month=2, day=29)


def test_a_secret_gift_is_bought_by_ear_and_heard_of_by_nobody(
    shop_of: Callable[[date], Scene],
) -> None:
    shop = shop_of(FRIDAY)
    with Book.open(shop.path) as book:
        unsell(book)
        before = tickets(book)

    shop.play("secret")

    with Book.open(shop.path) as book:
        assert tickets(book) == before + 1
        assert book.value("SELECT secret_until FROM piece WHERE serial = 'GX2236'") == "2026-12-13"


def test_monday_s_cards_go_out_by_ear_and_none_to_the_dead(
    shop_of: Callable[[date], Scene],
) -> None:
    shop = shop_of(date(2026, 11, 23))

    shop.play("monday")

    assert (shop.path.parent / "cards.pdf").read_bytes().startswith(b"%PDF")
    with Book.open(shop.path) as book:
        (run,) = runs(book, limit=5)
        assert run.sent_on == date(2026, 11, 23)
        pieces = pieces_of_run(book, run.id)
        assert pieces
        assert not [piece for piece in pieces if "Finch" in piece.name_line]
        assert len([p for p in pieces if p.state is PieceState.SENT]) == run.pieces


def test_a_purchase_of_the_wrong_person_is_taken_back_by_ear(
    shop_of: Callable[[date], Scene],
) -> None:
    shop = shop_of(FRIDAY)
    with Book.open(shop.path) as book:
        before = tickets(book)

    shop.play("mistake")

    with Book.open(shop.path) as book:
        assert tickets(book) == before
        assert not book.value("SELECT count(*) FROM line WHERE description LIKE 'Moonstone hair%'")
        assert book.values(
            """
            SELECT done.what FROM change AS undone JOIN change AS done
            ON done.id = undone.takes_back_id ORDER BY undone.id
            """
        ) == ["Purchase recorded for Margaret Ashworth"]


def test_december_20_is_heard_on_into_january(shop_of: Callable[[date], Scene]) -> None:
    shop_of(date(2026, 12, 20)).play("january")
