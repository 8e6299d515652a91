"""Starts Storebook on any computer with a Python: sets up what is missing, then opens the program.

    python3 packaging/start.py                  set up, open the window
    python3 packaging/start.py --install-only   set up; the program is then .venv/bin/storebook
    python3 packaging/start.py find BOOK lee    set up, run a command

Without a screen it shows what the program does on a demo shop instead.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

import display
import libraries
import machine


def main() -> int:
    """Sets up, then becomes the program."""
    options, command = arguments()
    machine.require_python(machine.THIS_PYTHON)
    first_time = not machine.is_installed(machine.ROOT, machine.APP, machine.THIS_PYTHON)
    libraries.require(thorough=first_time)
    machine.prepare()
    if options.install_only:
        machine.say(f"Storebook is installed. Start it with {machine.program('storebook')}")
        return 0
    if wants_window(command) and not display.is_there(os.environ):
        return tour()
    return run([*module("storebook"), *command])


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """What was asked of this file, and what is passed on to the program."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="start.py [--install-only] [command of the program]",
    )
    parser.add_argument("--install-only", action="store_true", help="stop before opening")
    parser.add_argument("command", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    return options, options.command


def wants_window(command: list[str]) -> bool:
    """Whether the program will open a window for these words."""
    return not command or (command[0] == "open" and "--help" not in command)


def tour() -> int:
    """The main jobs done on the demo shop, for a computer without a screen."""
    machine.say("There is no screen here to open the window on, so here is the demo shop instead.")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.call(module("storebook.gui.tour"), env=environment)


def module(name: str) -> list[str]:
    """How the .venv runs a module of ours, whatever lies in the folder one happens to be in."""
    return [str(machine.program("python")), "-P", "-m", name]


def run(command: list[str]) -> int:
    """Becomes the program; Windows cannot, so there it is waited for."""
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(machine.politely(main))
