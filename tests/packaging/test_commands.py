"""The two commands of the README, run with a .venv that only tells what it was asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")

STAND_IN = """#!/bin/sh
echo "${0##*/} $* on ${QT_QPA_PLATFORM:-any screen}"
case "$*" in
    *"$FAILING"*) exit ${ANSWER:-1};;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The two commands beside a .venv in which everything is installed already."""
    root = tmp_path / "storebook"
    shutil.copytree(Path(machine.__file__).parent, root / "packaging")
    shutil.copy(machine.ROOT / "pyproject.toml", root)
    for name in ("python", "ruff"):
        program = machine.program(name, root)
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(STAND_IN, encoding="utf-8")
        program.chmod(0o755)
    stamp = machine.wanted_stamp(root, machine.TEST, machine.THIS_PYTHON)
    machine.stamp_file(root).write_text(stamp, encoding="utf-8")
    return root


def run(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command of the checkout with no screen, no apt and no Xvfb in reach."""
    nowhere = {"PATH": str(checkout), "FAILING": "nothing", **environment}
    command = [sys.executable, str(checkout / "packaging" / words[0]), *words[1:]]
    return subprocess.run(command, env=nowhere, capture_output=True, text=True, check=False)


def test_install_only_stops_before_opening(checkout: Path) -> None:
    result = run(checkout, "start.py", "--install-only")

    assert result.returncode == 0
    assert str(checkout / ".venv" / "bin" / "storebook") in result.stdout
    assert "-m storebook" not in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_demo_shop_is_shown(checkout: Path) -> None:
    result = run(checkout, "start.py", FAILING="storebook.gui.tour", ANSWER="3")

    assert "There is no screen here" in result.stdout
    assert "python -P -m storebook.gui.tour on offscreen" in result.stdout
    assert result.returncode == 3


def test_a_command_needs_no_screen(checkout: Path) -> None:
    result = run(checkout, "start.py", "find", "Hallam & Rye.book", "--limit", "5")

    assert (
        result.stdout == "python -P -m storebook find Hallam & Rye.book --limit 5 on any screen\n"
    )
    assert result.returncode == 0


def test_check_runs_everything(checkout: Path) -> None:
    result = run(checkout, "check.py")

    told = result.stdout.splitlines()
    assert "ruff format --check on any screen" in told
    assert "ruff check on any screen" in told
    assert "python -m mypy on any screen" in told
    quick = "python -m pytest -m not slow and not window"
    assert f"{quick} --ignore=tests/gui on offscreen" in told
    assert f"{quick} tests/gui on offscreen" in told
    assert told[-1] == "Everything that ran passed."
    assert result.returncode == 0


def test_check_says_aloud_what_it_skips(checkout: Path) -> None:
    result = run(checkout, "check.py")

    assert result.stdout.count("tests in a real window: SKIPPED") == 1
    assert "Skipped: tests in a real window." in result.stdout


def test_check_goes_on_after_a_failure_and_names_it(checkout: Path) -> None:
    result = run(checkout, "check.py", FAILING="mypy")

    assert "-m pytest" in result.stdout
    assert result.stdout.splitlines()[-1] == "Failed: types."
    assert result.returncode == 1


def test_check_passes_words_on_to_pytest(checkout: Path) -> None:
    result = run(checkout, "check.py", "-k", "birthday")

    assert "-m not slow and not window -k birthday on offscreen" in result.stdout


def test_check_runs_the_slow_tests_when_they_are_wanted(checkout: Path) -> None:
    usual, thorough = run(checkout, "check.py"), run(checkout, "check.py", "--slow", "-k", "kill")

    assert "-m slow" not in usual.stdout
    assert "-m slow and not window -k kill on offscreen" in thorough.stdout
    assert "--slow" not in thorough.stdout


def test_check_fails_when_no_test_ran(checkout: Path) -> None:
    result = run(checkout, "check.py", "-k", "birhtday", FAILING="pytest", ANSWER="5")

    assert result.stdout.splitlines()[-1] == "Failed: tests."
    assert result.returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_pictures_say_what_they_need(checkout: Path) -> None:
    result = run(checkout, "pictures.py")

    assert "none could be made (Xvfb)" in result.stdout
    assert "tests.films" not in result.stdout
    assert result.returncode == 1
