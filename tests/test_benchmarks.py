"""The benches still run; how fast things are is for them to say, and by hand."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from tests.benchmarks import (
    bench_backup,
    bench_growth,
    bench_occasions,
    bench_page,
    bench_pins,
    bench_protected,
    bench_purchase,
    bench_search,
    bench_shopper_page,
    bench_soak,
    bench_start,
    bench_window,
)
from tests.benchmarks.shapes import Size, make


@pytest.fixture(scope="module")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 shoppers, made as the measured books are."""
    path = tmp_path_factory.mktemp("shapes") / "small.book"
    make(path, Size(200, 1_000))
    return path


def test_the_search_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench_search.measure(small_book, sampled=3, targets=3)

    told = capsys.readouterr().out
    assert "search / bare" in told
    assert told.count("0 missed") == 9


def test_the_page_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench_page.measure(small_book, drawn=5)

    assert "page, the heaviest / bare, the heaviest" in capsys.readouterr().out


def test_the_coming_days_are_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench_occasions.measure(small_book)

    assert "due, first 50 / bare, first 50" in capsys.readouterr().out


def test_signing_in_is_measured(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    bench_pins.measure(book, times=1, wrong=1)

    assert "a wrong PIN" in capsys.readouterr().out


def test_a_switch_of_who_is_at_work_is_measured(
    small_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench_pins.measure_switch(small_book, times=1, warm_up=0)

    assert "a switch in the window" in capsys.readouterr().out


def test_the_start_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = bench_start.measure([small_book], "offscreen", rounds=1)
    bench_start.tell(found, [small_book.name])

    assert "times the minimal window" in capsys.readouterr().out


def test_the_window_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench_window.measure(small_book, names=1, shoppers=2)

    told = capsys.readouterr().out
    assert "window, a key / minimal window, a key" in told
    assert "Owner page, second look" in told


@pytest.mark.slow
def test_the_growth_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    once = bench_growth.Work(searches=1, pages=1, purchases=1, enrollments=1, forms=1, undone=0)
    bench_growth.measure(small_book, rounds=1, much=once)

    assert "1 purchases and 1 members more" in capsys.readouterr().out


def test_a_purchase_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(bench_purchase.SIZES, "S", (20, 40))
    monkeypatch.setattr(bench_purchase, "ROUNDS", 5)

    bench_purchase.measure("S")

    assert "ours / bare" in capsys.readouterr().out


def test_the_heaviest_page_is_measured(
    small_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench_shopper_page.measure(small_book, wanted=40, opened_times=2)

    assert "a step of scrolling" in capsys.readouterr().out


def test_a_protected_book_is_measured(small_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench_protected.measure(small_book, openings=2, commands=1, questions=2)

    told = capsys.readouterr().out
    assert "protected, to write / plain, to write" in told
    assert "protected, a command / plain, a command" in told
    assert "protected, a backup" in told


def test_the_hourly_backup_is_measured(
    small_book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench_backup.measure(small_book, rounds=1, calm_s=0.2)

    assert "the longest wait with one of them: " in capsys.readouterr().out


@pytest.mark.slow
def test_days_at_the_counter_are_measured(
    small_book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_growth, "IDLE_SECONDS", 0)
    once = bench_soak.Work(purchases=1, searches=1, locks=0)
    bench_soak.measure(small_book, days=1, hours=1, much=once)

    assert "save p99" in capsys.readouterr().out
