"""The one map of the keyboard: what each key does, for menus, buttons and the sheet under F1."""

import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QKeySequence


class Group(StrEnum):
    """The heading under which the key stands on the sheet."""

    EVERYWHERE = "Everywhere"
    PAGES = "Pages"
    PAGE = "On the page that is open"
    SHOPPER = "On the page of a shopper"
    WRITE = "About the shopper who is open"
    PURCHASE = "With the purchase that is open"
    PAPER = "To print"
    SHOP = "In the shop"
    RARE = "What is done rarely"
    FORM = "In a form"
    LIST = "In a list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`sequence` is Qt's own writing; Ctrl is Cmd on macOS. `held` keys are shown, not bound.

    “Ctrl+J, N” is two strokes: Ctrl J, let go, then N.
    """

    action: str
    sequence: str
    words: str
    group: Group
    also: tuple[str, ...] = ()
    held: bool = False


KEYS = [
    Key(action="search", sequence="Ctrl+K", words="Search", group=Group.EVERYWHERE),
    Key(action="new_shopper", sequence="Ctrl+N", words="New shopper", group=Group.EVERYWHERE),
    Key(
        action="record_purchase",
        sequence="Ctrl+R",
        words="Record purchase",
        group=Group.EVERYWHERE,
    ),
    Key(action="enroll", sequence="Ctrl+E", words="Enroll in club", group=Group.EVERYWHERE),
    Key(action="log_contact", sequence="Ctrl+T", words="Log a contact", group=Group.EVERYWHERE),
    Key(
        action="undo",
        sequence="Ctrl+Z",
        words="Undo the last change",
        group=Group.EVERYWHERE,
    ),
    Key(
        action="redo",
        sequence="Ctrl+Shift+Z",
        words="Do it again after all",
        group=Group.EVERYWHERE,
        also=("Ctrl+Y",),
    ),
    Key(
        action="follow_up",
        sequence="Ctrl+G",
        words="What the last save offers: a gift receipt, a card",
        group=Group.EVERYWHERE,
    ),
    Key(
        action="back",
        sequence="Alt+Left",
        words="Back through what was open",
        group=Group.EVERYWHERE,
    ),
    Key(action="forward", sequence="Alt+Right", words="Forward again", group=Group.EVERYWHERE),
    Key(
        action="text_larger",
        sequence="Ctrl++",
        words="Larger text",
        group=Group.EVERYWHERE,
        also=("Ctrl+=",),
    ),
    Key(action="text_smaller", sequence="Ctrl+-", words="Smaller text", group=Group.EVERYWHERE),
    Key(action="text_normal", sequence="Ctrl+0", words="Normal text", group=Group.EVERYWHERE),
    Key(
        action="privacy",
        sequence="F8",
        words="Privacy on or off",
        group=Group.EVERYWHERE,
        also=("Ctrl+Shift+H",) if sys.platform == "darwin" else (),
    ),
    Key(action="lock", sequence="Ctrl+L", words="Lock", group=Group.EVERYWHERE),
    Key(
        action="lock_twice",
        sequence="F8",
        words="Lock: press it twice",
        group=Group.EVERYWHERE,
        held=True,
    ),
    Key(
        action="turn",
        sequence="F11",
        words="Turn the screen to the shopper",
        group=Group.EVERYWHERE,
        also=("Ctrl+Shift+F",) if sys.platform == "darwin" else (),
    ),
    Key(action="menu", sequence="Alt", words="The menu", group=Group.EVERYWHERE, held=True),
    Key(action="keys", sequence="F1", words="All keys on one sheet", group=Group.EVERYWHERE),
    Key(action="page_counter", sequence="Ctrl+1", words="Counter", group=Group.PAGES),
    Key(action="page_shoppers", sequence="Ctrl+2", words="Shoppers", group=Group.PAGES),
    Key(action="page_occasions", sequence="Ctrl+3", words="Occasions", group=Group.PAGES),
    Key(action="page_purchases", sequence="Ctrl+4", words="Purchases", group=Group.PAGES),
    Key(action="page_club", sequence="Ctrl+5", words="Club", group=Group.PAGES),
    Key(action="page_owner", sequence="Ctrl+8", words="Owner", group=Group.PAGES),
    Key(action="page_shop", sequence="Ctrl+9", words="Shop", group=Group.PAGES),
    Key(action="next_tab", sequence="Ctrl+Tab", words="Next tab", group=Group.PAGE),
    Key(
        action="previous_tab",
        sequence="Ctrl+Shift+Tab",
        words="Previous tab",
        group=Group.PAGE,
    ),
    Key(action="edit", sequence="F2", words="Edit", group=Group.PAGE),
    Key(action="print", sequence="Ctrl+P", words="Print what is open", group=Group.PAGE),
    Key(
        action="photos",
        sequence="Ctrl+I",
        words="Photos of the shopper, or of the piece that is open",
        group=Group.PAGE,
    ),
    Key(action="find", sequence="Ctrl+F", words="Find in this list", group=Group.PAGE),
    Key(
        action="departure",
        sequence="Ctrl+Shift+A",
        words="Quiet, moved away or died",
        group=Group.SHOPPER,
    ),
    Key(action="household", sequence="Ctrl+Shift+O", words="Household", group=Group.SHOPPER),
    Key(action="permissions", sequence="Ctrl+Shift+P", words="Permissions", group=Group.SHOPPER),
    Key(
        action="merge",
        sequence="Ctrl+Shift+M",
        words="Merge with another file",
        group=Group.SHOPPER,
    ),
    Key(
        action="everything",
        sequence="Ctrl+Shift+W",
        words="Everything about this person, into a file",
        group=Group.SHOPPER,
    ),
    Key(action="erase", sequence="Ctrl+Shift+Del", words="Erase for good", group=Group.SHOPPER),
    Key(action="twice", sequence="Ctrl+Shift+D", words="Who is here twice?", group=Group.RARE),
    Key(action="past_runs", sequence="Ctrl+Shift+R", words="Past runs", group=Group.RARE),
    Key(
        action="more_lists",
        sequence="Ctrl+Shift+L",
        words="More lists: calls, birthdays, a month for the wall",
        group=Group.RARE,
    ),
    Key(action="returned", sequence="Ctrl+Shift+B", words="Mail that came back", group=Group.RARE),
    Key(action="import", sequence="Ctrl+Shift+I", words="Import a list", group=Group.RARE),
    Key(
        action="export_shoppers", sequence="Ctrl+Shift+X", words="Export shoppers", group=Group.RARE
    ),
    Key(
        action="export_purchases",
        sequence="Ctrl+Shift+T",
        words="Export purchases",
        group=Group.RARE,
    ),
    Key(
        action="export_plain",
        sequence="Ctrl+Shift+S",
        words="Export everything",
        group=Group.RARE,
    ),
    Key(action="back_up", sequence="Ctrl+Shift+K", words="Back up now", group=Group.RARE),
    Key(action="restore", sequence="Ctrl+Shift+G", words="Restore a backup", group=Group.RARE),
    Key(action="note", sequence="Ctrl+J, N", words="Note", group=Group.WRITE),
    Key(action="wish", sequence="Ctrl+J, W", words="Wish", group=Group.WRITE),
    Key(action="size", sequence="Ctrl+J, S", words="Size", group=Group.WRITE),
    Key(
        action="taste",
        sequence="Ctrl+J, T",
        words="Taste, dislike, allergy, budget",
        group=Group.WRITE,
    ),
    Key(action="day", sequence="Ctrl+J, D", words="Day to remember", group=Group.WRITE),
    Key(action="family", sequence="Ctrl+J, F", words="Somebody of the family", group=Group.WRITE),
    Key(action="ties", sequence="Ctrl+J, E", words="Family ties", group=Group.WRITE),
    Key(action="task", sequence="Ctrl+J, U", words="Follow-up", group=Group.WRITE),
    Key(action="piece", sequence="Ctrl+J, P", words="Piece bought elsewhere", group=Group.WRITE),
    Key(action="changes", sequence="Ctrl+J, H", words="History of changes", group=Group.WRITE),
    Key(action="ask", sequence="Ctrl+J, A", words="Answer what is asked today", group=Group.WRITE),
    Key(action="return_line", sequence="Ctrl+J, B", words="Return a line", group=Group.PURCHASE),
    Key(action="exchange", sequence="Ctrl+J, X", words="Exchange", group=Group.PURCHASE),
    Key(action="payment", sequence="Ctrl+J, Y", words="Take a payment", group=Group.PURCHASE),
    Key(
        action="take_back",
        sequence="Ctrl+J, Z",
        words="Take the purchase back",
        group=Group.PURCHASE,
    ),
    Key(action="labels", sequence="Ctrl+J, L", words="Print labels", group=Group.PAPER),
    Key(action="envelopes", sequence="Ctrl+J, V", words="Print envelopes", group=Group.PAPER),
    Key(action="mailing_list", sequence="Ctrl+J, M", words="Mailing list", group=Group.PAPER),
    Key(
        action="member_cards",
        sequence="Ctrl+J, C",
        words="Cards of members on sheets",
        group=Group.PAPER,
    ),
    Key(action="shop_details", sequence="Ctrl+J, 1", words="The shop’s details", group=Group.SHOP),
    Key(action="shop_staff", sequence="Ctrl+J, 2", words="Staff", group=Group.SHOP),
    Key(action="shop_fields", sequence="Ctrl+J, 3", words="Own fields", group=Group.SHOP),
    Key(action="shop_words", sequence="Ctrl+J, 4", words="Words of the cards", group=Group.SHOP),
    Key(action="shop_history", sequence="Ctrl+J, 5", words="History of the book", group=Group.SHOP),
    Key(action="shop_book", sequence="Ctrl+J, 6", words="The book", group=Group.SHOP),
    Key(action="shop_computer", sequence="Ctrl+J, 7", words="This computer", group=Group.SHOP),
    Key(action="shop_days", sequence="Ctrl+J, G", words="Gift days", group=Group.SHOP),
    Key(action="shop_stock", sequence="Ctrl+J, K", words="Label sheets", group=Group.SHOP),
    Key(
        action="shop_envelopes", sequence="Ctrl+J, I", words="Kinds of envelopes", group=Group.SHOP
    ),
    Key(
        action="shop_printers",
        sequence="Ctrl+J, R",
        words="Printers, and measuring them",
        group=Group.SHOP,
    ),
    Key(action="protection", sequence="Ctrl+J, 8", words="Protect the book", group=Group.RARE),
    Key(action="check", sequence="Ctrl+J, 9", words="Check the book", group=Group.RARE),
    Key(action="check_log", sequence="Ctrl+J, 0", words="Check the log", group=Group.RARE),
    Key(
        action="second_place",
        sequence="Ctrl+J, Q",
        words="Second place of the backups",
        group=Group.RARE,
    ),
    Key(action="other_book", sequence="Ctrl+J, O", words="Open another book", group=Group.RARE),
    Key(
        action="next_field",
        sequence="Return",
        words="Next field, from the last one to the button",
        group=Group.FORM,
        held=True,
    ),
    Key(
        action="save",
        sequence="Ctrl+Return",
        words="Save, confirm",
        group=Group.FORM,
        also=("Ctrl+Enter",),
        held=True,
    ),
    Key(
        action="new_line",
        sequence="Ins",
        words="In a purchase: the line for a new piece",
        group=Group.FORM,
        held=True,
    ),
    Key(
        action="paste",
        sequence="Ctrl+V",
        words="In the photos: paste a picture",
        group=Group.FORM,
        held=True,
    ),
    Key(
        action="remove",
        sequence="Del",
        words="In the photos: remove the one that is chosen",
        group=Group.FORM,
        held=True,
    ),
    Key(
        action="leave",
        sequence="Esc",
        words="One step back, keeping what was typed",
        group=Group.FORM,
        held=True,
    ),
    Key(
        action="open",
        sequence="Return",
        words="Open the row, press the button",
        group=Group.LIST,
        held=True,
    ),
    Key(
        action="add",
        sequence="Ins",
        words="Add to the list of a section",
        group=Group.LIST,
        held=True,
    ),
    Key(
        action="mark",
        sequence="Space",
        words="Check or do what the row offers",
        group=Group.LIST,
        held=True,
    ),
]

BY_ACTION = {key.action: key for key in KEYS}

# What the program does with a key that lines of text would take for editing, such as Ctrl E.
EDITING = frozenset({"undo", "redo"})
NOT_FOR_EDITING = frozenset(
    QKeySequence(sequence).toString()
    for key in KEYS
    if not key.held and key.action not in EDITING
    for sequence in (key.sequence, *key.also)
)

_SPOKEN = {"Return": "Enter", "Left": "←", "Right": "→"}


def shown(action: str) -> str:
    """The key as people read it: “Ctrl R”; on macOS with its own signs."""
    return as_read(BY_ACTION[action].sequence)


def as_read(sequence: str) -> str:
    """Qt's writing of a key as people read it."""
    if sys.platform == "darwin":
        return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    if sequence.endswith("++"):
        return sequence[:-2].replace("+", " ") + " +"
    return " ".join(_SPOKEN.get(part, part) for part in sequence.split("+"))


def sequences(action: str) -> list[QKeySequence]:
    """All keys that do this, for a shortcut."""
    key = BY_ACTION[action]
    return [QKeySequence(written) for written in (key.sequence, *key.also)]
