"""What each key of the window does, by the names of the key map."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from storebook.base.errors import Refused
from storebook.gui import keys
from storebook.gui.rare_keys import NOBODY, rare_deeds_of, whom
from storebook.gui.two_strokes import two_stroke_deeds

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow


# What the page that is open does, if it can.
OF_PAGE = {
    "edit": "edit_it",
    "print": "print_it",
    "photos": "photos_it",
    "find": "find_in_list",
}
NOTHING = {
    "edit_it": "There is nothing to edit here. Choose a shopper first.",
    "print_it": "There is nothing to print here: choose what is to be printed first.",
    "photos_it": NOBODY,
    "find_in_list": "There is no list to search here.",
}


def _of_page(window: "MainWindow", deed: str) -> None:
    if not window.ask_page(deed):
        raise Refused(NOTHING[deed], harmless=True)


def deeds_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """One deed for each key that is not held, its pages among them."""
    opener = window.opener
    deeds: dict[str, Callable[[], object]] = {
        "search": window.search,
        "new_shopper": opener.new_shopper,
        "record_purchase": lambda: opener.record_purchase(window.shopper_id()),
        "enroll": lambda: opener.enroll(window.shopper_id()),
        "log_contact": lambda: opener.log_contact(whom(window)),
        "privacy": window.lock.privacy_key,
        "lock": window.lock.lock,
        "turn": window.turning.turn,
        "undo": window.undo,
        "redo": window.redo,
        "follow_up": window.undo_bar.do_follow_up,
        "back": window.back,
        "forward": window.forward,
        "keys": window.show_keys,
        "next_tab": lambda: window.step_tab(1),
        "previous_tab": lambda: window.step_tab(-1),
        **{name: partial(_of_page, window, deed) for name, deed in OF_PAGE.items()},
    }
    deeds |= {**rare_deeds_of(window), **two_stroke_deeds(window)}
    for entry in window.entries:
        deeds[f"page_{entry.key}"] = partial(window.go, entry.key)
    return {
        name: partial(_do, window, name, deed)
        for name, deed in deeds.items()
        if name in keys.BY_ACTION
    }


def _do(window: "MainWindow", name: str, deed: Callable[[], object]) -> None:
    """The dialog that is open does it, where it is its own to do."""
    dialog = window.scrim.dialog
    its_own = {} if dialog is None else dialog.key_deeds()
    its_own.get(name, deed)()
