"""Checks everything there is to check: format, lint, types, tests, tests in a real window.

python3 packaging/check.py               all of it
python3 packaging/check.py --slow        the tests that take minutes as well
python3 packaging/check.py -k birthday   what follows is passed on to pytest
"""

from __future__ import annotations

import os
import subprocess
import sys

import display
import libraries
import machine
import reader

QUICK = "not slow and not window"
REAL_WINDOW = "window and not slow"
SLOW = "slow and not window"
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
    chosen = [word for word in sys.argv[1:] if word != "--slow"]
    answers = {**read_code(), **run_tests(chosen, slow="--slow" in sys.argv)}
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


def read_code() -> dict[str, int]:
    """What can be seen without running the program."""
    ruff, python = str(machine.program("ruff")), str(machine.program("python"))
    return {
        "format": run("format", [ruff, "format", "--check"]),
        "lint": run("lint", [ruff, "check"]),
        "types": run("types", [python, "-m", "mypy"]),
    }


def run_tests(chosen: list[str], *, slow: bool) -> dict[str, int | None]:
    """The tests without a window, then those in a real one; None says that these were skipped.
    The slow ones come last, when they are wanted.

    Whoever chose some tests may have chosen none of one kind, but not none at all.
    """
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    answers = {
        "tests": pytest("tests", QUICK, chosen, offscreen),
        "tests in a real window": real_window_tests(chosen),
    }
    if slow:
        answers["slow tests"] = pytest("slow tests", SLOW, chosen, offscreen)
    if chosen and 0 in answers.values():
        return {name: 0 if answer == NONE_CHOSEN else answer for name, answer in answers.items()}
    return answers


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


def pytest(name: str, marks: str, chosen: list[str], environment: dict[str, str]) -> int:
    """Runs the tests that bear these marks; pytest's own summary stays in the output."""
    python = str(machine.program("python"))
    return run(name, [python, "-m", "pytest", "-m", marks, *chosen], environment)


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> int:
    """Runs a command in plain sight, in the program's folder, and gives its answer."""
    machine.say(f"\n--- {name}")
    return subprocess.call(command, cwd=machine.ROOT, env={**os.environ, **(environment or {})})


if __name__ == "__main__":
    sys.exit(machine.politely(main))
