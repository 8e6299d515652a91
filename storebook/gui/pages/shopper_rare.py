"""What is seldom done with a whole file: merging it, handing it out, erasing it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from storebook.base.text import possessive
from storebook.book.places import file_stem
from storebook.gui import ask
from storebook.gui.context import Context
from storebook.people.called import name_of
from storebook.staff.rights import Right, may, require

NEEDS = {"merge": Right.MERGE, "everything": Right.EXPORT, "erase": Right.ERASE}
KINDS = "To be read (*.pdf);;For other programs (*.json)"


class RareDeed(NamedTuple):
    """Its name in the key map, its words in the menu More, and what it does."""

    action: str
    words: str
    do: Callable[[], None]


def rare_deeds(context: Context, shopper_id: int) -> list[RareDeed]:
    """Those that the associate at work may do."""
    offered = (
        ("merge", "Merge with another file…", merge_it),
        ("everything", "Everything about this person…", hand_out),
        ("erase", "Erase for good…", erase_it),
    )

    def bound(deed: Callable[[Context, int], None]) -> Callable[[], None]:
        return lambda: deed(context, shopper_id)

    return [
        RareDeed(action, words, bound(deed))
        for action, words, deed in offered
        if may(context.book, NEEDS[action])
    ]


def deeds_by_key(context: Context, deeds: list[RareDeed]) -> dict[str, Callable[[], None]]:
    """What each key does; of what they may not do, one sentence says so."""
    lacking = {
        action: partial(require, context.book, right)
        for action, right in NEEDS.items()
        if not may(context.book, right)
    }
    return {**lacking, **{one.action: one.do for one in deeds}}


def merge_it(context: Context, shopper_id: int) -> None:
    """Look for the other file of the same person."""
    from storebook.gui.dialogs.merge import MergeShoppers

    context.dialogs.open(MergeShoppers(context, shopper_id))


def erase_it(context: Context, shopper_id: int) -> None:
    """Ask, and forget them."""
    from storebook.gui.dialogs.erase import EraseShopper

    context.dialogs.open(EraseShopper(context, shopper_id))


def hand_out(context: Context, shopper_id: int) -> None:
    """Everything that is on file, for the person who asks for it."""
    from storebook.gui.dialogs.erase import write_copy

    name = name_of(context.book, shopper_id)
    out = ask.save_file(
        context.window(), f"Everything about {name}", Path.home() / file_name(name), KINDS
    )
    if out is not None:
        written = write_copy(context, shopper_id, out)
        context.trouble("")
        context.say(f"Everything about {name} was written into {written.name}.")


def file_name(name: str) -> str:
    """What the file is called until somebody says otherwise."""
    return f"{possessive(file_stem(name))} data.pdf"
