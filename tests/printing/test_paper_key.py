"""The owner's key on paper: everything stands on one page, large and in order."""

import io
import re

import pytest
from pypdf import PdfReader

from storebook.base.errors import Refused
from storebook.printing.paper_key import KeyPage, print_paper_key
from storebook.printing.sheets import A4, LETTER, Paper

GROUPS = ("000G", "40R4", "0M30", "E209", "185G", "R38E", "1W81", "24GK", "C")


def page(**changes: str) -> KeyPage:
    said = {"book_name": "shop.book", "shop_name": "Hallam & Rye", "day": "November 26, 2026"}
    return KeyPage(groups=GROUPS, **{**said, **changes})


def text_of(one: KeyPage, paper: Paper) -> str:
    out = io.BytesIO()
    print_paper_key(out, one, paper)
    (found,) = PdfReader(out).pages
    assert (round(found.mediabox.width), round(found.mediabox.height)) == (
        round(paper.width * 72 / 25.4),
        round(paper.height * 72 / 25.4),
    )
    return found.extract_text()


@pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda paper: paper.name)
def test_the_page_has_the_whole_key_in_order(paper: Paper) -> None:
    text = text_of(page(), paper)

    assert re.search(r"\s+".join(GROUPS), text)
    for words in ("Hallam & Rye", "shop.book", "November 26, 2026", "where to keep it", "Put away"):
        assert words in text


@pytest.mark.parametrize(
    "name", ["海伦珠宝", "Ł" * 60, "A shop with a name that goes on and on and on " * 3]
)
def test_a_long_name_or_one_in_another_script_still_has_its_page(name: str) -> None:
    text = text_of(page(shop_name=name, book_name=f"{name[:70]}.book"), LETTER)

    assert "".join(name.split()) in "".join(text.split())
    assert re.search(r"\s+".join(GROUPS), text)


def test_a_name_that_no_font_has_is_told_and_nothing_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="No font has the letters"):
        print_paper_key(out, page(shop_name="\U00012000"), A4)
    assert out.getvalue() == b""


def test_the_title_of_the_file_tells_nothing() -> None:
    out = io.BytesIO()
    print_paper_key(out, page(), A4)

    told = PdfReader(out).metadata
    assert told is not None
    assert told.title == "Paper key"
