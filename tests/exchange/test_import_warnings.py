"""What is odd in a list but no reason to refuse a row is said aloud when it comes in."""

from pathlib import Path

from storebook.book.book import Book
from storebook.people.contact_points import addresses
from tests.exchange.make import bring_in, make_list
from tests.exchange.test_importing_shoppers import ids


def test_names_in_capitals_come_in_as_they_are_and_are_said_aloud(
    book: Book, tmp_path: Path
) -> None:
    path = make_list(tmp_path, "First name,Last name\nANNA,MACDONALD\nBob,Roe\nJ,P\nTOM,ORR\n")

    result = bring_in(book, path)

    assert "ANNA MACDONALD" in ids(book)
    assert "2 names are written in capitals, such as “ANNA MACDONALD”" in result.warnings[0]


def test_a_country_nobody_knows_is_said_and_stays_on_the_envelope(
    book: Book, tmp_path: Path
) -> None:
    path = make_list(tmp_path, "Name,Street,City,Country\nAnn Lee,1 Elm St,Rye,Atlantis\n")

    result = bring_in(book, path)

    [address] = addresses(book, ids(book)["Ann Lee"])
    assert address.postal.lines == ("1 Elm St", "Atlantis")
    assert "Line 2: “Atlantis” is no country we know" in result.warnings[0]


def test_a_comma_in_one_name_among_others_is_said_with_its_line(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, 'Name\nBob Roe\nZoe Orr\n"Lee, Ann"\n"Martin King, Jr."\n')

    result = bring_in(book, path)

    [warning] = result.warnings
    assert warning.startswith("Line 4: “Lee, Ann” comes in as it is written, with its comma.")
    assert "Ann Lee" in warning
    assert "Lee, Ann" in ids(book)
