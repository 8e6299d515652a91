"""A shop worked by what screen readers hear: controls found by role and name, pressed, written in.

Only the system's own Python knows pyatspi, so nothing here may need more than that Python has.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from importlib import import_module
from typing import Any

pyatspi: Any = import_module("pyatspi")
glib: Any = import_module("gi.repository.GLib")
# Raised by what is asked of a thing that has gone meanwhile.
Gone: Any = (glib.GError, ValueError)

PATIENCE_S = 8.0
LOOK_AGAIN_S = 0.03
RETURN, SPACE, DOWN, ESCAPE = 0xFF0D, 0x20, 0xFF54, 0xFF1B
LEFT, RIGHT, HOME, END = 0xFF51, 0xFF53, 0xFF50, 0xFF57


class NotHeardError(Exception):
    """What was to be heard is not in the window."""


class Reader:
    """Somebody who works one window without seeing it."""

    def __init__(self, command: list[str]) -> None:
        self.announced: list[str] = []
        self._listener = lambda event: self.announced.append(str(event.any_data))
        pyatspi.Registry.registerEventListener(self._listener, "object:announcement")
        self.program = subprocess.Popen(command, stdin=subprocess.PIPE)
        self.frame = self._window()

    def _window(self) -> Any:
        for _ in self.patience():
            for application in pyatspi.Registry.getDesktop(0):
                if application and application.get_process_id() == self.program.pid:
                    for window in application:
                        return window
        raise NotHeardError("No window is heard of.")

    def patience(self) -> Iterator[None]:
        """Again and again, with a breath between, until patience or the program ends."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            yield
            try:
                ended = self.program.wait(LOOK_AGAIN_S)
            except subprocess.TimeoutExpired:
                continue
            raise NotHeardError(f"The window has ended, with {ended}.")

    def close(self) -> None:
        """The window closes as by its own cross, and its book with it."""
        pyatspi.Registry.deregisterEventListener(self._listener, "object:announcement")
        assert self.program.stdin is not None
        self.program.stdin.close()
        if self.program.wait(PATIENCE_S):
            raise NotHeardError(f"The window ended with {self.program.returncode}.")

    # -- ears

    def everything(self, inside: Any = None) -> Iterator[Any]:
        """Whatever is shown in the program, windows over the window included, in order."""
        tops = [inside] if inside is not None else list(self.frame.getApplication())
        for top in tops:
            yield from _showing(top)

    def find(self, role: str, name: str, inside: Any = None) -> Any:
        """The first of this role whose name begins so; it is waited for."""
        for _ in self.patience():
            for one in self.everything(inside):
                if is_called(one, role, name):
                    return one
        raise NotHeardError(f"No {role} “{name}”; there is:\n{self.told()}")

    def hears(self, *wanted: str) -> None:
        """All of these are said somewhere; they are waited for."""
        missing: list[str] = []
        for _ in self.patience():
            told = self.told()
            missing = [each for each in wanted if each not in told]
            if not missing:
                return
        raise NotHeardError(f"Not heard: {missing}; there is:\n{self.told()}")

    def is_told(self, words: str) -> None:
        """The window says this by itself, without being asked; it is waited for."""
        for _ in self.patience():
            while glib.MainContext.default().iteration(False):
                pass
            if any(words in each for each in self.announced):
                return
        raise NotHeardError(f"“{words}” was not announced, but {self.announced}")

    def silent_about(self, *words: str) -> None:
        """None of these is said anywhere."""
        told = self.told()
        heard = [each for each in words if each in told]
        if heard:
            raise NotHeardError(f"Heard all the same: {heard} in\n{told}")

    def told(self) -> str:
        """Every word, a line for each thing: what it is, its name, what is said of it, its text."""
        return "\n".join(line for one in self.everything() if (line := words_of(one)))

    def rows(self, table: str) -> list[str]:
        """What each row of a list says, from the first to the last."""
        cells = self.find("table", table).queryTable()
        return [cells.getAccessibleAt(row, 0).name for row in range(cells.nRows)]

    def only_row(self, table: str, words: str) -> None:
        """The list has one row, which begins so."""
        rows: list[str] = []
        for _ in self.patience():
            rows = self.rows(table)
            if len(rows) == 1 and rows[0].startswith(words):
                return
        raise NotHeardError(f"Not only “{words}”, but {rows}")

    # -- hands

    def press(self, role: str, name: str, inside: Any = None) -> None:
        """Do what the control does when it is pressed, once it can be."""
        found = self.find(role, name, inside)
        for _ in self.patience():
            if found.getState().contains(pyatspi.STATE_ENABLED):
                break
        self.act(found, "Press")

    def act(self, found: Any, deed: str) -> None:
        """One of the deeds that a control offers."""
        actions = found.queryAction()
        names = [actions.getName(number) for number in range(actions.nActions)]
        if deed not in names:
            raise NotHeardError(f"“{found.name}” can only {names}.")
        actions.doAction(names.index(deed))

    def write(self, name: str, words: str, role: str = "text") -> None:
        """Put these words into the field, as one who dictates."""
        field = self.find(role, name)
        self.focus(field)
        field.queryEditableText().setTextContents(words)

    def focus(self, found: Any) -> None:
        """The keys go to this control."""
        found.queryComponent().grabFocus()
        for _ in self.patience():
            if found.getState().contains(pyatspi.STATE_FOCUSED):
                return
        raise NotHeardError(f"“{found.name}” does not take the keys.")

    def open_row(self, table: str, words: str) -> None:
        """Walk down the list to the row that says this, and press Enter."""
        for _ in self.patience():
            rows = self.find("table", table)
            cells = rows.queryTable()
            for number in range(cells.nRows):
                if cells.getAccessibleAt(number, 0).name.startswith(words):
                    self.focus(rows)
                    self.key(HOME)
                    self.key(DOWN, times=number)
                    self.key(RETURN)
                    return
        raise NotHeardError(f"No row “{words}” in “{table}”:\n{self.told()}")

    def choose(self, box: str, words: str) -> None:
        """One of the choices of a field, whose list opens for it; `box` is what it says now."""
        self.press("combo box", box)
        self.find("list item", words)
        for letter in words[:3].lower():
            self.key(ord(letter))
        self.key(RETURN)
        self.find("combo box", words)

    def key(self, symbol: int, times: int = 1) -> None:
        """A key, to whatever has the focus."""
        for _ in range(times):
            pyatspi.Registry.generateKeyboardEvent(symbol, None, pyatspi.KEY_SYM)


def is_called(one: Any, role: str, name: str) -> bool:
    """Whether it is of this role and its name begins so."""
    try:
        return bool(one.getRoleName() == role and one.name.startswith(name))
    except Gone:
        return False


def words_of(one: Any) -> str:
    """What is said of a thing; nothing of what has no words, or has gone meanwhile."""
    try:
        text = one.queryText().getText(0, -1) if is_text(one) else ""
        if one.name or one.description or text:
            return f"{one.getRoleName()}: {one.name} | {one.description} | {text}"
    except Gone:
        pass
    return ""


def is_text(one: Any) -> bool:
    """Whether something can be written in it."""
    return bool(one.getState().contains(pyatspi.STATE_EDITABLE))


def _showing(one: Any) -> Iterator[Any]:
    """A thing and all its parts; what goes while one looks is looked for no longer."""
    try:
        if one is None or not one.getState().contains(pyatspi.STATE_SHOWING):
            return
        parts = list(one)
    except Gone:
        return
    yield one
    for part in parts:
        yield from _showing(part)
