"""A PDF is written page by page: whole for every reader, the same each time, in little memory."""

import io
import re
import tracemalloc
from dataclasses import replace

import pytest
from pypdf import PdfReader

from storebook.base.errors import Refused
from storebook.printing.cards import print_cards
from storebook.printing.documents import open_document
from storebook.printing.folds import Fold
from storebook.printing.sheets import LETTER
from tests.printing.make import CARD, printed_cards


class Counted(io.RawIOBase):
    """A file that keeps nothing."""

    length = 0

    def write(self, part: object) -> int:
        size = len(part)  # type: ignore[arg-type]
        self.length += size
        return size


def most_memory(count: int) -> int:
    """Bytes at the most while so many cards are printed into a file."""
    cards = [replace(CARD, greeting=f"Dear Margaret {n},") for n in range(count)]
    tracemalloc.start()
    print_cards(Counted(), cards, Fold.HALF, LETTER)  # type: ignore[arg-type]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_ten_times_the_cards_need_hardly_more_memory() -> None:
    most_memory(120)  # the fonts are read, and the greetings set, once

    few, many = most_memory(20), most_memory(120)

    assert many < few + 150_000  # their pages alone are 120 kB, and much more as objects


def test_every_object_stands_where_the_index_says() -> None:
    pdf = printed_cards(CARD, CARD, CARD)

    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", pdf)[1])  # type: ignore[index]
    places = [int(place) for place in re.findall(rb"^(\d{10}) 00000 n ", pdf[start:], re.MULTILINE)]

    for number, place in enumerate(places, 1):
        assert pdf[place:].startswith(b"%d 0 obj\n" % number)
    assert len(places) == pdf.count(b" 0 obj\n")
    assert len(PdfReader(io.BytesIO(pdf), strict=True).pages) == 6


def test_the_same_cards_make_the_same_file() -> None:
    assert printed_cards(CARD, CARD) == printed_cards(CARD, CARD)
    assert printed_cards(CARD) != printed_cards(replace(CARD, greeting="Dear Ann,"))


def test_where_nothing_can_be_printed_nothing_is_written() -> None:
    out = Counted()

    with pytest.raises(Refused):
        print_cards(out, [replace(CARD, greeting="")], Fold.HALF, LETTER)  # type: ignore[arg-type]

    assert out.length == 0


def test_a_page_that_was_begun_is_in_the_file() -> None:
    out = io.BytesIO()
    canvas = open_document(out, 100, 100, "One page")
    canvas.line(0, 0, 10, 10)

    canvas.save()

    assert len(PdfReader(out, strict=True).pages) == 1
