"""Who sends an envelope, as it says itself, and how it lies in the printer."""

import io
from dataclasses import replace

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.settings import load
from storebook.book.shop import Shop
from storebook.printing.envelopes import (
    TURNS,
    EnvelopeSender,
    print_envelopes,
    save_envelope_sender,
    sender_of,
    with_neutral,
)
from tests.printing.reading import page_sizes, pages
from tests.printing.test_envelopes import NEUTRAL, PLAIN, RULER, TOLERANCE, make_paper, one, printed

SHOP = Shop(name="Hallam & Rye", address="Hallam & Rye Jewelers\n14 Exchange Lane\nPortsmouth")


def test_where_a_surprise_waits_the_sender_is_neutral() -> None:
    pdf = printed(replace(PLAIN, neutral=True), PLAIN, on=make_paper())

    surprised, other = pages(pdf)
    assert [line.text for line in surprised.texts[:2]] == list(NEUTRAL)
    assert other.texts[0].text == "Hallam & Rye"


def test_without_neutral_lines_the_shops_address_stands_without_its_name() -> None:
    assert sender_of(SHOP, EnvelopeSender(), neutral=True) == ("14 Exchange Lane", "Portsmouth")


def test_the_sender_is_the_shop_with_its_address_unless_it_says_otherwise() -> None:
    plain = replace(SHOP, address="14 Exchange Lane\nPortsmouth")

    assert sender_of(plain, EnvelopeSender(), neutral=False) == (
        "Hallam & Rye",
        "14 Exchange Lane",
        "Portsmouth",
    )
    assert sender_of(plain, EnvelopeSender(lines="H & R\nBox 1"), neutral=False) == (
        "H & R",
        "Box 1",
    )


def test_how_envelopes_are_signed_is_kept_in_the_book(book: Book) -> None:
    save_envelope_sender(book, EnvelopeSender(neutral=" P.O. Box 118 \n\n Portsmouth "))

    kept = load(book, EnvelopeSender)
    assert kept.neutral == "P.O. Box 118\nPortsmouth"
    assert with_neutral(kept, "Box 9", SHOP).neutral == "Box 9"
    assert with_neutral(kept, None, SHOP) == kept


def test_neutral_lines_that_name_the_shop_are_refused(book: Book) -> None:
    for betraying in ("Our shop, Box 1", "Fine Jewelry, Box 1", "The jeweler"):
        with pytest.raises(Refused, match="neutral lines"):
            save_envelope_sender(book, EnvelopeSender(neutral=betraying))

    assert load(book, EnvelopeSender) == EnvelopeSender()


# -- how it lies in the printer


@pytest.mark.parametrize("turn", TURNS)
def test_an_envelope_is_turned_as_the_printer_takes_it(turn: int) -> None:
    pdf = printed(PLAIN, on=make_paper("a7", turn=turn))

    (size,) = page_sizes(pdf)
    wide, high = RULER["a7"]
    assert size == pytest.approx((wide, high) if turn % 180 == 0 else (high, wide), abs=TOLERANCE)
    (page,) = pages(pdf)
    straight = one(PLAIN, make_paper("a7")).text("Ann Lee")
    name = page.text("Ann Lee")
    assert name.turn % 360 == turn
    x, y = straight.x, straight.y
    expected = {0: (x, y), 90: (high - y, x), 180: (wide - x, high - y), 270: (y, wide - x)}
    assert (name.x, name.y) == pytest.approx(expected[turn], abs=TOLERANCE)


def test_another_turn_is_refused() -> None:
    with pytest.raises(Refused, match="0, 90, 180 or 270"):
        print_envelopes(io.BytesIO(), [PLAIN], make_paper(turn=45))
