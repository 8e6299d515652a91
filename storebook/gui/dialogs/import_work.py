"""The reading behind the import dialog: a list looked at, and what saving it would bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.exchange.fields import Kind
from storebook.exchange.headings import headings
from storebook.exchange.importing import ImportResult, plan_import
from storebook.exchange.looking import Look, LookRow, look_at_file
from storebook.gui.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How the list is to be read; what is None is found out. `kind` None: whichever fits."""

    path: Path
    kind: Kind | None = None
    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The list as it was read. `plan` is missing as long as a needed column is not chosen."""

    asked: Asked
    look: Look
    plan: ImportResult | None

    @property
    def problems(self) -> list[LookRow]:
        """The rows that will be refused, by the list or by the book."""
        return list(self.look.problems if self.plan is None else self.plan.problems)

    @property
    def odd(self) -> list[LookRow]:
        """The rows that come in with something that is to be looked at."""
        refused = {row.line for row in self.problems}
        return [row for row in self.look.rows if row.warnings and row.line not in refused]

    @property
    def rows(self) -> int:
        """How many rows saving would take."""
        return self.plan.imported if self.plan is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One look at a list, to be taken in the worker."""

    asked: Asked
    shop: Shop
    today: date
    progress: Callable[[int, int], None]
    stop: Callable[[], bool]

    def __call__(self, book: Book) -> Looked:
        """Read the file whole and ask the book who is there already; nothing is saved."""
        look = self._look_as(self.asked.kind or Kind.SHOPPERS)
        if self.asked.kind is None and looks_like_tickets(look):
            other = self._look_as(Kind.PURCHASES)
            look = other if other.missing is None else look
        plan = None
        if look.missing is None:
            plan = plan_import(book, look, shop=self.shop, today=self.today).result
        return Looked(asked=self.asked, look=look, plan=plan)

    def _look_as(self, kind: Kind) -> Look:
        return look_at_file(
            self.asked.path,
            kind,
            mapping=self.asked.mapping,
            encoding=self.asked.encoding,
            delimiter=self.asked.delimiter,
            shop=self.shop,
            today=self.today,
            progress=self.progress,
            stop=self.stop,
        )


def looks_like_tickets(look: Look) -> bool:
    """Whether a list that was read as shoppers knows more of purchases by its headings."""
    as_people = sum(1 for column in look.columns if column.field)
    found = headings([column.header for column in look.columns], Kind.PURCHASES, {})
    return sum(1 for heading in found if heading.target is not None) > as_people


class ListReader(QObject):
    """One reading at a time: a newer question stops the older one."""

    looked = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._stop = Event()
        self._number = 0

    def read(self, asked: Asked) -> None:
        """Look at the list; the answer comes by `looked` or `failed`."""
        self.stop()
        self._stop = stop = Event()
        self._number += 1
        number = self._number
        work = Reading(
            asked=asked,
            shop=self._context.shop(),
            today=self._context.today(),
            progress=self.progressed.emit,
            stop=stop.is_set,
        )

        def failed(error: BaseException) -> None:
            if number == self._number and not stop.is_set():
                self.failed.emit(error)

        self._context.jobs.read(work, self.looked.emit, owner=self, lane="import", failed=failed)

    def stop(self) -> None:
        """No answer is wanted any more."""
        self._stop.set()
