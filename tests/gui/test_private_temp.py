"""What passes through a temporary file is for this user alone, and gone at the next start."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

from storebook.book.places import default_folder, own_folder
from storebook.gui import private_temp

WRITES = """
import sys, tempfile
from storebook.gui import private_temp
print(private_temp.begin(), flush=True)
with open(tempfile.mkstemp(suffix=".pdf")[1], "w") as page:
    page.write("Ann Lee, 12 Ocean Road")
print("written", flush=True)
sys.stdin.readline()
"""


def program() -> "subprocess.Popen[str]":
    """One that has a page on its way to the printer."""
    started = subprocess.Popen(
        [sys.executable, "-c", WRITES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert started.stdout is not None
    place = Path(started.stdout.readline().strip())
    assert started.stdout.readline().strip() == "written"
    assert [one.suffix for one in place.iterdir()] == [".pdf"]
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    return started


def left() -> list[Path]:
    return sorted((default_folder() / private_temp.NAME).glob("*"))


def test_what_a_killed_program_left_is_gone_at_the_next_start() -> None:
    killed = program()
    os.kill(killed.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    killed.communicate()
    assert left()

    private_temp.clear_left()

    assert left() == []


def test_a_program_that_ends_leaves_nothing() -> None:
    program().communicate("\n")

    assert left() == []


def test_what_another_one_still_needs_is_left_alone() -> None:
    other = program()

    private_temp.clear_left()

    assert [one for one in left() if one.is_dir()]
    other.communicate("\n")


def test_where_no_folder_can_be_made_that_of_the_system_is_used() -> None:
    own_folder().write_text("no folder", encoding="utf-8")

    assert private_temp.begin() is None
