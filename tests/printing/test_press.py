"""The press prints a run as it was frozen."""

import io
from datetime import date

import pytest

from storebook.base.errors import Refused
from storebook.book.shop import Shop
from storebook.outreach.runs import PieceState, RunPiece
from storebook.printing.press import (
    CardPaper,
    Piece,
    card_run_problems,
    from_position,
    label_run_problems,
    member_card,
    pieces_of,
    print_run_cards,
    print_run_labels,
    print_run_list,
)
from storebook.printing.sheets import sheet
from storebook.printing.tables import Heading
from tests.printing.reading import pages, words

SHOP = Shop(name="Hallam & Rye", address="14 Exchange Lane\nPortsmouth", phone="(555) 010-0100")
HALF = CardPaper(fold="half", paper="letter")


def make_run_piece(position: int | None, name: str = "Vivian Castellane") -> RunPiece:
    return RunPiece(
        id=100 + (position or 0),
        position=position,
        shopper_id=7,
        partner_id=None,
        occasion_id=9,
        occasion_day=date(2026, 11, 26),
        occasion_text="Birthday",
        name_line=name,
        address_block=f"{name}\n14 Harbor Street\nPortsmouth NH 03801",
        greeting=f"Dear {name},",
        wish="Happy birthday,\nand many bright days.",
        signature="Marta Oyelaran",
        design="facets",
        month=11,
        years=None,
        initials="",
        why=None,
        why_detail=None,
        state=PieceState.DUE,
    )


def make_pieces(*names: str) -> list[Piece]:
    run = [make_run_piece(position, name) for position, name in enumerate(names, 1)]
    return pieces_of(run, date.isoformat)


def test_cards_say_what_was_frozen_in_the_shops_name() -> None:
    out = io.BytesIO()

    problems = print_run_cards(out, make_pieces("Ann Lee"), SHOP, HALF)

    outside, inside = pages(out.getvalue())
    assert problems == []
    assert outside.text("topaz, the stone of november")
    assert [line.text for line in inside.texts] == [
        "Dear Ann Lee,",
        "Happy birthday,",
        "and many bright days.",
        "Marta Oyelaran",
        "hallam & rye",
    ]


def test_labels_cards_and_list_keep_one_order() -> None:
    pieces = make_pieces("Zoë", "Ann", "Mei")
    cards, labels, mailing = io.BytesIO(), io.BytesIO(), io.BytesIO()

    print_run_cards(cards, pieces, SHOP, HALF)
    print_run_labels(labels, pieces, sheet_name="5160")
    print_run_list(mailing, pieces, Heading(title="Mailing list"), paper_name="a4")

    for out in (cards, labels, mailing):
        said = words(out.getvalue())
        assert said.index("Zoë") < said.index("Ann") < said.index("Mei")


def test_the_list_says_the_name_once() -> None:
    out = io.BytesIO()

    print_run_list(out, make_pieces("Ann Lee"), Heading(title="List"), paper_name="letter")

    said = words(out.getvalue())
    assert said.count("Ann Lee") == 1
    assert "14 Harbor Street" in said
    assert "2026-11-26" in said


def test_who_was_left_out_is_not_printed() -> None:
    assert pieces_of([make_run_piece(None)], date.isoformat) == []


def test_after_a_jam_the_run_goes_on_at_any_piece() -> None:
    pieces = make_pieces("Zoë", "Ann", "Mei")

    assert [piece.name for piece in from_position(pieces, 2)] == ["Ann", "Mei"]


def test_a_piece_beyond_the_end_of_the_run_is_refused() -> None:
    with pytest.raises(Refused, match="no piece 4"):
        from_position(make_pieces("Zoë", "Ann", "Mei"), 4)


def test_problems_are_told_by_the_place_in_the_run_also_after_a_jam() -> None:
    pieces = from_position(make_pieces("Zoë", "Ann 💎", "Mei"), 2)

    (card,) = card_run_problems(pieces, SHOP)
    (label,) = label_run_problems(pieces, stock=sheet("l7160"))

    assert (card.place, card.name) == (2, "Ann 💎")
    assert (label.place, label.name) == (2, "Ann 💎")


def test_unknown_paper_or_stock_is_refused() -> None:
    with pytest.raises(Refused, match="choose A4 or Letter"):
        print_run_cards(io.BytesIO(), make_pieces("Ann"), SHOP, CardPaper(fold="half", paper="a3"))
    with pytest.raises(Refused, match="no label sheet"):
        print_run_labels(io.BytesIO(), make_pieces("Ann"), sheet_name="9999")


def test_a_membership_card_bears_the_shops_address_on_one_line() -> None:
    card = member_card(SHOP, name="Noor El-Amin", number="2 1186", since=2026)

    assert card.contact == "14 Exchange Lane Portsmouth  ·  (555) 010-0100"
    assert card.since == "member since 2026"
