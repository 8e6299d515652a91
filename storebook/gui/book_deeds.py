"""What is done with the file of a book while it is closed: its key, a restore, another folder."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storebook.book.book import Book
from storebook.book.moving import move_book
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.first_backup import back_up_first
from storebook.book.protection.paper import PaperKey
from storebook.book.protection.plain_copies import out_of_reach, plain_copies_of
from storebook.book.protection.protecting import Ways, change_paper_key, protect, unprotect
from storebook.gui.aside import Say
from storebook.gui.closed_deeds import AtHand, ClosedDeed, Outcome
from storebook.gui.dialogs.key_after import AfterKey, Plain
from storebook.gui.rescuing import put_back_before, put_back_open, restored_words

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow

PROTECTED = "The book is protected now."
CHANGED = (
    "The book has a new key. Keep the old paper for the backups made before now, wherever they lie."
)
UNPROTECTED = "The book is plain now: whoever has the file can read it."
RESTORING = "Restoring a backup"
COPYING = "The backup is copied, and the copy read from end to end…"
FIRST = "Making a backup under the key…"


def protecting(paper: PaperKey, ways: Ways, typed: str) -> ClosedDeed:
    """Write a plain book with a key; the backups that anybody can read are asked about then."""

    def work(at_hand: AtHand, say: Say) -> Outcome:
        path = at_hand.path
        key = protect(path, paper, ways, by=at_hand.associate_id)
        say(FIRST)
        said = " ".join(filter(None, [PROTECTED, back_up_first(path, key)]))
        plain = Plain(copies=tuple(plain_copies_of(path)), away=out_of_reach(path))
        then = partial(show_after, PROTECTED, typed, plain)
        return Outcome(path=path, key=key, said=said, then=then)

    return ClosedDeed(
        title="Protecting the book", fact="Every page is written anew, with the key…", work=work
    )


def changing_key(paper: PaperKey, ways: Ways, typed: str) -> ClosedDeed:
    """Write a protected book with another key."""

    def work(at_hand: AtHand, say: Say) -> Outcome:
        path = at_hand.path
        assert at_hand.key is not None
        key = change_paper_key(path, at_hand.key, paper, ways, by=at_hand.associate_id)
        say(FIRST)
        said = " ".join(filter(None, [CHANGED, back_up_first(path, key)]))
        then = partial(show_after, CHANGED, typed, Plain())
        return Outcome(path=path, key=key, said=said, then=then)

    return ClosedDeed(
        title="Changing the key", fact="Every page is written anew, with the new key…", work=work
    )


def show_after(sentence: str, typed: str, plain: Plain, window: "MainWindow") -> None:
    """Offer the drill, and ask about what anybody can read."""
    window.opener.open(AfterKey(window.context, sentence, typed, plain))


def unprotecting() -> ClosedDeed:
    """Make a protected book plain again."""

    def work(at_hand: AtHand, say: Say) -> Outcome:
        assert at_hand.key is not None
        unprotect(at_hand.path, at_hand.key, by=at_hand.associate_id)
        return Outcome(path=at_hand.path, key=None, said=UNPROTECTED)

    return ClosedDeed(
        title="Taking the key away", fact="Every page is written anew, without a key…", work=work
    )


def restoring(backup: Path, today: date, when: str, earlier: DataKey | None = None) -> ClosedDeed:
    """Put a backup in the place of the book that was open; `earlier` opens it where the book has
    another key today.
    """

    def work(at_hand: AtHand, say: Say) -> Outcome:
        done = put_back_open(
            at_hand.path,
            backup,
            at_hand.key,
            by=at_hand.associate_id,
            today=today,
            earlier=earlier,
        )
        said = restored_words(done, f"The backup of {when} is the book now.")
        return Outcome(path=done.path, key=done.key, said=said)

    return ClosedDeed(title=RESTORING, fact=COPYING, work=work)


def restoring_before(backup: Path, today: date, when: str) -> ClosedDeed:
    """Put the book that stood here before in the place of the one that was open."""

    def work(at_hand: AtHand, say: Say) -> Outcome:
        done = put_back_before(at_hand.path, backup, at_hand.associate_id, today)
        said = restored_words(done, f"The backup of {when} is the book now.")
        return Outcome(path=done.path, key=None, said=said)

    return ClosedDeed(title=RESTORING, fact=COPYING, work=work)


def moving(folder: Path) -> ClosedDeed:
    """Put the book into another folder, with its backups."""

    def work(at_hand: AtHand, say: Say) -> Outcome:
        target = folder / at_hand.path.name
        book = Book.open(at_hand.path, key=at_hand.key)
        try:
            book.associate_id = at_hand.associate_id
            old = move_book(book, target)
        finally:
            book.close()
        said = f"The book is in “{folder}” now. The old file is kept there as “{old.name}”."
        return Outcome(path=target, key=at_hand.key, said=said)

    return ClosedDeed(
        title="Moving the book", fact="The book is copied, and the copy read back…", work=work
    )
