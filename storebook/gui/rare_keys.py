"""What the keys of rare deeds do: about the shopper who is open, with lists, and with the book."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from storebook.base.errors import Refused
from storebook.exchange.fields import Kind
from storebook.gui import keys, privacy
from storebook.staff.rights import Right, require

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow

Deeds = dict[str, Callable[[], None]]

NOBODY = "Open the shopper first: this is about one person."
OF_SHOPPER = ("departure", "household", "permissions", "merge", "everything", "erase")
OF_LISTS = ("twice", "past_runs", "more_lists", "returned")
OF_BOOK = ("import", "export_shoppers", "export_purchases", "export_plain", "back_up", "restore")
THE_BOOK = "The book"


def rare_deeds_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """By the names of the key map; each opens the page where its button is."""
    about = {name: partial(_about_shopper, window, name) for name in OF_SHOPPER}
    return {
        **about,
        "twice": partial(_who_is_twice, window),
        "past_runs": partial(of_runs, window, "show_past"),
        "more_lists": partial(of_runs, window, "more_lists", Right.PRINT_LISTS),
        "returned": partial(of_runs, window, "mail_came_back"),
        "import": partial(_import, window),
        "export_shoppers": partial(_export, window, Kind.SHOPPERS, Right.EXPORT),
        "export_purchases": partial(_export, window, Kind.PURCHASES, Right.EXPORT, Right.SEE_SPEND),
        "export_plain": partial(_export, window, None, Right.EXPORT, Right.SEE_SPEND),
        "back_up": lambda: the_book(window).backups.back_up_now(),
        "restore": partial(_restore, window),
    }


def whom(window: "MainWindow") -> int:
    """The shopper who is open; refused when nobody is."""
    shopper_id = window.shopper_id()
    if shopper_id is None:
        raise Refused(NOBODY, harmless=True)
    return shopper_id


def open_page(window: "MainWindow", key: str) -> Any:
    """Open the page, and give it."""
    window.go(key)
    return window.stack.current()


def _about_shopper(window: "MainWindow", name: str) -> None:
    """The deeds of the menu More, of whoever is open."""
    deeds: Deeds = getattr(window.stack.current(), "rare_deeds", dict)()
    if name not in deeds:
        raise Refused(NOBODY, harmless=True)
    deeds[name]()


def _who_is_twice(window: "MainWindow") -> None:
    from storebook.gui.dialogs.merge import MergeShoppers

    window.opener.open(MergeShoppers(window.context))


def of_runs(window: "MainWindow", deed: str, *rights: Right) -> None:
    """The buttons beside the cards to send; their names are not shown to whoever looks on."""
    if privacy.is_on():
        raise Refused(
            f"{privacy.TITLE}: {keys.shown('privacy')} shows the cards again.", harmless=True
        )
    _require(window, rights)
    getattr(open_page(window, "occasions").paperwork, deed)()


def the_book(window: "MainWindow") -> Any:
    """Open that tab of the shop's page, and give it."""
    page = open_page(window, "shop")
    page.open_tab(THE_BOOK)
    return page.book


def _import(window: "MainWindow") -> None:
    from storebook.gui.dialogs.import_list import ImportList

    _require(window, [Right.IMPORT])
    the_book(window)
    window.opener.open(ImportList(window.context))


def _export(window: "MainWindow", kind: Kind | None, *rights: Right) -> None:
    """None is every table, as an open file."""
    _require(window, rights)
    book = the_book(window)
    if kind is None:
        book.export_plain()
    else:
        book.export(kind)


def _restore(window: "MainWindow") -> None:
    _require(window, [Right.BACKUP])
    the_book(window).backups.restore()


def _require(window: "MainWindow", rights: "tuple[Right, ...] | list[Right]") -> None:
    for right in rights:
        require(window.book, right)
