"""The press: turns a frozen run into cards, labels, envelopes or a list, for window and command.

Nothing here reads the book: who gets what was settled when the run was frozen, and whether a piece
may still go out when it was handed over. Problems are told by the piece's position in its run.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from storebook.base.checks import show_number
from storebook.base.errors import Refused
from storebook.base.text import one_line, typographic
from storebook.book.shop import Shop
from storebook.outreach.runs import RunPiece
from storebook.printing.cards import CardText, card_problems, print_cards
from storebook.printing.envelopes import (
    Envelope,
    EnvelopePaper,
    EnvelopeSender,
    EnvelopeText,
    envelope_problems,
    print_envelopes,
    sender_of,
)
from storebook.printing.filling import Filling
from storebook.printing.folds import Fold
from storebook.printing.labels import LabelText, label_problems, print_labels
from storebook.printing.lists import MailingRow, print_mailing_list
from storebook.printing.membership_cards import MemberCard
from storebook.printing.problems import Problem
from storebook.printing.sheets import LabelSheet, landscape, paper, sheet
from storebook.printing.tables import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPaper:
    """How cards are to be printed: a name of `Fold`, "a4" or "letter", in color or in black."""

    fold: str
    paper: str
    mono: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a run with everything that may stand on it, in the words it was frozen with.

    `address_lines` begin with the name where the country's post wants it. `day` is as it is to be
    read. `design` is empty for pieces that are not cards. `country` is that of the address, and
    `neutral` says that the envelope must not tell who sends it. `language` is that of the words.
    A card that is `blank` has none of them inside; one with `child` is for the birthday of a child.
    """

    position: int
    name: str
    address_lines: tuple[str, ...]
    occasion: str
    day: str
    greeting: str
    wish_lines: tuple[str, ...]
    signature: str
    design: str
    month: int
    years: int | None = None
    initials: str = ""
    country: str = ""
    neutral: bool = False
    language: str = "en"
    child: bool = False
    blank: bool = False


def pieces_of(run_pieces: Sequence[RunPiece], show_day: Callable[[date], str]) -> list[Piece]:
    """The pieces of a run that are in, ready for the press, in their order."""
    return [
        Piece(
            position=piece.position,
            name=piece.name_line,
            address_lines=tuple(piece.address_block.splitlines()),
            occasion=piece.occasion_text,
            day=show_day(piece.occasion_day),
            greeting=piece.greeting,
            wish_lines=tuple(piece.wish.splitlines()),
            signature=piece.signature,
            design=piece.design or "",
            month=piece.month,
            years=piece.years,
            initials=piece.initials,
            language=piece.language,
            country=piece.country,
            neutral=piece.neutral_sender,
            child=piece.child_id is not None,
        )
        for piece in run_pieces
        if piece.position is not None
    ]


def print_run_cards(
    out: BinaryIO, pieces: Sequence[Piece], shop: Shop, on: CardPaper
) -> list[Problem]:
    """Write the cards as a PDF; those that cannot be printed right are left out and answered."""
    fold, stock = Fold(on.fold), paper(on.paper)
    return _placed(pieces, print_cards(out, _cards(pieces, shop), fold, stock, mono=on.mono))


def print_run_labels(out: BinaryIO, pieces: Sequence[Piece], *, sheet_name: str) -> list[Problem]:
    """Write the labels as a PDF on fresh sheets; what does not fit is answered."""
    return print_on_stock(out, pieces, sheet(sheet_name), filling=Filling())


def print_on_stock(
    out: BinaryIO,
    pieces: Sequence[Piece],
    stock: LabelSheet,
    *,
    filling: Filling,
    outlines: bool = False,
) -> list[Problem]:
    """Write the labels as a PDF, on stock of the shop's own as well; what does not fit is
    answered.
    """
    labels = _labels(pieces)
    return _placed(pieces, print_labels(out, labels, stock, filling=filling, outlines=outlines))


def print_run_list(
    out: BinaryIO,
    pieces: Sequence[Piece],
    heading: Heading,
    *,
    paper_name: str,
    lying: bool = False,
) -> list[Problem]:
    """Write the mailing list as a PDF, upright or `lying` on its long side; every piece stands on
    it.
    """
    rows = [
        MailingRow(
            name=piece.name,
            address_lines=_without_name(piece),
            occasion=piece.occasion,
            day=piece.day,
        )
        for piece in pieces
    ]
    sheet_of_list = landscape(paper(paper_name)) if lying else paper(paper_name)
    return _placed(pieces, print_mailing_list(out, heading, rows, sheet_of_list))


def print_run_envelopes(out: BinaryIO, pieces: Sequence[Piece], on: EnvelopePaper) -> list[Problem]:
    """Write the envelopes as a PDF; what cannot be printed right is left out and answered."""
    return _placed(pieces, print_envelopes(out, _envelopes(pieces), on))


def envelope_run_problems(pieces: Sequence[Piece], on: EnvelopePaper) -> list[Problem]:
    """What the envelopes of the run would leave out."""
    return _placed(pieces, envelope_problems(_envelopes(pieces), on))


def envelope_paper(
    shop: Shop, size: Envelope, kept: EnvelopeSender, *, turn: int = 0, outlines: bool = False
) -> EnvelopePaper:
    """How this shop addresses envelopes of this size: by the post of its country, in its name."""
    return EnvelopePaper(
        envelope=size,
        post=shop.country,
        sender=sender_of(shop, kept, neutral=False),
        neutral=sender_of(shop, kept, neutral=True),
        turn=turn if size.window is None else 0,
        outlines=outlines,
    )


def card_run_problems(pieces: Sequence[Piece], shop: Shop) -> list[Problem]:
    """What the cards of the run would leave out: for telling it before paper is loaded."""
    return _placed(pieces, card_problems(_cards(pieces, shop)))


def label_run_problems(pieces: Sequence[Piece], *, stock: LabelSheet) -> list[Problem]:
    """What the labels of the run would leave out."""
    return _placed(pieces, label_problems(_labels(pieces), stock))


def from_position(pieces: Sequence[Piece], position: int) -> list[Piece]:
    """The pieces from this position on: after a jam. Refused when none is left."""
    if not (left := [piece for piece in pieces if piece.position >= position]):
        raise Refused(f"The run has no piece {position} or later.", "from")
    return left


def member_card(shop: Shop, *, name: str, number: str, since: int) -> MemberCard:
    """A membership card in the shop's name, for someone who is a member since that year."""
    contact = "  ·  ".join(part for part in (one_line(shop.address), shop.phone.strip()) if part)
    return MemberCard(
        name=name,
        number=show_number(number),
        since=f"member since {since}",
        shop_name=shop.name,
        contact=contact,
    )


def _cards(pieces: Sequence[Piece], shop: Shop) -> list[CardText]:
    return [
        CardText(
            name=piece.name,
            design=piece.design,
            month=piece.month,
            greeting=typographic(piece.greeting),
            wish_lines=tuple(map(typographic, piece.wish_lines)),
            signature=typographic(piece.signature),
            shop_name=typographic(shop.name),
            shop_line=typographic(shop.strapline),
            years=piece.years,
            initials=piece.initials,
            language=piece.language,
            holiday=typographic(piece.occasion),
            child=piece.child,
            blank=piece.blank,
        )
        for piece in pieces
    ]


def _labels(pieces: Sequence[Piece]) -> list[LabelText]:
    return [LabelText(lines=piece.address_lines, name=piece.name) for piece in pieces]


def _envelopes(pieces: Sequence[Piece]) -> list[EnvelopeText]:
    return [
        EnvelopeText(
            lines=piece.address_lines,
            name=piece.name,
            country=piece.country,
            neutral=piece.neutral,
        )
        for piece in pieces
    ]


def _without_name(piece: Piece) -> tuple[str, ...]:
    """The address alone: on a list the name has a column of its own."""
    named = {one_line(line) for line in piece.name.splitlines()}
    return tuple(line for line in piece.address_lines if one_line(line) not in named)


def _placed(pieces: Sequence[Piece], problems: list[Problem]) -> list[Problem]:
    """The problems with places counted as in the run, not as in what was handed over; one of the
    whole paper stays at 0.
    """
    return [
        replace(
            problem, place=pieces[problem.place - 1].position, name=pieces[problem.place - 1].name
        )
        if problem.place
        else problem
        for problem in problems
    ]
