"""What the keys of two strokes do: Ctrl J, and then the letter of what is wanted."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from storebook.base.errors import Refused
from storebook.gui.places import Later
from storebook.gui.rare_keys import THE_BOOK, of_runs, open_page, the_book, whom
from storebook.staff.rights import Right

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow

FORMS_OF_SHOPPER = {
    "note": Later("storebook.gui.dialogs.note", "NoteDialog"),
    "wish": Later("storebook.gui.dialogs.wish", "WishDialog"),
    "piece": Later("storebook.gui.dialogs.piece", "PieceDialog"),
    "size": Later("storebook.gui.dialogs.size", "SizeDialog"),
    "taste": Later("storebook.gui.dialogs.preference", "PreferenceDialog"),
    "day": Later("storebook.gui.dialogs.occasion", "OccasionDialog"),
    "family": Later("storebook.gui.dialogs.kin", "AddKin"),
    "ties": Later("storebook.gui.dialogs.kin", "FamilyTies"),
    "changes": Later("storebook.gui.dialogs.shopper_history", "ShopperHistory"),
}
TASK = Later("storebook.gui.dialogs.task", "TaskDialog")
OF_SHOPPER_PAGE = (*FORMS_OF_SHOPPER, "task", "ask")
# By the name of the key, what the run's paper is called by the page of occasions.
PAPERS = {
    "labels": "print_labels",
    "envelopes": "print_envelopes",
    "mailing_list": "mailing_list",
}
OF_PAPER = (*PAPERS, "member_cards")
OF_PURCHASE = ("return_line", "exchange", "payment", "take_back")
# The tabs of the shop's page by their titles, and the parts of what it prints.
TABS = {
    "shop_details": "The shop",
    "shop_staff": "Staff",
    "shop_fields": "Own fields",
    "shop_history": "History",
    "shop_book": THE_BOOK,
    "shop_computer": "This computer",
}
PRESS = {
    "shop_words": "words",
    "shop_days": "days",
    "shop_stock": "stock",
    "shop_envelopes": "envelopes",
}
OF_SHOP = (*TABS, *PRESS, "shop_printers")
OF_SAFETY = ("protection", "check", "second_place", "check_log")

NO_PURCHASE = "Open the purchase first: this is about one ticket."
NOTHING_TO_ASK = "Nothing is to be asked today."


def two_stroke_deeds(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """By the names of the key map; each does what its button or link does."""
    written = {name: partial(_write_down, window, form) for name, form in FORMS_OF_SHOPPER.items()}
    papers = {name: partial(of_runs, window, deed) for name, deed in PAPERS.items()}
    papers["mailing_list"] = partial(of_runs, window, "mailing_list", Right.PRINT_LISTS)
    return {
        **written,
        "task": lambda: window.opener.open(TASK(window.context, window.shopper_id())),
        "ask": partial(_ask, window),
        **papers,
        "member_cards": partial(_member_cards, window),
        **dict.fromkeys(OF_PURCHASE, _no_purchase),
        **{name: partial(_tab, window, title) for name, title in TABS.items()},
        **{name: partial(_press, window, part) for name, part in PRESS.items()},
        "shop_printers": lambda: _tab(window, "This computer").computer.printers.table.setFocus(),
        "protection": lambda: _focus(the_book(window).protection),
        "check": lambda: the_book(window).check(),
        "second_place": lambda: the_book(window).backups.choose(),
        "check_log": lambda: _tab(window, "History").history.whole.check(),
        "other_book": window.close_book_wanted.emit,
    }


def _write_down(window: "MainWindow", form: Later) -> None:
    window.opener.open(form(window.context, whom(window)))


def _ask(window: "MainWindow") -> None:
    """The caret goes into the one question of today, on the page of whoever is chosen."""
    shopper_id = whom(window)
    if window.stack.key != "shoppers":
        window.open_shopper(shopper_id)
    page: Any = window.stack.current()
    if not page.one.header.ask.take_focus():
        raise Refused(NOTHING_TO_ASK, harmless=True)


def _member_cards(window: "MainWindow") -> None:
    open_page(window, "club").print_sheets()


def _no_purchase() -> None:
    """While one is open, its dialog does it instead."""
    raise Refused(NO_PURCHASE, harmless=True)


def _tab(window: "MainWindow", title: str) -> Any:
    """Open that tab of the shop's page, and give the page."""
    page = open_page(window, "shop")
    page.open_tab(title)
    page.focus_first()
    return page


def _press(window: "MainWindow", part: str) -> None:
    press = _tab(window, "Cards and mail").press
    press.show_part(part)
    press.focus_first()


def _focus(part: Any) -> None:
    """Its first button that can be pressed has the keys."""
    for each in part.buttons():
        if each.isVisible() and each.isEnabled():
            each.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
