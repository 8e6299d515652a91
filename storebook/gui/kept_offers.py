"""What the window offers about backups: a second place for them, removing plain ones, and the book
that stood here before.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storebook.book.rights import Right, may
from storebook.book.second_place import choose_second_place
from storebook.gui import ask
from storebook.gui.bars import Standing
from storebook.gui.keeping import now_here
from storebook.gui.shown import plural

if TYPE_CHECKING:
    from storebook.book.stood_before import StoodBefore
    from storebook.gui.main_window import MainWindow

NO_SECOND = (
    "All backups are on this computer: a thief or a fire would take the book and every one of "
    "them. Everything is safe now. Choose a second place, such as a stick; this is asked once."
)
CHOOSE = "Choose a second place…"
CHOSEN = "The second place for backups is “{folder}”."
ANOTHER = (
    "Another book stands here now, of “{now}”. The one before, of “{before}”, is safe in its "
    "backup of {when}. Restore that, and this one is kept beside it; or go on in this one."
)
BRING = "Restore the book before"
PLAIN = (
    "{many} from before the book was protected can be read by whoever finds them: {names}. "
    "What is in them is in the book too."
)
REMOVE = "Remove them"
ASK = "Ask the owner to remove them."
MOST_NAMED = 3


def offer_second_place(window: "MainWindow") -> None:
    """Asked once; later it stands on the page of the book."""
    do = partial(choose, window)
    offer = Standing(sentence=NO_SECOND, words=CHOOSE, do=do, for_one=True, is_trouble=False)
    window.trouble_bar.stand(offer)


def choose(window: "MainWindow") -> None:
    """A folder on another disk; the newest backup goes there at once."""
    folder = ask.choose_folder(window, "The second place for backups")
    if folder is None:
        return
    choose_second_place(window.book, folder, now_here())
    window.trouble_bar.close_bar()
    window.keeping.keep()
    window.undo_bar.show_fact(CHOSEN.format(folder=folder))


def offer_before(window: "MainWindow", before: "StoodBefore") -> None:
    """Told to everybody, and offered to whoever may restore; closed it is left so."""
    from storebook.gui.backup_list import moment_words

    shop, today = window.context.shop(), window.context.today()
    when = moment_words(before.at, today, shop.locale)
    sentence = ANOTHER.format(now=shop.name, before=before.shop, when=when)
    if may(window.book, Right.BACKUP):
        do = partial(restore_before, window, before.backup, when)
        window.trouble_bar.stand(Standing(sentence=sentence, words=BRING, do=do, for_one=True))
    else:
        window.trouble_bar.say(sentence)


def restore_before(window: "MainWindow", backup: Path, when: str) -> None:
    from storebook.gui.book_deeds import restoring_before

    window.context.dialogs.while_closed(restoring_before(backup, window.context.today(), when))


def offer_removal(window: "MainWindow", copies: list[Path]) -> None:
    """Told to everybody, and offered to whoever may deal with the key."""
    names = [f"“{path.name}”" for path in copies[:MOST_NAMED]]
    if more := len(copies) - len(names):
        names.append(f"and {more} more")
    many = plural(len(copies), "backup", "backups")
    sentence = PLAIN.format(many=many, names=", ".join(names))
    if may(window.book, Right.STAFF):
        do = partial(remove, window, copies)
        window.trouble_bar.stand(Standing(sentence=sentence, words=REMOVE, do=do, for_one=True))
    else:
        window.trouble_bar.say(f"{sentence} {ASK}")


def remove(window: "MainWindow", copies: list[Path]) -> None:
    """In the worker: a stick is slow to overwrite."""
    from storebook.book.protection.plain_copies import remove_plain_copies

    window.trouble_bar.close_bar()
    window.jobs.read(
        lambda _: remove_plain_copies(copies), partial(removed, window, len(copies)), owner=window
    )


def removed(window: "MainWindow", many: int, left: list[Path]) -> None:
    """What could not be removed is asked about again in an hour."""
    gone = plural(many - len(left), "plain backup", "plain backups")
    window.undo_bar.show_fact(f"{gone} overwritten and removed.")
