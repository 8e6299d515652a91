"""The ways into a protected book: this computer, the owner's passphrase, the key on paper.

Each answers the key, or says in one sentence why it can't; none ever touches the book itself. What
is found wrong with the key file is put right once a key has opened the book. What the paper does
not need (keychain, Argon2, AES) takes a quarter as long to load as a whole command, so it is loaded
by the way in that needs it.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.files import free_beside, rename_patiently
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.key_file import (
    FormerPaper,
    KeyFile,
    KeyFileTrouble,
    SlotKind,
    is_of_newer,
    key_file_path,
    read_key_file,
    save_key_file,
    spare_path,
    today,
)
from storebook.book.protection.known_here import was_its_key, was_plain
from storebook.book.protection.page_proof import Fit, head_of, key_fits
from storebook.book.protection.paper import (
    LOOK_AGAIN,
    ORDINALS,
    PaperTypo,
    looks_like_paper,
    mistyped_group,
    read_paper,
)
from storebook.book.protection.refusals import WrongKey

PAPER = "paper"
OTHERS = "-of-another-book"
WAS_PLAIN = (
    "“{name}” can’t be read, and its backups on this computer need no key: it was overwritten, or "
    "another book was put in its place. Nothing was changed. Restore the newest backup, or give "
    "the key of the other book."
)


class WrongPassphrase(Refused):
    """The passphrase is not the book's."""


class WasPlain(KeyFileTrouble):
    """The book that was here needed no key; what lies there now can't be read without one."""

    def __init__(self, path: Path) -> None:
        super().__init__(WAS_PLAIN.format(name=path.name), field="path")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """What may be tried, besides the paper, which always may.

    `trouble` is a sentence about the key file when that can't be used, else empty.
    """

    computer: bool
    passphrase: bool
    trouble: str


def ways_in(path: Path) -> WaysIn:
    """What the key file of this book offers."""
    try:
        found = key_file_of(path)
    except KeyFileTrouble as trouble:
        return WaysIn(computer=False, passphrase=False, trouble=str(trouble))
    if not belongs(path, found) and not found.slots:
        return WaysIn(computer=False, passphrase=False, trouble=str(of_another_book(path)))
    return WaysIn(
        computer=bool(found.of_kind(SlotKind.COMPUTER)),
        passphrase=bool(found.of_kind(SlotKind.PASSPHRASE)),
        trouble="",
    )


def key_from_computer(path: Path) -> DataKey | None:
    """The key, when this computer may open the book; None when it may not, or no longer.

    Raises KeychainTrouble when its keychain is missing, locked or broken, and KeyFileTrouble.
    """
    slots = key_file_of(path).of_kind(SlotKind.COMPUTER)
    if not slots:
        return None
    from storebook.book.protection.slots import open_with_keychain

    for slot in slots:
        key = open_with_keychain(slot)
        if key is not None and is_accepted(path, key):
            return key
    return None


def key_from_passphrase(path: Path, passphrase: str) -> DataKey:
    """The key, from the owner's passphrase; takes a third of a second.

    Raises WrongPassphrase, or KeyFileTrouble when the file beside the book is lost, damaged or
    another book's.
    """
    found = key_file_of(path)
    slots = found.of_kind(SlotKind.PASSPHRASE)
    if not slots and not belongs(path, found):
        raise of_another_book(path)
    if not slots:
        raise Refused(
            f"That is not the paper key of “{path.name}”, and no passphrase opens it. "
            "Nothing was changed. Open it with the key on the owner’s paper.",
            field="key",
        )
    from storebook.book.protection.slots import open_with_passphrase

    for slot in slots:
        key = open_with_passphrase(slot, passphrase)
        if key is not None and is_accepted(path, key):
            return key
    if not belongs(path, found):
        raise of_another_book(path)
    raise wrong_passphrase(path)


def key_from_paper(path: Path, typed: str) -> DataKey:
    """The key, from what stands on the owner's paper; needs no key file.

    Raises PaperTypo with the group where that can be found, and WrongKey.
    """
    try:
        key = read_paper(typed).data_key
    except PaperTypo as typo:
        if typo.group is None:
            refuse_typo(path, typed, typo)
        raise
    if not is_accepted(path, key):
        refuse_former(path, key)
        if key.mark not in known_marks(path):  # of what is mistyped one in 32 passes the check
            refuse_typo(path, typed, None)
        raise WrongKey(path)
    return key


def refuse_typo(path: Path, typed: str, typo: PaperTypo | None) -> None:
    """Say in which group the typo is, where one slip makes it the key of this book."""
    group = mistyped_group(typed, known_marks(path))
    if group is not None:
        raise PaperTypo(
            f"There is a typo in the {ORDINALS[group - 1]} group of the paper key. {LOOK_AGAIN}",
            group,
        ) from typo


def key_from_text(path: Path, typed: str) -> tuple[DataKey, str]:
    """The key from either, and which it was: "paper" or "passphrase".

    What can't be any paper's key is first tried as a passphrase: a passphrase may look like one.
    """
    try:
        return key_from_paper(path, typed), PAPER
    except (PaperTypo, WrongKey) as not_this_paper:
        if ways_in(path).passphrase:
            # Of a whole paper's key it is said what is wrong with that, not with the key file.
            is_paper = isinstance(not_this_paper, WrongKey)
            with suppress(WrongPassphrase, *([KeyFileTrouble] if is_paper else [])):
                return key_from_passphrase(path, typed), SlotKind.PASSPHRASE.value
        elif not looks_like_paper(typed) and isinstance(not_this_paper, PaperTypo):
            key_from_passphrase(path, typed)  # says why no passphrase opens it
        if looks_like_paper(typed):
            raise
    raise wrong_passphrase(path)


def prove(path: Path, typed: str) -> str:
    """A drill: what was typed opens the book, and which it was. The book is only read.

    Raises what the ways in raise, and what opening raises.
    """
    key, which = key_from_text(path, typed)
    with Book.open(path, mode="read", key=key) as book:
        book.value("SELECT count(*) FROM shopper")
    return which


# -- the key file


def key_file_of(path: Path) -> KeyFile:
    """The key file of this book: that beside it, or this computer's copy where that fits better.

    Raises KeyFileTrouble when there is none that can be used.
    """
    troubles, found = [], []
    for place in (key_file_path(path), spare_path(path)):
        try:
            if one := read_key_file(place):
                found.append(one)
        except KeyFileTrouble as trouble:
            troubles.append(trouble)
    fitting = [one for one in found if belongs(path, one)]
    if fitting:
        return fitting[0]
    if troubles:
        raise troubles[0]
    if found:
        return found[0]
    if was_plain(path):
        raise WasPlain(path)
    raise KeyFileTrouble(
        f"The key file “{key_file_path(path).name}” is not there. The book is safe: the key on the "
        "owner’s paper opens it, and the file is made anew."
    )


def belongs(path: Path, key_file: KeyFile) -> bool:
    """Whether the file speaks of the key that the book begins with."""
    head = head_of(path)
    return head is None or head in key_file.marks


def known_marks(path: Path) -> frozenset[str]:
    """The marks of the keys that may have been meant."""
    marks = frozenset(filter(None, [head_of(path)]))
    with suppress(KeyFileTrouble):
        marks |= key_file_of(path).marks
    return marks


def is_accepted(path: Path, key: DataKey) -> bool:
    """Whether the key is this book's, whose key file is put right then; or that of the book that
    was here before this one was overwritten: opening says so, and its backups need it.
    """
    if may_open(path, key):
        mend_key_file(path, key)
        return True
    return was_its_key(path, key)


def may_open(path: Path, key: DataKey) -> bool:
    """Whether the key is this book's, also when the book is damaged."""
    fit = key_fits(path, key)
    if fit is Fit.UNKNOWN:  # this program has it open: only SQLite may look into the file
        return opens(path, key)
    return fit is Fit.YES


def opens(path: Path, key: DataKey) -> bool:
    try:
        Book.open(path, mode="read", key=key).close()
    except WrongKey:
        return False
    return True


def refuse_former(path: Path, key: DataKey) -> None:
    """Say that it is an earlier paper of the same book, and what it still opens."""
    with suppress(KeyFileTrouble):
        for paper in key_file_of(path).former:
            if paper.mark == key.mark:
                raise WrongKey(path, former_until=paper.until)


def wrong_passphrase(path: Path) -> WrongPassphrase:
    return WrongPassphrase(
        f"That is neither the passphrase of “{path.name}” nor the 33 characters on its paper. "
        "Nothing was changed. Look again, and type it once more.",
        field="key",
    )


def of_another_book(path: Path) -> KeyFileTrouble:
    return KeyFileTrouble(
        f"The key file “{key_file_path(path).name}” belongs to another book, or is older than the "
        "key of this one. Nothing was changed. Put the right one beside it, or open the book with "
        "the key on the owner’s paper."
    )


def mend_key_file(path: Path, key: DataKey) -> None:
    """Put the key file right, now that the key is known: lost, damaged, foreign, half changed.

    Where it can't be written the book opens all the same. A foreign file is kept under another
    name: it may be the only one of its book. One that a newer Storebook made stays.
    """
    if is_of_newer(key_file_path(path)):
        return
    with suppress(OSError):
        put_foreign_aside(path, key)
        wanted = mended(path, key)
        is_stale = spare_path(path).exists() and wanted != whole_or_none(spare_path(path))
        if is_stale or wanted != whole_or_none(key_file_path(path)):
            save_key_file(path, wanted)


def mended(path: Path, key: DataKey) -> KeyFile:
    try:
        found = key_file_of(path)
    except KeyFileTrouble:
        return KeyFile(mark=key.mark)
    if key.mark not in found.marks:
        return KeyFile(mark=key.mark)
    slots = tuple(slot for slot in found.slots if slot.mark == key.mark)
    former = found.former
    if found.mark != key.mark:  # the power went just after the key had been changed
        former = (*former, FormerPaper(mark=found.mark, until=today()))
    return KeyFile(mark=key.mark, slots=slots, former=former)


def put_foreign_aside(path: Path, key: DataKey) -> None:
    place = key_file_path(path)
    found = whole_or_none(place)
    if found is not None and key.mark not in found.marks:
        rename_patiently(place, free_beside(place, OTHERS))


def whole_or_none(place: Path) -> KeyFile | None:
    try:
        return read_key_file(place)
    except KeyFileTrouble:
        return None
