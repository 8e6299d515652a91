"""Commands as they are started from a terminal: small alphabets, readers that go, no room."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import click
import pytest

from storebook.book.book import Book
from storebook.book.files import beside
from storebook.cli import boundary, common
from storebook.cli.output import in_columns
from tests.cli.running import PROGRAM, Command, files_of, in_its_own_process
from tests.make import make_shopper

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and signals of another kind")


def test_a_morning_from_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "shop.book"
    for command in (
        ("new", path, "--name", "Hallam & Rye", "--country", "US", "--currency", "USD"),
        ("enroll", path, "--name", "Zoë Łaski", "--phone", "(603) 555-0142"),
        ("sell", path, 1, "--line", "Ring, platinum;9400.00", "--cash", "100.00"),
        ("undo", path),
    ):
        done = in_its_own_process(*command)
        assert (done.code, done.err) == (0, "")

    (found,) = in_its_own_process("find", path, "laski", "--json").document
    assert (found["name"], found["phone"]) == ("Zoë Łaski", "(603) 555-0142")
    refused = in_its_own_process("show", path, 99)
    assert refused.refusal == "There is no shopper 99 in this book."
    assert in_its_own_process("find", path).wrong_usage
    assert {file.name for file in tmp_path.iterdir()} == {"shop.book", "shop.book.lock"}


# -- small alphabets


@pytest.fixture
def zoe(path: Path) -> Path:
    """A book with one shopper, whose name few terminals can show."""
    with Book.open(path) as book:
        make_shopper(book, "Zoë “Zo” Łaski 王小明", phone="(603) 555-0142")
    return path


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("ascii", 'Zoe "Zo" Laski ???'),
        ("cp437", 'Zoë "Zo" Laski ???'),
        ("cp1252", "Zoë “Zo” Laski ???"),
        ("utf-8", "Zoë “Zo” Łaski 王小明"),
        ("utf-16", "Zoë “Zo” Łaski 王小明"),
    ],
)
def test_a_terminal_shows_the_letters_it_has(zoe: Path, encoding: str, name: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}

    shown = subprocess.run(
        [*PROGRAM, "find", str(zoe), "0142"], capture_output=True, env=environment, check=True
    )
    document = subprocess.run(
        [*PROGRAM, "find", str(zoe), "0142", "--json"],
        capture_output=True,
        env=environment,
        check=True,
    )

    assert name in shown.stdout.decode(encoding)
    assert json.loads(document.stdout.decode(encoding))[0]["name"] == "Zoë “Zo” Łaski 王小明"


def test_a_refusal_is_told_in_any_alphabet(zoe: Path) -> None:
    done = in_its_own_process(
        "enroll", zoe, "--name", "x", "--by", "王", environment={"PYTHONIOENCODING": "ascii"}
    )

    assert done.refusal.startswith('Nobody here is called "?".')


@POSIX
def test_a_name_of_a_file_in_an_old_alphabet_is_told(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "find", os.fsencode(tmp_path) + b"/Z\xf6e.book", "x"],
        capture_output=True,
        check=False,
    )

    assert done.returncode == 1
    assert b"There is no book" in done.stderr
    assert b"Traceback" not in done.stderr


def test_columns_stand_below_one_another_in_any_script() -> None:
    lines = in_columns([("王小明", "x"), ("Ann Lee", "x"), ("e\u0301", "x"), ("two\nlines", "x")])

    assert lines == [
        "王小明       x",
        "Ann Lee      x",
        "e\u0301            x",
        "two / lines  x",
    ]


# -- readers that go


@POSIX
@pytest.mark.parametrize("command", ["history {}", "today {} --days 366", "--help", "show {} 1"])
def test_a_reader_may_leave_early(zoe: Path, command: str) -> None:
    words = [word.replace("{}", str(zoe)) for word in command.split()]
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run([*PROGRAM, *words], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert done.stderr == b""


@POSIX
def test_what_was_saved_is_saved_though_nobody_reads_the_answer(zoe: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run(
        [*PROGRAM, "enroll", str(zoe), "--name", "Ann Lee"], stdout=writing, check=False
    )
    os.close(writing)

    assert done.returncode == 0
    assert in_its_own_process("find", zoe, "ann lee", "--json").document


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_an_answer_that_finds_no_room_is_told(zoe: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "find", str(zoe), "0142"], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 1
    assert done.stderr.decode().startswith("It was done, but the answer could not be written")
    assert done.stderr.count(b"\n") == 1


@POSIX
def test_nothing_is_needed_to_speak_to(zoe: Path) -> None:
    """As a program without a terminal starts it."""
    closed = 'exec "$@" >&- 2>&-'

    done = subprocess.run(
        ["/bin/sh", "-c", closed, "sh", *PROGRAM, "show", str(zoe), "99"], check=False
    )

    assert done.returncode == 1


# -- Ctrl+C


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Programs that are started now hear Ctrl+C, also where whoever runs the tests ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@POSIX
@pytest.mark.usefixtures("ctrl_c")
def test_a_long_command_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "demo.book"
    with subprocess.Popen(
        [*PROGRAM, "demo", str(path), "--shoppers", "100000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        wait_for(tmp_path / "demo.book.inventing")
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)

    assert (running.returncode, out) == (1, "")
    assert err.strip() == "Stopped. What was not finished was not saved."
    assert files_of(tmp_path) == {}


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < deadline


@POSIX
@pytest.mark.usefixtures("ctrl_c")
def test_a_command_that_is_stopped_at_once_says_so(tmp_path: Path) -> None:
    """Also while its own modules are still being read."""
    stops_itself = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    at_start = tmp_path / "sitecustomize.py"
    at_start.write_text(
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == 'storebook.cli.boundary': {stops_itself}\n"
        "sys.meta_path.insert(0, Stop())\n",
        encoding="utf-8",
    )

    done = in_its_own_process("--help", environment={"PYTHONPATH": str(tmp_path)})

    assert done.code == 1
    assert "Traceback" not in done.err


def test_a_mistake_of_our_own_is_written_down_without_a_word_of_the_book(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shopper = "Noor El-Amin"

    @click.command()
    def wrong() -> None:
        raise ValueError(shopper)

    assert boundary.run(wrong, []) == 1

    told = Path(capsys.readouterr().err.split()[-1])
    details = told.read_text(encoding="utf-8")
    told.unlink()
    assert "ValueError" in details
    assert shopper not in details


def test_a_clock_set_back_a_year_is_told_and_the_command_goes_on(
    storebook: Command, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_year_ago = datetime.now().astimezone() - timedelta(days=365)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return a_year_ago.astimezone(tz)

    monkeypatch.setattr(common, "datetime", Clock)

    answer = storebook("enroll", shop, "--name", "Ann Lee", "--phone", "(603) 555-0142")

    assert answer.code == 0
    assert answer.err.startswith(f"This computer’s clock says {a_year_ago:%Y-%m-%d}")
    assert answer.err.count("\n") == 1


# -- no room


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is almost full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@POSIX
@pytest.mark.parametrize("size", [0, 1024, 33 * 1024, 64 * 1024, 200 * 1024])
@pytest.mark.parametrize(
    "command",
    [
        "sell {book} 1 --line Ring;10",
        "enroll {book} --name Ann",
        "undo {book}",
        "import {book} {list}",
        "print list {book} --out {out}.pdf",
        "export {book} --out {out}.csv",
        "backup {book} --to {folder}",
        "new {out}.book --name x",
        "demo {out}.book --shoppers 200",
    ],
)
def test_on_a_full_disk_it_is_done_whole_or_not_at_all(
    storebook: Command, zoe: Path, tmp_path: Path, command: str, size: int
) -> None:
    csv = tmp_path / "list.csv"
    csv.write_text("Name\n" + "".join(f"Ann Lee {n}\n" for n in range(2000)), encoding="utf-8")
    storebook("enroll", zoe, "--name", "Bob Lee", "--birthday", "Nov 26")
    before = files_of(tmp_path)
    words = [
        word.format(book=zoe, list=csv, out=tmp_path / "out", folder=tmp_path)
        for word in command.split()
    ]

    with room(size):
        answer = storebook(*words)

    if answer.code:
        assert answer.refusal
        assert set(files_of(tmp_path)) <= {*before, "shop.book-wal", "shop.book-shm"}
    assert all(one["good"] for one in storebook("check", zoe, "--json").document)


@POSIX
def test_on_a_full_disk_a_book_is_read_all_the_same(
    storebook: Command, zoe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(zoe.parent)._replace(free=0)
    monkeypatch.setattr("shutil.disk_usage", lambda path: full)

    with room(0):
        found = storebook("find", zoe, "0142", "--json")
        refused = storebook("enroll", zoe, "--name", "Ann Lee")

    assert [one["phone"] for one in found.document] == ["(603) 555-0142"]
    assert "disk is full" in refused.refusal
    assert not beside(zoe, ".holder").exists()


def test_progress_is_shown_to_people_alone(tmp_path: Path) -> None:
    done = in_its_own_process("demo", tmp_path / "d.book", "--shoppers", 200)

    assert (done.code, done.err) == (0, "")
