"""What a page is given to work with: the book, the day, and the ways to reach the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from storebook.base.money import Cents, Currency, currency, format_money
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.gui import privacy
from storebook.staff.viewer import Viewer

if TYPE_CHECKING:
    from storebook.gui.closed_deeds import ClosedDeed
    from storebook.gui.dialog import Dialog
    from storebook.gui.jobs import Jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The one thing that is offered beside Undo: “Gift receipt”, “Print card”."""

    words: str
    do: Callable[[], None]
    icon: str | None = None


class Page(Protocol):
    """What the window asks of a page, which is a QWidget made as `Page(context)`.

    `shows` names the tables that make the page stale. `refresh()` reads the book again; the window
    calls it when one of them was written, the day has changed, or somebody else works, and only
    while the page can be seen (a hidden one waits until it is shown). A refresh keeps selection,
    scroll and what was typed.

    A page may also have, and the window calls when the key is pressed:

    - `focus_first()`: where the caret stands when the page opens;
    - `tabs() -> QTabBar | None`: for Ctrl Tab;
    - `print_it() -> bool`, `edit_it()`, `find_in_list()`, `photos_it()`: for Ctrl P, F2, Ctrl F and
      Ctrl I; False when there is nothing for it, which is said then;
    - `save_it()`: for Ctrl Enter on a page that is itself a form;
    - `leave_it()`: another page is opened or the window is closed, so what was typed is kept;
    - `step_back() -> bool`: for Esc; True when the page did something with it;
    - `shopper_id: int | None`: the shopper the page is about, for Ctrl R, Ctrl T and Ctrl E;
    - `show_shopper(shopper_id)`: a page that can open one shopper (Shoppers); None is its list;
    - `search(text)`: a page that shows what is typed into the search of the top bar (Counter).
    """

    shows: frozenset[str]

    def refresh(self) -> None:
        """Read the book again."""


class DialogOpener(Protocol):
    """Shows one dialog at a time, over the page, under a scrim."""

    def open(self, dialog: "Dialog") -> None:
        """Show it; the focus comes back to where it was when the dialog is left."""

    def record_purchase(self, shopper_id: int | None = None) -> None:
        """The purchase dialog, for this shopper or for a walk-in."""

    def new_shopper(self, typed: str = "") -> None:
        """The form of a new shopper; `typed` goes where it belongs (digits in phone)."""

    def edit_shopper(self, shopper_id: int) -> None:
        """The same form, filled."""

    def log_contact(self, shopper_id: int) -> None:
        """Write down a visit, call or letter."""

    def enroll(self, shopper_id: int | None = None) -> None:
        """Go to the club's questions, for this shopper or for somebody new."""

    def while_closed(self, deed: "ClosedDeed") -> None:
        """Close the book, do this with its file, and open it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Handed to every page and dialog; made once by the main window for an open book.

    `today()` asks the clock each time, since a page lives past midnight. `shop()` and `viewer()`
    are read anew too: settings and the person at work change while pages stay.
    """

    book: Book
    today: Callable[[], date]
    shop: Callable[[], Shop]
    viewer: Callable[[], Viewer]
    """Who looks: what of the book this person may see."""
    jobs: "Jobs"
    dialogs: DialogOpener
    say: Callable[..., None]
    """say(sentence, follow_up=None, taken_back=False): the undo bar, after a change was saved."""
    trouble: Callable[[str], None]
    """trouble(sentence): the bar at the top of the page, for disk and file; "" takes it away."""
    open_shopper: Callable[[int], None]
    go: Callable[[str], None]
    """go("occasions"): opens a page by its key."""
    window: Callable[[], QWidget]
    """The main window, as the parent of what needs one (file and print dialogs)."""
    private: Callable[[], bool] | None = None
    """What `viewer().private` says, without asking the book: lists ask it for every cell."""

    def is_private(self) -> bool:
        """Whether a shopper may be looking at the screen."""
        return bool(self.viewer().private) if self.private is None else self.private()

    def either(self, sentence: str, private: str) -> str:
        """The sentence, or what is said in its place while a shopper may be looking."""
        return private if self.is_private() else sentence

    def currency(self) -> Currency:
        """The shop's currency."""
        return currency(self.shop().currency)

    def money(self, cents: Cents | None, *, symbol: bool = True) -> str:
        """An amount as the shop writes it; what is not known is empty, with privacy on hidden."""
        if self.is_private():
            return privacy.HIDDEN
        if cents is None:
            return ""
        return format_money(cents, self.currency(), symbol=symbol, locale=self.shop().locale)
