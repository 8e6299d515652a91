"""The words of cards that are half typed: kept every two seconds, for who typed them."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QObject

from storebook.book.book import Book
from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.gui.form import DraftTimer
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.wording import Origin, Template

FORM = "ShopWords"

Key = tuple[str, str, str]


class HalfTyped(QObject):
    """Several texts may be begun at once; each waits under the key of the one it will replace."""

    def __init__(self, book: Book, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._whose = book.associate_id
        self.texts: dict[Key, Template] = _kept(book)
        self._timer = DraftTimer(self, self.keep)

    def keep_soon(self) -> None:
        """A letter was typed."""
        self._timer.begin()

    def keep(self) -> None:
        """Keep them as they are now."""
        self._timer.stop()
        if not self.texts:
            drop_draft(self._book, FORM, "", whose=self._whose)
            return
        texts = [{"for": key[2], **asdict(text)} for key, text in self.texts.items()]
        keep_draft(self._book, FORM, "", {"texts": texts}, whose=self._whose)


def _kept(book: Book) -> dict[Key, Template]:
    found = draft(book, FORM, "")
    texts: list[dict[str, Any]] = found.body["texts"] if found is not None else []
    return {(one["kind"], one["language"], one.pop("for")): _text(one) for one in texts}


def _text(kept: dict[str, Any]) -> Template:
    return Template(**{**kept, "kind": CardKind(kept["kind"]), "origin": Origin(kept["origin"])})
