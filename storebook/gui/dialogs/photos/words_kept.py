"""What is being written under a photo, kept every two seconds until it is saved."""

from PySide6.QtCore import QObject

from storebook.book.book import Book
from storebook.book.drafts import draft, drop_draft, keep_draft
from storebook.gui.fields import TextField
from storebook.gui.form import AS_IT_WAS, DraftTimer
from storebook.people.photos import Photo, Subject

FORM, WORDS = "PhotosDialog", "caption"


class WordsKept(QObject):
    """One draft for each photo; words that were saved meanwhile by somebody else stand."""

    def __init__(self, book: Book, subject: Subject, line: TextField, parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._about = subject.about
        self._line = line
        self._whose = book.associate_id
        self._photo: Photo | None = None
        self._timer = DraftTimer(self, self._keep)
        line.changed.connect(self._timer.begin)

    def follow(self, photo: Photo | None) -> None:
        """The line is about this photo now: it shows its words, or those that were begun."""
        self._timer.stop()
        self._photo = photo
        kept = (
            None if photo is None else draft(self._book, FORM, self._subject(), whose=self._whose)
        )
        words = "" if photo is None else photo.caption
        if kept is not None and kept.body.get(AS_IT_WAS) == words:
            words = str(kept.body.get(WORDS, words))
        self._line.set_value(words)

    def drop(self) -> None:
        """The words are saved."""
        self._timer.stop()
        if self._photo is not None:
            drop_draft(self._book, FORM, self._subject(), whose=self._whose)

    def _subject(self) -> str:
        assert self._photo is not None
        return f"{self._about} photo {self._photo.id}"

    def _keep(self) -> None:
        if self._photo is not None and self._line.value() != self._photo.caption:
            body = {WORDS: self._line.value(), AS_IT_WAS: self._photo.caption}
            keep_draft(self._book, FORM, self._subject(), body, whose=self._whose)
