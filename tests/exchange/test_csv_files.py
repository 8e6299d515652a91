"""Lists are read as they were written, or refused with a sentence; never guessed in silence."""

import gzip
import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.exchange.csv_files import Record, Stopped, look_into, rows_of
from tests.exchange.make import make_list

NAMES = "Name,City\nAnn Lee,Oakland\nZoë Lefèvre,Münster\n"


def rows(path: Path, **options: Any) -> list[Record]:
    with rows_of(look_into(path, **options)) as found:
        return list(found)


def cells(path: Path, **options: Any) -> list[list[str]]:
    return [row.cells for row in rows(path, **options)]


# -- encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_every_way_of_writing_unicode_is_known_for_sure(tmp_path: Path, encoding: str) -> None:
    text = "Name,City\n王小明,北京\nŁucja Żółć,Łódź\nO'Brien,Cork\n"
    path = make_list(tmp_path, text.encode(encoding))

    found = look_into(path)

    assert found.encoding.sure
    assert cells(path)[1:] == [["王小明", "北京"], ["Łucja Żółć", "Łódź"], ["O'Brien", "Cork"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Lefèvre"),
        ("cp1250", "Dvořák"),
        ("cp1251", "Иванова"),
        ("cp1253", "Παπαδόπουλος"),
        ("cp1254", "Şahin"),
        ("cp1255", "כהן"),
        ("cp1256", "نورا"),
        ("cp1257", "Žukauskas"),
        ("cp874", "สมชาย"),
        ("gb18030", "王小明"),
        ("big5hkscs", "王小明"),
        ("cp932", "山田花子"),
        ("euc_jp", "山田花子"),
        ("cp949", "김민수"),
        ("mac_roman", "Lefèvre"),
        ("cp437", "Müller"),
        ("cp850", "Müller"),
        ("cp852", "Dvořák"),
        ("cp866", "Иванова"),
        ("koi8_r", "Иванова"),
        ("iso8859_15", "Lefèvre"),
        ("iso8859_2", "Dvořák"),
    ],
)
def test_older_letters_are_read_right_or_asked_about(
    tmp_path: Path, encoding: str, text: str
) -> None:
    path = make_list(tmp_path, f"Name,City\n{text},Rye\n".encode(encoding))

    found = look_into(path)

    read = cells(path)[1][0]
    readings = [line.readings for line in found.encoding.unsure_lines]
    assert not found.encoding.sure
    assert read == text or any(text in reading for line in readings for reading in line.values())
    assert cells(path, encoding=encoding)[1][0] == text


def test_an_unsure_line_shows_what_the_letters_could_be(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name\nAnn\nLefèvre\n".encode("cp1252"))

    [line] = look_into(path).encoding.unsure_lines

    assert line.line == 3
    assert line.readings["cp1252"] == "Lefèvre"
    assert line.readings["cp1250"] == "Lefčvre"


def test_letters_that_were_encoded_twice_are_asked_about(tmp_path: Path) -> None:
    twice = "Name\nLefèvre\n".encode().decode("cp1252").encode()
    path = make_list(tmp_path, twice)

    found = look_into(path).encoding

    assert not found.sure
    assert found.unsure_lines[0].readings["utf-8-twice"] == "Lefèvre"
    assert cells(path, encoding="utf-8-twice")[1] == ["Lefèvre"]


def test_utf_7_is_asked_about_and_phones_are_not_mistaken_for_it(tmp_path: Path) -> None:
    seven = make_list(tmp_path, "Name\nLefèvre\n".encode("utf-7"), "seven.csv")
    phones = make_list(tmp_path, "Name,Phone\nAnn,+44 20-7946\nBob,+1555-0100-\n", "phones.csv")

    assert look_into(seven).encoding.unsure_lines[0].readings["utf-7"] == "Lefèvre"
    assert look_into(phones).encoding.sure


def test_one_nul_does_not_make_a_list_utf_16(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name,City\nAnn\x00Lee,Rye\n" + "Bob,Rye\n" * 50)

    assert look_into(path).encoding.name == "utf-8"
    assert cells(path)[1] == ["Ann\x00Lee", "Rye"]


def test_letters_that_cannot_be_read_are_a_problem_of_their_row(tmp_path: Path) -> None:
    path = make_list(tmp_path, b"Name,City\nAnn\x81,Rye\nBob,Rye\n")

    found = rows(path)

    assert "Choose another" in (found[1].problem or "")
    assert found[2].problem is None


def test_a_chosen_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name\nLefèvre\n".encode("cp1252"))

    with pytest.raises(Refused, match="can’t be read as UTF-8"):
        rows(path, encoding="utf-8")


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = make_list(tmp_path, NAMES)

    for wanted in ("rot13", "klingon", "", "zip"):
        with pytest.raises(Refused) as refusal:
            look_into(path, encoding=wanted)
        assert refusal.value.field == "encoding"


# -- delimiters


@pytest.mark.parametrize(
    ("sign", "words"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "pipe")]
)
def test_the_sign_between_the_cells_is_found(tmp_path: Path, sign: str, words: str) -> None:
    path = make_list(tmp_path, NAMES.replace(",", sign))

    assert look_into(path).delimiter.words == words
    assert cells(path)[1] == ["Ann Lee", "Oakland"]


def test_prices_with_commas_do_not_mislead(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Item;Price\nRing;9400,00\nChain;1250,50\n")

    assert cells(path)[1] == ["Ring", "9400,00"]


def test_a_first_line_may_say_what_parts_the_cells(tmp_path: Path) -> None:
    path = make_list(tmp_path, "sep=;\nName;City\nAnn, Lee;Rye\n")

    found = rows(path)

    assert found[0] == Record(2, ["Name", "City"])
    assert found[1].cells == ["Ann, Lee", "Rye"]


def test_a_chosen_sign_wins(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name;City\nAnn;Rye\n")

    assert cells(path, delimiter="comma")[1] == ["Ann;Rye"]
    assert cells(path, delimiter=";")[1] == ["Ann", "Rye"]


def test_a_sign_that_parts_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Choose one of"):
        look_into(make_list(tmp_path, NAMES), delimiter="@")


def test_spaces_after_the_sign_are_no_part_of_a_quoted_cell(tmp_path: Path) -> None:
    path = make_list(tmp_path, 'Name, City\n"Lee, Ann", "Rye, NH"\n')

    assert cells(path)[1] == ["Lee, Ann", "Rye, NH"]


# -- line ends and quotation marks


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_every_kind_of_line_end_parts_rows(tmp_path: Path, end: str) -> None:
    path = make_list(tmp_path, NAMES.replace("\n", end))

    assert [row.cells[0] for row in rows(path)] == ["Name", "Ann Lee", "Zoë Lefèvre"]


def test_a_cell_may_have_lines_of_its_own(tmp_path: Path) -> None:
    path = make_list(tmp_path, 'Name,Address\nAnn,"1 Main St\nApt 2"\nBob,2 Main St\n')

    found = rows(path)

    assert found[1] == Record(2, ["Ann", "1 Main St\nApt 2"])
    assert found[2].line == 4


def test_an_unclosed_quotation_mark_spoils_one_row_only(tmp_path: Path) -> None:
    people = "".join(f"Person {number},Rye\n" for number in range(5_000))
    path = make_list(tmp_path, f'Name,City\n"Ann Lee,Oakland\n{people}')

    found = rows(path)

    assert len(found) == 5_002
    assert [row.line for row in found if row.problem] == [2]
    assert found[-1].cells == ["Person 4999", "Rye"]


@pytest.mark.parametrize(
    "broken",
    [
        '"Ann Lee,Oakland\n"Bob","Rye"\n',
        '"Ann Lee,Oakland\nBob,"Rye"\n',
        'Ann Lee,"Oakland\nBob 5",Rye\n',
        '"Ann "Annie" Lee",Rye\nBob,Rye\n',
        'Ann Lee,"Oakland\nBob,Rye\n',
        '"Ann \\"Annie\\" Lee",Rye\nBob,Rye\n',
    ],
)
def test_a_lone_quotation_mark_is_told_and_swallows_nobody(tmp_path: Path, broken: str) -> None:
    path = make_list(tmp_path, f"Name,City\n{broken}Carla,Rye\nDora,Rye\n")

    found = rows(path)

    assert len(found) == 5
    assert found[1].problem is not None
    assert [row.cells[0] for row in found[3:]] == ["Carla", "Dora"]


def test_a_quotation_mark_for_inches_is_just_a_letter(tmp_path: Path) -> None:
    path = make_list(tmp_path, 'Item,Price\nChain 18",120\n')

    assert rows(path)[1] == Record(2, ['Chain 18"', "120"])


# -- what is no list


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\n\n \n", "is empty"),
        (zip_of("xl/workbook.xml"), "Excel workbook"),
        (zip_of("word/document.xml"), "Word document"),
        (zip_of("content.xml"), "LibreOffice"),
        (zip_of("list.csv"), "packed folder"),
        (b"PK\x03\x04 broken", "packed folder"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"<!DOCTYPE html>\n<table><tr><td>Ann</td></tr></table>", "web page"),
        (b"  <HTML><body>", "web page"),
        (b'<?xml version="1.0"?><people/>', "XML"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n", "vCard"),
        (b'[{"name": "Ann"}]', "JSON"),
        (b"SQLite format 3\x00" + bytes(100), "a book"),
        (b"{\\rtf1 Ann}", "text document"),
        (bytes(5_000), "no text"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x1f\x8b\x08\x00broken", "damaged"),
        (gzip.compress(NAMES.encode() * 1_000)[:-200], "damaged"),
        (gzip.compress(b""), "is empty"),
        (gzip.compress(zip_of("a")), "packed folder"),
    ],
    ids=lambda case: case if isinstance(case, str) else None,
)
def test_what_is_no_list_is_refused_with_what_it_is(
    tmp_path: Path, content: bytes, told: str
) -> None:
    path = make_list(tmp_path, content)

    with pytest.raises(Refused, match=told):
        rows(path)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, told in ((tmp_path / "none.csv", "no file"), (tmp_path, "a folder")):
        with pytest.raises(Refused, match=told) as refusal:
            look_into(path)
        assert refusal.value.field == "file"


def test_a_packed_list_is_read_as_if_it_were_not(tmp_path: Path) -> None:
    path = make_list(tmp_path, gzip.compress(NAMES.encode()), "list.csv.gz")

    assert cells(path)[2] == ["Zoë Lefèvre", "Münster"]


# -- caps


def test_a_line_without_end_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "line.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b"Name,City\n")
        for _ in range(300):
            file.write(b"x" * (1 << 20))
    tracemalloc.start()

    with pytest.raises(Refused, match="more than 1 MB"):
        look_into(path)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def test_a_cell_of_a_book_s_length_is_a_problem_of_its_row(tmp_path: Path) -> None:
    path = make_list(tmp_path, f"Name,Notes\nAnn,{'x' * 40_000}\nBob,short\n")

    found = rows(path)

    assert "32,000 letters" in (found[1].problem or "")
    assert found[2].problem is None


def test_a_row_of_a_thousand_cells_is_a_problem(tmp_path: Path) -> None:
    path = make_list(tmp_path, f"Name,City\nAnn{',' * 1_000}\nBob,Rye\n")

    found = rows(path)

    assert "200 cells" in (found[1].problem or "")
    assert found[2].cells == ["Bob", "Rye"]


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name\n" + "Ann\n" * 20_000)

    with pytest.raises(Stopped), rows_of(look_into(path), stop=lambda: True) as found:
        list(found)
