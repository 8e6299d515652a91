"""What both commands need of this computer: a Python, the .venv, and what goes in it.

Standard library only, and written so that an old Python can still read it and say that it is old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
THIS_PYTHON = sys.version_info[:2]
APP = ""
TEST = "[test]"
TAIL = 6


def say(sentence: str) -> None:
    """One line for whoever started the command, at once and in order with what others print."""
    print(sentence, flush=True)


def politely(main: Callable[[], int]) -> int:
    """Runs a command to its end; Ctrl+C ends it with a word instead of a page of code."""
    try:
        return main()
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130


def require_python(version: tuple[int, int]) -> None:
    """Stops, in a sentence, when `version` is too old for the program."""
    if version < OLDEST_PYTHON:
        wanted, found = (".".join(map(str, each)) for each in (OLDEST_PYTHON, version))
        raise SystemExit(
            f"Storebook needs Python {wanted} or newer, and this is Python {found}. Install a newer"
            " Python beside it and start this command with that one."
        )


def program(name: str, root: Path = ROOT) -> Path:
    """Where the .venv keeps the program called `name`."""
    if os.name == "nt":
        return root / ".venv" / "Scripts" / f"{name}.exe"
    return root / ".venv" / "bin" / name


def wanted_stamp(root: Path, extra: str, version: tuple[int, int]) -> str:
    """Names what should be installed: for which Python, in which folder, from which list."""
    parts = [
        (root / "pyproject.toml").read_bytes(),
        ".".join(map(str, version)).encode(),
        os.fsencode(root),
    ]
    return f"{hashlib.sha256(b'|'.join(parts)).hexdigest()} {extra}".rstrip()


def is_installed(root: Path, extra: str, version: tuple[int, int]) -> bool:
    """Whether the .venv holds what is wanted; one for the tests is good for the program too."""
    stamp = stamp_file(root)
    if not stamp.exists() or not program("python", root).exists():
        return False
    good = {wanted_stamp(root, each, version) for each in {extra, TEST}}
    return stamp.read_text(encoding="utf-8") in good


def stamp_file(root: Path) -> Path:
    """The file that remembers what was installed."""
    return root / ".venv" / "installed.txt"


def prepare(extra: str = APP, root: Path = ROOT) -> None:
    """Leaves a .venv with the program in it; does nothing when that is so already."""
    if is_installed(root, extra, THIS_PYTHON):
        return
    if not has_pip(root, THIS_PYTHON):
        make_venv(root)
    install(root, extra)
    stamp_file(root).write_text(wanted_stamp(root, extra, THIS_PYTHON), encoding="utf-8")


def has_pip(root: Path, version: tuple[int, int]) -> bool:
    """Whether there is a whole .venv of this very Python; one half made or of another is not."""
    python = program("python", root)
    if not python.exists():
        return False
    ask = "import pip, sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    except OSError:  # made on another system
        return False
    return answer.stdout.strip() == ".".join(map(str, version))


def make_venv(root: Path) -> None:
    """A fresh .venv, in place of whatever was there."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SystemExit(
            "This Python cannot make a place for its packages, because its venv part is not"
            " installed.\nOn Debian and Ubuntu:  sudo apt-get install -y python3-venv"
        )
    say("Making .venv ...")
    run_quietly(
        [sys.executable, "-m", "venv", "--clear", str(root / ".venv")],
        f"The folder {root / '.venv'} could not be made.",
    )


def install(root: Path, extra: str) -> None:
    """Puts the program and what it stands on into the .venv."""
    say("Installing Storebook into .venv (the first time this takes a minute or two) ...")
    pip = [str(program("python", root)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run_quietly(
        [*pip, "install", "--editable", f"{root}{extra}"],
        "Storebook could not be installed. Is this computer connected, and is there room on the"
        " disk? Nothing else was changed; start the command again when it is.",
    )


def run_quietly(
    command: list[str], trouble: str, environment: dict[str, str] | None = None
) -> None:
    """Runs a command without a word; stops with `trouble` and its last lines when it fails."""
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env={**os.environ, **(environment or {})},
        check=False,
    )
    if result.returncode != 0:
        raise SystemExit(f"{trouble}\nThe last it said:\n{tail(result.stdout)}")


def tail(output: str) -> str:
    """The end of what a command said: its errors if it named them so, else its last lines."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
    return "\n".join(f"  {line}" for line in (errors or lines)[-TAIL:])
