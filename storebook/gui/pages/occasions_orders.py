"""What is to be printed of a run, and what came of it: the same wherever it goes."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from storebook.gui.context import Context
from storebook.gui.shown import plural, whole_day
from storebook.outreach.choosing import RunKind, RunLook
from storebook.outreach.runs import RunPiece
from storebook.printing.envelopes import Envelope, EnvelopePaper
from storebook.printing.filling import Filling
from storebook.printing.folds import Edge, Fold, impose
from storebook.printing.press import (
    CardPaper,
    Piece,
    print_on_stock,
    print_run_cards,
    print_run_envelopes,
    print_run_list,
)
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet, paper
from storebook.printing.tables import Heading
from storebook.staff.associates import associate

WHAT = {
    RunKind.CARDS: ("card", "cards"),
    RunKind.LABELS: ("label", "labels"),
    RunKind.ENVELOPES: ("envelope", "envelopes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be printed, made and told in the same words wherever it goes."""

    kind: RunKind
    title: str
    sheets: int
    paper: str
    draw: Callable[[io.BytesIO, Sequence[Piece]], list[Problem]]
    page: tuple[float, float] | None = None
    """Width and height in millimeters, of what is not a sheet of paper."""
    turn: Edge | None = None
    """The edge about which the sheets are turned over, where they have two sides."""
    stock: str = ""
    """What lies in the tray, by which it was measured where the printer prints."""
    on: CardPaper | None = None
    """How cards are printed."""
    envelope: str = ""
    """The size of envelopes, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Out of what the pieces come: a look that is frozen now, or a run that was frozen before.

    `first` is the position from which on it is printed again after a jam.
    """

    look: RunLook | None = None
    without: frozenset[int] = frozenset()
    run_id: int | None = None
    first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What went to paper, or into a file: told by the page until the next one goes."""

    run_id: int
    kind: RunKind
    pieces: int
    how: str
    at: datetime
    saved: bool = False
    """Whether it is a file, which is still to be printed."""
    problems: tuple[Problem, ...] = ()
    dropped: tuple[RunPiece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A PDF that is ready, of a run that is frozen; `is_new` where it was frozen for this."""

    run_id: int
    is_new: bool
    pdf: bytes
    pieces: int
    positions: tuple[int, ...]
    problems: tuple[Problem, ...]
    dropped: tuple[RunPiece, ...]


class Orders:
    """Each as the shop prints it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def cards(self, on: CardPaper, count: int) -> Order:
        """Greeting cards, as many on a sheet as are cut from one."""
        shop = self._context.shop()
        imposition = impose(Fold(on.fold), paper(on.paper))
        return Order(
            kind=RunKind.CARDS,
            title="Greeting cards",
            sheets=ceil(count / imposition.cards),
            paper=on.paper,
            turn=imposition.turn,
            stock=on.paper,
            on=on,
            draw=lambda out, pieces: print_run_cards(out, pieces, shop, on),
        )

    def labels(
        self, stock: LabelSheet, filling: Filling, count: int, *, outlines: bool = False
    ) -> Order:
        """Address labels on the places that are free."""
        return Order(
            kind=RunKind.LABELS,
            title=f"Labels, {stock.title}",
            sheets=filling.sheets(stock, count),
            paper=stock.paper.name,
            stock=stock.name,
            draw=lambda out, pieces: print_on_stock(
                out, pieces, stock, filling=filling, outlines=outlines
            ),
        )

    def envelopes(self, on: EnvelopePaper, count: int) -> Order:
        """Envelopes as the post reads them."""
        size = on.envelope.width, on.envelope.height
        page = size if on.turn in (0, 180) else (size[1], size[0])
        is_letter = on.envelope.window is not None
        return Order(
            kind=RunKind.ENVELOPES,
            title=f"{'Letters' if is_letter else 'Envelopes'}, {on.envelope.title}",
            sheets=count,
            paper=paper_of(on.envelope) if is_letter else self._context.shop().paper.value,
            draw=lambda out, pieces: print_run_envelopes(out, pieces, on),
            page=None if is_letter else page,
            envelope=on.envelope.name,
        )

    def mailing_list(self, note: str) -> Order:
        """Names, addresses and days on the shop's paper."""
        shop, locale = self._context.shop(), self._context.shop().locale
        who = associate(self._context.book, self._context.book.associate_id).name
        made = f"{who}, {shop.name}, {whole_day(self._context.today(), locale)}"
        heading = Heading(title="Mailing list", note=note, made=made)
        return Order(
            kind=RunKind.LIST,
            title="Mailing list",
            sheets=1,
            paper=shop.paper.value,
            draw=lambda out, pieces: print_run_list(
                out, pieces, heading, paper_name=shop.paper.value
            ),
        )


def paper_of(letter: Envelope) -> str:
    """The paper of a letter that is seen through a window."""
    return "a4" if round(letter.width) == round(paper("a4").width) else "letter"


def counted(kind: RunKind, number: int, locale: str) -> str:
    """ "19 cards", "1 label"; a list has names."""
    one, many = WHAT.get(kind, ("name", "names"))
    return plural(number, one, many, locale)
