"""Checks everything there is to check: format, lint, types, tests, tests in a real window.

python3 packaging/check.py               all of it
python3 packaging/check.py --slow        the tests that take minutes as well
python3 packaging/check.py -k birthday   what follows is passed on to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import display
import libraries
import machine
import quick_disk
import reader

QUICK = "not slow and not window"
REAL_WINDOW = "window and not slow"
SLOW = "slow and not window"
OF_THE_WINDOW = "--of-the-window"  # how the check calls itself, beside; a file follows
WINDOW_TESTS = "tests/gui"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NONE_CHOSEN = 5  # pytest's answer when there was no test to run


def main() -> int:
    """Runs every check, also after one has failed, and says at the end which did."""
    machine.require_python(machine.THIS_PYTHON)
    first_time = not machine.is_installed(machine.ROOT, machine.TEST, machine.THIS_PYTHON)
    libraries.require(thorough=first_time)
    lacking = lacking_tools()
    if lacking and libraries.may_install():
        libraries.install(lacking)
    machine.prepare(machine.TEST)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each program of the tests would compile anew
    if OF_THE_WINDOW in sys.argv:
        return verdict(window_tests(Path(sys.argv[-1])))
    chosen = [word for word in sys.argv[1:] if word != "--slow"]
    answers = read_code() if chosen else {}
    answers |= run_tests(chosen) if chosen else check_all()
    if "--slow" in sys.argv:
        answers["slow tests"] = pytest("slow tests", SLOW, chosen, OFFSCREEN)
    answers = without_the_unchosen(answers) if chosen else answers
    return verdict(answers)


def verdict(answers: dict[str, int | None]) -> int:
    """Says what was skipped and what failed, and gives the answer of all."""
    failed = [name for name, answer in answers.items() if answer not in (0, None)]
    skipped = [name for name, answer in answers.items() if answer is None]
    machine.say("")
    if skipped:
        machine.say(f"Skipped: {', '.join(skipped)}.")
    machine.say(f"Failed: {', '.join(failed)}." if failed else "Everything that ran passed.")
    return 1 if failed else 0


def lacking_tools() -> list[str]:
    """The packages that only the tests want and that are not here."""
    return [
        *([] if display.has_xvfb() else ["xvfb"]),
        *([] if reader.is_there() else reader.PACKAGES),
        *([] if libraries.has_print_server() else libraries.PRINT_SERVER),
    ]


def check_all() -> dict[str, int | None]:
    """Everything but the slow tests, as two cores do it soonest: what wants a window on one, the
    rest on the other, and the real window on whichever is free first. What they said comes one
    after the other.
    """
    with tempfile.TemporaryDirectory() as folder:
        turn = Path(folder) / "taken"
        check = str(machine.ROOT / "packaging" / "check.py")
        of_the_window = [sys.executable, check, OF_THE_WINDOW, str(turn)]
        with beside("tests of the window", of_the_window) as answer:
            answers: dict[str, int | None] = {**read_code()}
            answers["tests"] = quick_tests("tests", [f"--ignore={WINDOW_TESTS}"])
            answers |= real_window_tests_in_turn(turn)
            answers["tests of the window"] = answer()
    return answers


def window_tests(turn: Path) -> dict[str, int | None]:
    """Those of the window without a screen, then those in a real one if nobody runs them yet."""
    answers: dict[str, int | None] = {
        "tests of the window": quick_tests("tests of the window", [WINDOW_TESTS])
    }
    return answers | real_window_tests_in_turn(turn)


def real_window_tests_in_turn(turn: Path) -> dict[str, int | None]:
    """The tests in a real window for who comes first, and so makes this file; for others none."""
    try:
        turn.touch(exist_ok=False)
    except FileExistsError:
        return {}
    return {"tests in a real window": real_window_tests(files_of_a_window())}


def files_of_a_window() -> list[str]:
    """Where such tests are: to look into all files for them takes longer than many of them."""
    files = sorted((machine.ROOT / "tests").rglob("test_*.py"))
    return [str(file) for file in files if "mark.window" in file.read_text(encoding="utf-8")]


def read_code() -> dict[str, int | None]:
    """What can be seen without running the program."""
    ruff, python = str(machine.program("ruff")), str(machine.program("python"))
    return {
        "format": run("format", [ruff, "format", "--check"]),
        "lint": run("lint", [ruff, "check"]),
        "types": run("types", [python, "-m", "mypy"]),
    }


def run_tests(chosen: list[str]) -> dict[str, int | None]:
    """The chosen tests without a window, then those in a real one; None says that these were
    skipped.
    """
    return {
        "tests": quick_tests("tests", chosen),
        "tests in a real window": real_window_tests(chosen),
    }


def without_the_unchosen(answers: dict[str, int | None]) -> dict[str, int | None]:
    """Whoever chose some tests may have chosen none of one kind, but not none at all."""
    tests = [answer for name, answer in answers.items() if "tests" in name]
    if 0 not in tests:
        return answers
    return {name: 0 if answer == NONE_CHOSEN else answer for name, answer in answers.items()}


def real_window_tests(chosen: list[str]) -> int | None:
    """The tests that want a real window, on a screen made for them; None when there can be none."""
    lacking = libraries.missing(libraries.WINDOW)
    if sys.platform != "linux" or lacking or not display.has_xvfb():
        skip_aloud(lacking)
        return None
    with display.made() as screen:
        if screen is None:
            skip_aloud({})
            return None
        if not reader.is_there():
            say_unheard()
        environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen}
        return pytest("tests in a real window", REAL_WINDOW, chosen, environment)


def skip_aloud(lacking: dict[str, str]) -> None:
    """Says that the real-window tests did not run, and what would let them."""
    machine.say("\n--- tests in a real window: SKIPPED, no screen could be made for them (Xvfb).")
    if libraries.has_apt():
        machine.say(f"This lets them run:  {libraries.apt_line(['xvfb', *lacking.values()])}")


def say_unheard() -> None:
    """Says that nobody works the window by ear, and what would let that be done."""
    machine.say("\n--- a window worked by ear: SKIPPED, there is no screen reader's part (AT-SPI).")
    if libraries.has_apt():
        machine.say(f"This lets it run:  {libraries.apt_line(reader.PACKAGES)}")


def quick_tests(name: str, chosen: list[str]) -> int:
    """Those without a screen, which write into memory where there is room for that."""
    with quick_disk.temporary_files() as place:
        return pytest(name, QUICK, chosen, {**OFFSCREEN, **place})


def pytest(name: str, marks: str, chosen: list[str], environment: dict[str, str]) -> int:
    """Runs the tests that bear these marks; pytest's own summary stays in the output."""
    return run(name, pytest_command(marks, chosen), environment)


def pytest_command(marks: str, chosen: list[str]) -> list[str]:
    return [str(machine.program("python")), "-m", "pytest", "-m", marks, *chosen]


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> int:
    """Runs a command in plain sight, in the program's folder, and gives its answer."""
    machine.say(f"\n--- {name}")
    return subprocess.call(command, cwd=machine.ROOT, env={**os.environ, **(environment or {})})


@contextmanager
def beside(name: str, command: list[str]) -> Iterator[Callable[[], int]]:
    """A command that runs beside the others; asked for its answer, what it said is shown."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=machine.ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
        )

        def answer() -> int:
            code = process.wait()
            said.seek(0)
            machine.say(f"\n--- {name}\n{said.read().decode('utf-8', 'replace')}")
            return code

        try:
            yield answer
        finally:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(machine.politely(main))
