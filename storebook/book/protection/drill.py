"""The restore drill: the newest backup opened with the paper alone, as on another computer."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storebook.base.errors import Refused
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.kept_backups import kept_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.page_proof import Fit, key_fits
from storebook.book.protection.paper import read_paper
from storebook.book.protection.refusals import Damaged, WrongKey
from storebook.book.protection.unlocking import key_from_paper
from storebook.book.remembered import folder_to_look_in
from storebook.book.restoring import prove

NO_BACKUP = "There is no backup yet to try it on. Back up once, and try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the paper opened: a backup of this moment, read from end to end."""

    backup: Path
    at: datetime
    shoppers: int
    purchases: int

    @property
    def in_words(self) -> str:
        """What was found, without the moment."""
        shoppers = counted(self.shoppers, "shopper", "shoppers")
        return f"{shoppers} and {counted(self.purchases, 'purchase', 'purchases')}"


def drill(path: Path, typed: str) -> Proof:
    """Open the newest backup of this book with what stands on the paper and nothing else.

    Neither this computer's keychain nor a key file is asked. The backup is read from end to end
    and not changed. Raises PaperTypo, WrongKey, or Refused when the backup is not good.
    """
    found = kept_backups(folder_to_look_in(path))
    if not found:
        raise Refused(NO_BACKUP)
    newest = found[0]
    key = key_for(path, newest.path, typed)
    prove(newest.path, key)
    with Book.open(newest.path, mode="read", key=key) as backup:
        return Proof(
            backup=newest.path,
            at=newest.at,
            shoppers=backup.value("SELECT count(*) FROM shopper"),
            purchases=backup.value("SELECT count(*) FROM purchase"),
        )


def key_for(path: Path, backup: Path, typed: str) -> DataKey:
    """The key on the paper; a typo in it is told by the book, which knows the key that is meant."""
    try:
        key = read_paper(typed).data_key
    except Refused:
        key_from_paper(path, typed)
        raise
    fit = key_fits(backup, key)
    if fit is Fit.NO:
        raise WrongKey(path)
    if fit is Fit.UNKNOWN:
        raise Damaged(backup)
    return key
