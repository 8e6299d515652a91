"""An envelope is read by the post, says no more than it should, and loses no part of an address."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest

from storebook.base.errors import Refused
from storebook.people.postal import PostalAddress, address_block
from storebook.printing.envelopes import (
    ENVELOPES,
    Envelope,
    EnvelopePaper,
    EnvelopeText,
    envelope,
    envelope_for,
    envelope_problems,
    envelopes_for,
    print_envelopes,
)
from tests.nasty import NASTY
from tests.printing.make import LONG_NAME
from tests.printing.reading import Marks, PlacedText, fonts, page_sizes, pages, words

INCH = 25.4
TOLERANCE = 0.1
# Long and short side in millimeters, as a ruler finds them.
RULER = {
    "dl": (220.0, 110.0),
    "c6": (162.0, 114.0),
    "c5": (229.0, 162.0),
    "10": (241.3, 104.8),
    "a2": (146.1, 111.1),
    "a6": (165.1, 120.7),
    "a7": (184.2, 133.4),
    "a9": (222.3, 146.1),
    "monarch": (190.5, 98.4),
}
SENDER = ("Hallam & Rye", "14 Exchange Lane", "Portsmouth NH 03801")
NEUTRAL = ("P.O. Box 118", "Portsmouth NH 03802")
PLAIN = EnvelopeText(lines=("Ann Lee", "14 Harbor Street", "Dover NH 03820"), name="Ann Lee")
SIX_LINES = EnvelopeText(
    lines=(
        LONG_NAME,
        "Hinterhaus, 3. Stock links",
        "Schloßstraße 1",
        "74638 Waldenburg",
        "Baden-Württemberg",
        "GERMANY",
    ),
    name=LONG_NAME,
    country="DE",
)
CHINESE = EnvelopeText(
    lines=("310000", "浙江省杭州市西湖区文三路123号", "翠苑小区5幢2单元601室", "欧阳美玲 女士"),
    name="欧阳美玲 女士",
    country="CN",
)


def make_paper(name: str = "a7", post: str = "US", **values: object) -> EnvelopePaper:
    paper = EnvelopePaper(envelope=envelope(name), post=post, sender=SENDER, neutral=NEUTRAL)
    return replace(paper, **values)  # type: ignore[arg-type]


def printed(*texts: EnvelopeText, on: EnvelopePaper) -> bytes:
    out = io.BytesIO()
    assert print_envelopes(out, texts, on) == []
    return out.getvalue()


def one(text: EnvelopeText, on: EnvelopePaper) -> Marks:
    (page,) = pages(printed(text, on=on))
    return page


def of_address(page: Marks, text: EnvelopeText) -> list[PlacedText]:
    """The lines that are no sender's, every one a line of the address or a part of one."""
    return [line for line in page.texts if any(line.text in whole for whole in text.lines)]


# -- sizes


@pytest.mark.parametrize("name", RULER)
def test_a_page_is_the_envelope(name: str) -> None:
    (size,) = page_sizes(printed(PLAIN, on=make_paper(name)))

    assert size == pytest.approx(RULER[name], abs=TOLERANCE)


def test_all_envelopes_are_measured() -> None:
    assert {name for name, one in ENVELOPES.items() if one.window is None} == set(RULER)


@pytest.mark.parametrize("called", ["A7", " a7 ", "#10", "COM10", "Monarch", "DL"])
def test_an_envelope_is_found_as_people_call_it(called: str) -> None:
    assert isinstance(envelope(called), Envelope)


def test_an_envelope_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="A6, A7, A9"):
        envelope("b4")


@pytest.mark.parametrize(
    ("card", "closest"),
    [
        ((105.0, 148.5), "C6"),
        ((148.5, 210.0), "C5"),
        ((107.95, 139.7), "A2"),
        ((139.7, 215.9), "A9"),
        ((127.0, 177.8), "A7"),
        ((4.5 * INCH, 6.25 * INCH), "A6"),
        ((99.0, 210.0), "DL"),
        ((105.0, 145.0), "C6"),
    ],
)
def test_a_card_goes_into_its_envelope(card: tuple[float, float], closest: str) -> None:
    assert envelope_for(*card).title == closest
    assert envelope_for(*reversed(card)).title == closest


def test_no_envelope_is_smaller_than_its_card() -> None:
    for one_of in envelopes_for(105, 148.5):
        assert one_of.width >= 148.5 + 3
        assert one_of.height >= 105 + 3


def test_a_card_that_no_envelope_holds_is_refused() -> None:
    with pytest.raises(Refused, match="200 × 200 mm"):
        envelope_for(200, 200)


# -- where the post reads


@pytest.mark.parametrize("text", [PLAIN, SIX_LINES, CHINESE], ids=["plain", "six", "chinese"])
@pytest.mark.parametrize("name", RULER)
def test_the_american_post_reads_the_whole_address(name: str, text: EnvelopeText) -> None:
    page = one(text, make_paper(name))

    lines = of_address(page, text)
    assert " ".join(line.text for line in lines).split() == " ".join(text.lines).split()
    for line in lines:
        assert line.y >= 0.625 * INCH
        assert line.y + line.size * 0.7 * 0.3528 <= 2.75 * INCH + TOLERANCE
        assert line.x >= 0.5 * INCH - TOLERANCE
        assert line.size >= 8


@pytest.mark.parametrize("post", ["US", "GB", "DE", "FR", "CN", "JP"])
@pytest.mark.parametrize("name", RULER)
def test_zones_hold_the_address_and_nothing_stands_in_what_is_left_blank(
    name: str, post: str
) -> None:
    paper = make_paper(name, post, outlines=True)
    page = one(SIX_LINES, paper)

    area, *blanks = page.shapes
    for line in of_address(page, SIX_LINES):
        assert area.left - TOLERANCE <= line.x
        assert area.bottom - TOLERANCE <= line.y <= area.top
    for line in page.texts:
        for blank in blanks:
            assert not (blank.left < line.x < blank.right and blank.bottom < line.y < blank.top)


@pytest.mark.parametrize(
    ("post", "bottom", "side"),
    [("GB", 18.0, 15.0), ("DE", 15.0, 15.0), ("US", 15.875, 12.7), ("CN", 20.0, 15.0)],
)
def test_the_zone_is_that_of_the_countrys_post(post: str, bottom: float, side: float) -> None:
    area, *_ = one(PLAIN, make_paper("dl", post, outlines=True)).shapes

    assert area.bottom == pytest.approx(bottom, abs=TOLERANCE)
    assert area.left == pytest.approx(side, abs=TOLERANCE)


def test_the_barcode_zone_of_the_american_post_stays_blank() -> None:
    _, barcode = one(PLAIN, make_paper("10", outlines=True)).shapes

    assert barcode.right - barcode.left == pytest.approx(4.75 * INCH, abs=TOLERANCE)
    assert barcode.top == pytest.approx(0.625 * INCH, abs=TOLERANCE)
    assert barcode.right == pytest.approx(241.3, abs=TOLERANCE)


@pytest.mark.parametrize("name", RULER)
def test_the_sender_stands_in_the_corner_five_millimeters_above_the_address(name: str) -> None:
    for post in ("US", "GB"):
        area, *_ = one(PLAIN, make_paper(name, post, outlines=True)).shapes
        page = one(PLAIN, make_paper(name, post))

        senders = [page.text(line) for line in SENDER]
        assert [line.x for line in senders] == [pytest.approx(10, abs=TOLERANCE)] * 3
        assert senders[-1].y - area.top >= 5 - TOLERANCE
        assert senders[0].y > RULER[name][1] - 14


def test_lines_of_an_address_begin_below_one_another() -> None:
    page = one(SIX_LINES, make_paper("10"))

    assert len({round(line.x, 3) for line in of_address(page, SIX_LINES)}) == 1
    gaps = [line.y for line in of_address(page, SIX_LINES)]
    steps = [above - below for above, below in pairwise(gaps)]
    assert max(steps) == pytest.approx(min(steps), abs=0.01)


# -- China


@pytest.mark.parametrize("name", ["dl", "c6", "c5", "monarch"])
def test_within_china_the_postcode_stands_in_six_boxes_at_the_upper_left(name: str) -> None:
    page = one(
        CHINESE, make_paper(name, "CN", sender=("上海市南京西路1601号", "翰林珠宝", "200040"))
    )
    high = RULER[name][1]

    digits = [line.text for line in page.texts if line.size == 15]
    assert "".join(digits) == "310000"
    assert len(page.shapes) == 6
    for box in page.shapes:
        assert box.right <= 90
        assert box.bottom >= high - 26


def test_within_china_the_name_stands_below_the_address_with_to_after_it() -> None:
    page = one(CHINESE, make_paper("dl", "CN"))

    name = page.text("欧阳美玲 女士 收")
    where = [page.text(line) for line in CHINESE.lines[1:3]]
    assert name.size > where[0].size
    assert where[0].y > where[1].y > name.y
    assert all(line.y < 110 - 26 for line in where)


@pytest.mark.parametrize("sender", [("翰林珠宝", "200040"), ("上海市静安区南京西路1601号" * 2,)])
@pytest.mark.parametrize("name", ["dl", "c6", "c5"])
def test_within_china_the_strip_at_the_lower_edge_stays_blank(
    name: str, sender: tuple[str, ...]
) -> None:
    page = one(CHINESE, make_paper(name, "CN", sender=sender))
    wide = RULER[name][0]

    for line in page.texts:
        assert line.y >= 20 or line.x >= wide - 55


def test_a_letter_from_china_to_the_world_has_no_boxes() -> None:
    page = one(SIX_LINES, make_paper("dl", "CN"))

    assert page.shapes == []


def test_a_chinese_address_abroad_keeps_its_lines() -> None:
    page = one(CHINESE, make_paper("dl", "US"))

    assert [line.text for line in of_address(page, CHINESE)] == list(CHINESE.lines)


def test_an_address_of_china_as_it_is_written_fills_the_boxes() -> None:
    where = PostalAddress(
        lines=("文三路123号",), city="杭州市", region="浙江省", postcode="310000", country="CN"
    )
    lines = tuple(address_block("欧阳美玲", where, "CN"))

    page = one(EnvelopeText(lines=lines, name="欧阳美玲", country="CN"), make_paper("dl", "CN"))

    assert "".join(line.text for line in page.texts if line.size == 15) == "310000"
    assert page.text("浙江省杭州市文三路123号")
    assert page.text("欧阳美玲 收")


# -- what fits and what is told


def test_a_long_name_shrinks_and_an_ordinary_one_does_not() -> None:
    short, long = one(PLAIN, make_paper("a2")), one(SIX_LINES, make_paper("a2"))

    assert short.text("Ann Lee").size == 12
    assert 8 <= long.text(LONG_NAME).size < 12


def test_what_does_not_fit_is_told_with_the_name_and_not_printed() -> None:
    too_long = EnvelopeText(lines=tuple(f"Line {n}" for n in range(40)), name="Xavier")
    out = io.BytesIO()

    (problem,) = print_envelopes(out, [PLAIN, too_long, PLAIN], make_paper())

    assert (problem.place, problem.name) == (2, "Xavier")
    assert "does not fit the envelope" in problem.sentence
    assert envelope_problems([PLAIN, too_long, PLAIN], make_paper()) == [problem]
    assert len(pages(out.getvalue())) == 2


def test_a_sender_that_does_not_fit_is_told_as_such() -> None:
    (problem,) = envelope_problems([PLAIN], make_paper("monarch", sender=("x" * 900,)))

    assert problem.sentence == (
        "The sender does not fit into the corner of this envelope: shorten it."
    )


def test_letters_that_no_font_has_are_told_before_printing() -> None:
    (problem,) = envelope_problems([EnvelopeText(lines=("שלום", "Street 1"))], make_paper())

    assert problem.name == "שלום"
    assert "No font has the letters" in problem.sentence


def test_no_envelopes_are_refused_and_nothing_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="no envelopes"):
        print_envelopes(out, [], make_paper())

    assert out.getvalue() == b""


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_prints_or_is_told(typed: str) -> None:
    out = io.BytesIO()
    lines = (typed, "14 Harbor Street")

    problems = print_envelopes(out, [EnvelopeText(lines=lines), PLAIN], make_paper())

    assert len(problems) in {0, 1}
    assert "Ann Lee" in words(out.getvalue())


def test_the_same_envelopes_give_the_same_bytes() -> None:
    assert printed(PLAIN, CHINESE, on=make_paper()) == printed(PLAIN, CHINESE, on=make_paper())


def test_fonts_travel_in_the_file_and_ink_is_black() -> None:
    pdf = printed(PLAIN, CHINESE, on=make_paper("dl", "CN"))

    assert fonts(pdf)
    assert all(fonts(pdf).values())
    assert {color for page in pages(pdf) for color in page.colors} <= {(0.0, 0.0, 0.0), (0.0,)}
