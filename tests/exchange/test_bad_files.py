"""Files that nobody should have to import: each is refused, or every row accounted for."""

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.exchange.fields import Kind
from tests.exchange.make import accounted, bring_in, make_list
from tests.nasty import NASTY

GOOD = "Name,Phone,E-mail,Birthday\nAnn Lee,415 555 0100,ann@example.com,11/26/1966\n"
SOLD = "Number,Date,Customer,Item,Qty,Price\n1,5/14/2024,Ann Lee,Ring,1,10.00\n"
ROUND = (GOOD.encode(), SOLD.encode())

WRITTEN = {
    "headings alone": b"Name,Phone\n",
    "headings without line end": b"Name,Phone",
    "headings twice": b"Name,Phone\nName,Phone\nAnn,415 555 0100\n",
    "headings only of blanks": b",,,\nAnn,1,2,3\n",
    "every heading the same": b"Name,Name,Name\nAnn,Bob,Carla\n",
    "a heading of a megabyte": b"Name," + b"x" * 900_000 + b"\nAnn,\n",
    "a heading over two lines": b'"Name\nof the client",Name\nAnn,Bob\n',
    "only commas": b",,,\n,,,\n,,,\n",
    "one cell": b"Ann",
    "one column": b"Name\nAnn\nBob\n",
    "199 columns": b"Name," + b"x," * 198 + b"\nAnn\n",
    "201 columns": b"Name," + b"x," * 200 + b"\nAnn\n",
    "10,000 columns": b"Name" + b"," * 10_000 + b"\nAnn\n",
    "rows of every width": b"Name,Phone,Tags\n" + b"".join(
        b"Ann" + b"," * width + b"\n" for width in range(12)
    ),
    "trailing commas": b"Name,Phone,,,\nAnn,415 555 0100,,,\n",
    "200,000 blank lines": b"Name\n" + b"\n" * 200_000,
    "blank lines between": b"Name\n\n\nAnn\n\n  \n,\nBob\n\n",
    "every line end at once": b"Name\r\nAnn\rBob\nCarla\r\n\rDora\n\r",
    "form feeds": b"Name\x0cAnn\x0cBob",
    "end of file mark": b"Name\nAnn\n\x1a",
    "quotation marks everywhere": b'"Name","Phone"\n"Ann","415 555 0100"\n',
    "a quotation mark at the end": b'Name,Phone\nAnn,415 555 0100\n"',
    "a quotation mark alone in a row": b'Name,Phone\n"\nAnn,415 555 0100\n',
    "only quotation marks": b'"' * 5_001,
    "pairs of quotation marks": b'""' * 5_000 + b"\n",
    "marks opened in every row": b"Name,Phone\n" + b'"Ann,415 555 0100\n' * 2_000,
    "marks opened and doubled": b"Name,Phone\n" + b'Ann,"""\n' * 2_000,
    "marks opened at the end of rows": b"Name,Phone\n" + b'Ann,"\n' * 2_001,
    "an apostrophe for a mark": b"Name;Phone\n'Ann';'415 555 0100'\n",
    "backslashes before marks": b'Name,Phone\n"Ann \\"Annie\\"",415 555 0100\n',
    "a mark of order twice": b"\xef\xbb\xbf\xef\xbb\xbfName,Phone\nAnn,415 555 0100\n",
    "a mark of order inside": b"Name,Phone\n\xef\xbb\xbfAnn,415 555 0100\n",
    "sep= and nothing": b"sep=,\n",
    "sep= with an odd sign": b"sep=~\nName~Phone\nAnn~1\n",
    "sep= twice": b"sep=;\nsep=;\nName;Phone\nAnn;415 555 0100\n",
    "lone continuation bytes": b"Name\n\x80\x80\x80\n",
    "overlong letters": b"Name\n\xc0\xaf\xe0\x80\xaf\n",
    "surrogates": b"Name\n\xed\xa0\x80\n",
    "beyond Unicode": b"Name\n\xf4\x90\x80\x80\n",
    "cut in the middle of a letter": "Name\nZoë".encode()[:-1],
    "UTF-16 cut in the middle": "Name\nAnn\n".encode("utf-16")[:-1],
    "UTF-16 with a lone half": "Name\nAnn\n".encode("utf-16-le") + b"\x00\xd8\x41\x00",
    "UTF-32 of nonsense": b"\xff\xfe\x00\x00" + b"\xff" * 400,
    "half UTF-8, half Western": "Name\nZoë\n".encode() + "Zoë\n".encode("cp1252"),
    "NULs between all letters but the ends": b"N\x00a\x00m\x00e\nA\x00n\x00n\n",
    "NULs in headings": b"Na\x00me,Pho\x00ne\nAnn,415 555 0100\n",
    "escape signs": b"Name\n\x1b[31mAnn\x1b[0m\n",
    "a bell": b"Name\nAnn\x07\n",
    "the whole of ASCII": b"Name\n" + bytes(range(32, 127)) + b"\n",
    "prose": b"Dear Ann,\nthank you for the ring, which fits; it is lovely.\nYours, Bob\n",
    "a program": b"import os\nprint('Name,Phone')\n",
    "a mail": b"From: ann@example.com\nSubject: list\n\nName,Phone\nAnn,1\n",
    "an INI file": b"[shop]\nname = Hallam\n",
    "SQL": b"INSERT INTO shopper VALUES (1, 'Ann');\n",
    "dates in every way": b"Name,Birthday\n" + "\n".join(
        f"P{number},{day}" for number, day in enumerate([
            "2/29/1999", "29.2.2000", "2000-02-30", "31/31/2000", "0", "-1", "99999", "1e9", "May",
            "1/1/0001", "12/31/9999", "2000-13-01", "lunar 8/15", "農曆八月十五", "26-Nov-66",
        ])
    ).encode(),
    "the same row 5,000 times": b"Name,Phone\n" + b"Ann Lee,415 555 0100\n" * 5_000,
    "200,000 letters in a cell": b"Name,Notes\nAnn," + b"x" * 200_000 + b"\nBob,\n",
    "cells of 32,000 letters": b"Name,Notes\n" + (b"Ann," + b"x" * 31_999 + b"\n") * 3,
    "prices in every way": SOLD.encode() + "".join(
        f"{number},5/14/2024,,Ring,1,{price}\n" for number, price in enumerate([
            "", "-", "free", "$", "1e5", "nan", "inf", "-0", "0.0001", "1,2,3", "9" * 30, "½",
            "--5", "(5)", "5-", "$ 5", "5 USD", "5 EUR", "1.000,00", "1 000.00", "٣", "\uff15",
        ])
    ).encode(),
    "quantities in every way": SOLD.encode() + "".join(
        f"{number},5/14/2024,,Ring,{quantity},5\n" for number, quantity in enumerate([
            "", "0", "-0", "1.5", "x", "1e3", "9" * 30, "-100000", "100001", "½", "many", "2 x",
        ])
    ).encode(),
}  # fmt: skip


def spoiled() -> Iterator[tuple[str, bytes]]:
    """Every file of the table, by its name."""
    yield from WRITTEN.items()
    for place, nasty in enumerate(NASTY):
        text = nasty.encode("utf-8", "surrogatepass")
        cell = b'"' + text.replace(b'"', b'""') + b'"'
        yield (
            f"nasty {place} everywhere",
            b"\n".join([b"Name,Phone,Notes", b",".join([cell] * 3)]),
        )
        yield f"nasty {place} as a heading", b"Name," + cell + b"\nAnn,1\n"
        yield f"nasty {place} unquoted", b"Name,Notes\n" + text + b"," + text + b"\n"
    packed = gzip.compress(GOOD.encode() * 200)
    for cut in range(1, 10):
        yield f"packed and cut at {cut}/10", packed[: len(packed) * cut // 10]
    for seed in range(10):
        noise = random.Random(seed)
        yield f"noise {seed}", noise.randbytes(2_000)
        yield (
            f"letters like noise {seed}",
            bytes(noise.choice(b'ab,;"\n\r\t ') for _ in range(2_000)),
        )


CASES = dict(spoiled())


def everything(book: Book) -> list[list[tuple[object, ...]]]:
    tables = ("shopper", "phone", "email", "address", "occasion", "tag", "note", "purchase", "line",
              "piece", "own_field", "own_value", "kin", "household", "shopper_summary")  # fmt: skip
    return [book.rows(f"SELECT * FROM {table}") for table in tables]  # noqa: S608


def try_to_import(book: Book, path: Path, kind: Kind) -> None:
    """Refused with a sentence and nothing saved, or every row accounted for and taken back."""
    before, count = everything(book), book.changed_count
    try:
        result = bring_in(book, path, kind)
    except Refused as refusal:
        told = str(refusal)
    else:
        told = result.sentence
        assert accounted(result)
        assert all(problem.problem for problem in result.problems)
        if book.changed_count > count:
            undo_last(book)
    assert told.endswith((".", "?", "”"))
    assert len(told) < 2_500
    assert everything(book) == before


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("name", list(CASES))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_bad_file_is_refused_or_accounted_for(
    book: Book, tmp_path: Path, name: str, kind: Kind
) -> None:
    try_to_import(book, make_list(tmp_path, CASES[name]), kind)


ONE_BOOK = [HealthCheck.function_scoped_fixture]  # every list goes into the same
NOISE = st.binary(min_size=1, max_size=400)


def chewed_on(data: st.DataObject, kind: Kind) -> bytes:
    """A good list with some bytes of it gone, and others in their place."""
    content = bytearray(ROUND[list(Kind).index(kind)] * 3)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 3))] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n", b";", b"\x00", b"\xff\xfe"])
        )
    return bytes(content)


@settings(max_examples=75, suppress_health_check=ONE_BOOK)
@given(data=st.data(), kind=st.sampled_from(list(Kind)))
def test_a_list_that_was_chewed_on_is_refused_or_accounted_for(
    book: Book, tmp_path: Path, data: st.DataObject, kind: Kind
) -> None:
    try_to_import(book, make_list(tmp_path, chewed_on(data, kind)), kind)


@settings(max_examples=75, suppress_health_check=ONE_BOOK)
@given(content=NOISE, kind=st.sampled_from(list(Kind)))
def test_a_list_with_noise_behind_it_is_refused_or_accounted_for(
    book: Book, tmp_path: Path, content: bytes, kind: Kind
) -> None:
    try_to_import(book, make_list(tmp_path, ROUND[0] + content), kind)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@settings(max_examples=800, suppress_health_check=ONE_BOOK)
@given(data=st.data(), content=NOISE, kind=st.sampled_from(list(Kind)))
def test_hundreds_of_such_lists_are(
    book: Book, tmp_path: Path, data: st.DataObject, content: bytes, kind: Kind
) -> None:
    try_to_import(book, make_list(tmp_path, chewed_on(data, kind)), kind)
    try_to_import(book, make_list(tmp_path, ROUND[0] + content), kind)
