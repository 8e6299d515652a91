"""What is said when a key is missing, is another book's, or is not needed."""

import re
from pathlib import Path

from storebook.base.errors import Refused

# As backups are named: for what, and when.
BACKUP = re.compile(r" [a-z][a-z-]* \d{4}-\d{2}-\d{2} \d{6}(?: \(\d+\))?\.book")


class KeyNeeded(Refused):
    """The book is protected and was opened without a key; `path` says which book."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is protected. Nothing was changed. Open it with the owner’s "
            "passphrase, or with the key on the owner’s paper.",
            field="key",
        )
        self.path = path


class WrongKey(Refused):
    """The key is a key, but not this book's: another's, or one that it had until a day (ISO)."""

    def __init__(self, path: Path, former_until: str | None = None) -> None:
        why = "it belongs to another book, or to another paper of this one"
        now = "Use the paper that was made for it last."
        if BACKUP.search(path.name):
            now = "Use the paper that was in use when the backup was made."
        if former_until is not None:
            why = f"its key was changed on {former_until}"
            now = "Use the newer paper; this one still opens backups that are older."
        super().__init__(
            f"This key does not open “{path.name}”: {why}. "
            f"The book is safe and nothing was changed. {now}",
            field="key",
        )


class Damaged(Refused):
    """The key is right and the book does not open: so the book is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is damaged; the key is right. Nothing was changed. "
            "Stop working in it and restore the newest good backup.",
            field="path",
        )


class Overwritten(Damaged):
    """The key opened the book that was here, and does not open what is here now."""

    def __init__(self, path: Path) -> None:
        Refused.__init__(
            self,
            f"“{path.name}” was overwritten, or another file was put in its place: the key is that "
            "of the book that was here. Nothing was changed. Restore the newest good backup.",
            field="path",
        )


class NotProtected(Refused):
    """A key was given for a book that has none."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” is not protected, so no key opens it. Nothing was changed. "
            "Open it without a key, and protect it then.",
            field="key",
        )
