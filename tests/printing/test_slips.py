"""Slips read back from their PDFs: all there, in place, and a gift without its price."""

import base64
import io
import re
import zlib
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtGui import QImage

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.shop import Shop
from storebook.printing.slips import SLIP_PAPERS, SlipPaper, Writer, print_slips, slip_paper
from storebook.sales.drafts import Payment, PaymentKind
from storebook.sales.slip_taxes import SlipTax
from storebook.sales.slips import Slip, SlipKind, SlipLine, SlipOrigin
from tests.nasty import NASTY
from tests.printing.make import LONG_NAME
from tests.printing.reading import fonts, page_sizes, pages, words
from tests.printing.rendering import ink_box, pictures

SHOP = Shop(
    name="Hallam & Rye",
    address="14 Exchange Lane\nPortsmouth NH 03801",
    phone="(603) 555-0100",
    tax_number="12-3456789",
    slip_note="Within 30 days we take back what was not worn.",
)
LONG_PIECE = (
    "Halskette „Königin der Nacht“ mit siebenunddreißig handgeschliffenen Brillanten im "
    "Altschliff, Fassung in Platin 950 und Roségold, mit Verschluss in Form einer Schlange"
)
PAPERS = list(SLIP_PAPERS.values())
SHEETS = [paper for paper in PAPERS if not paper.is_roll]
ROLL = slip_paper("roll80")
DOTS = 203


def line(description: str = "Eternity band", cents: int = 3_150_00, **more: object) -> SlipLine:
    made = SlipLine(
        description=description, price_cents=Cents(cents), amount_cents=Cents(cents),
        discount_cents=Cents(0), stock_number="R 2071",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def purchase(*lines: SlipLine, **more: object) -> Slip:
    lines = lines or (line(), line("Care kit", 80_00, quantity=2, price_cents=Cents(40_00)))
    total = Cents(sum(one.amount_cents or 0 for one in lines))
    made = Slip(
        kind=SlipKind.PURCHASE, number="3224", code="003224", day=date(2026, 11, 20),
        associate="Ruth Hallam", shopper="Margaret Ashworth", lines=lines, before_tax_cents=total,
        taxes=(SlipTax(rate_bp=825, tax_cents=Cents(100_01)),),
        total_cents=Cents(total + 100_01),
        payments=(Payment(kind=PaymentKind.CARD, amount_cents=Cents(total + 100_01)),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


DEPOSIT = purchase(
    kind=SlipKind.DEPOSIT,
    payments=(Payment(kind=PaymentKind.CASH, amount_cents=Cents(500_00)),),
    left_cents=Cents(2_830_01),
)
RETURN = purchase(
    kind=SlipKind.RETURN, came_from=(SlipOrigin(number="3001", day=date(2026, 11, 3)),)
)
GIFT = Slip(
    kind=SlipKind.GIFT,
    number="3224",
    code="003224",
    day=date(2026, 11, 20),
    associate="Ruth Hallam",
    lines=(SlipLine(description="Eternity band"), SlipLine(description="Spoon", quantity=6)),
)
KINDS = [purchase(), DEPOSIT, RETURN, GIFT]


def printed(
    *slips: Slip, paper: SlipPaper = PAPERS[0], shop: Shop = SHOP, mono: bool = False
) -> bytes:
    out = io.BytesIO()
    print_slips(out, slips, Writer(shop=shop, show_day=date.isoformat), paper, mono=mono)
    return out.getvalue()


def a_logo(wide: int = 300, tall: int = 100) -> str:
    out = io.BytesIO()
    Image.new("RGBA", (wide, tall), (150, 114, 47, 255)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def flat(text: str) -> str:
    return " ".join(text.split())


def one_word(text: str) -> str:
    """Without blanks: where lines end is not what is asked."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_a_purchase_slip_says_all_of_it(paper: SlipPaper) -> None:
    text = flat(words(printed(purchase(), paper=paper)))

    for part in (
        "Your purchase", "Margaret Ashworth", "2026-11-20", "3224", "Ruth Hallam",
        "Eternity band", "R 2071", "3,150.00", "2 at 40.00", "80.00", "2 lines, before tax",
        "3,230.00", "Tax, 8.25%", "100.01", "$3,330.01", "Paid by card", "3,330.01", "003224",
        "14 Exchange Lane", "(603) 555-0100", "12-3456789", "Within 30 days",
    ):  # fmt: skip
        assert part in text, part


def test_a_deposit_says_what_is_left_to_pay() -> None:
    text = flat(words(printed(DEPOSIT)))

    for part in ("Deposit", "Paid in cash", "500.00", "Left to pay", "$2,830.01", "kept for you"):
        assert part in text


def test_a_return_says_what_is_paid_back_and_from_which_purchase() -> None:
    text = flat(words(printed(RETURN)))

    for part in ("Your return", "Refund", "Paid back by card", "number 3001, 2026-11-03"):
        assert part in text


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_no_price_and_no_name_is_on_a_gift_receipt(paper: SlipPaper) -> None:
    pdf = printed(GIFT, paper=paper)
    text = flat(words(pdf))

    assert "Gift receipt" in text
    assert "Eternity band" in text
    assert "6 × Spoon" in text
    for never in ("$", ".00", "Tax,", "Total", "Paid", "Ashworth", "Ruth", "R 2071", "amount"):
        assert never not in text
    streams = [
        zlib.decompress(part)
        for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
        if part[:1] == b"x"
    ]
    for secret in (b"Ashworth", b"3150", b"Ruth"):
        assert all(secret not in part for part in (pdf, *streams))


def test_a_gift_that_is_a_secret_has_no_name() -> None:
    silent = replace(GIFT, lines=(SlipLine(description=""), SlipLine(description="", quantity=2)))

    text = flat(words(printed(silent)))

    assert "A piece chosen for you" in text
    assert "2 pieces for you" in text


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("slip", KINDS, ids=lambda slip: slip.kind.value)
def test_everything_stands_on_the_paper(paper: SlipPaper, slip: Slip) -> None:
    long = replace(
        slip,
        shopper=LONG_NAME if slip.shopper else "",
        lines=(replace(slip.lines[0], description=LONG_PIECE), *slip.lines[1:]),
    )
    shop = replace(SHOP, name="Hohenlohe-Waldenburg & Schillingsfürst Söhne", logo=a_logo())
    pdf = printed(long, paper=paper, shop=shop)

    assert one_word(LONG_PIECE) in one_word(words(pdf))
    if slip.shopper:
        assert one_word(LONG_NAME) in one_word(words(pdf))
    for (wide, tall), picture in zip(page_sizes(pdf), pictures(pdf, 50), strict=True):
        left, bottom, right, top = ink_box(picture, 50)
        assert left >= 4.0 - 0.6
        assert right <= wide - 4.0 + 0.6
        assert bottom >= 4.0
        assert top <= tall - 3.0


def test_rolls_are_as_long_as_what_stands_on_them() -> None:
    short, long = printed(purchase(), paper=ROLL), printed(purchase(*[line()] * 40), paper=ROLL)

    (short_size,), (long_size,) = page_sizes(short), page_sizes(long)

    assert short_size[0] == long_size[0] == pytest.approx(80, abs=0.05)
    assert short_size[1] < 200
    assert long_size[1] > 400
    assert "Carried" not in words(long)


@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.name)
def test_long_slips_run_over_pages_with_the_total_carried(paper: SlipPaper) -> None:
    lines = [line(f"Ring {number}", 100_00 + number) for number in range(1, 61)]
    pdf = printed(purchase(*lines), paper=paper)
    sheets = pages(pdf)

    carried = [amount_beside(page, "Carried over") for page in sheets[:-1]]
    brought = [amount_beside(page, "Brought over") for page in sheets[1:]]
    found = [one.text for page in sheets for one in page.texts if one.text.startswith("Ring ")]

    assert len(sheets) > 1
    assert found == [f"Ring {number}" for number in range(1, 61)]
    assert carried[: len(brought)] == brought[: len(carried)] or carried[:-1] == brought[:-1]
    first = [one.text for one in sheets[0].texts if one.text.startswith("Ring ")]
    assert carried[0] == f"{sum(10_000 + n for n in range(1, len(first) + 1)) / 100:,.2f}"
    assert f"1 of {len(sheets)}" in words(pdf)


def amount_beside(page: object, text: str) -> str:
    """The amount on the line of these words; empty when they are not on the page."""
    texts = page.texts  # type: ignore[attr-defined]
    rows = [one.y for one in texts if one.text == text]
    beside = [one.text for one in texts if rows and abs(one.y - rows[0]) < 1 and one.text != text]
    return beside[0] if beside else ""


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_amounts_end_at_the_right_margin(paper: SlipPaper) -> None:
    pdf = printed(purchase(line(cents=1_00), line(cents=9_999_999_99)), paper=paper)
    (picture,) = pictures(pdf, DOTS)[:1]

    right = ink_box(picture, DOTS)[2]

    assert right == pytest.approx(paper.width - paper.side, abs=0.4)


def test_amounts_are_written_as_the_shop_writes() -> None:
    shop = replace(SHOP, currency="EUR", locale="de_DE")
    slip = purchase(prices_include_tax=True)

    text = flat(words(printed(slip, shop=shop)))

    assert "3.150,00" in text
    assert "3.330,01\u00a0€" in words(printed(slip, shop=shop)) or "3.330,01 €" in text
    assert "Tax in it, 8.25%" in text


def test_chinese_names_and_pieces_are_drawn() -> None:
    slip = purchase(line("翡翠手镯"), shopper="欧阳明月")

    text = words(printed(slip, shop=replace(SHOP, name="周氏珠宝行")))

    for part in ("翡翠手镯", "欧阳明月", "周氏珠宝行"):
        assert part in text


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@pytest.mark.parametrize("slip", [purchase(), GIFT], ids=["purchase", "gift"])
def test_a_scanner_reads_the_code(paper: SlipPaper, slip: Slip) -> None:
    picture = pictures(printed(slip, paper=paper), DOTS)[0]

    (found,) = zxingcpp.read_barcodes(as_pillow(picture))

    assert found.text == "003224"
    assert found.format == zxingcpp.BarcodeFormat.Code128


def as_pillow(picture: QImage) -> Image.Image:
    gray = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    size = (gray.width(), gray.height())
    return Image.frombytes("L", size, bytes(gray.constBits()), "raw", "L", gray.bytesPerLine())


def test_each_gift_receipt_begins_on_a_page_of_its_own() -> None:
    for paper in PAPERS:
        assert len(page_sizes(printed(GIFT, GIFT, paper=paper))) == 2


def test_the_letters_travel_with_the_file() -> None:
    assert all(fonts(printed(purchase(), GIFT)).values())


def test_the_same_slip_is_the_same_file() -> None:
    shop = replace(SHOP, logo=a_logo())

    for paper in PAPERS:
        assert printed(*KINDS, paper=paper, shop=shop) == printed(*KINDS, paper=paper, shop=shop)


def test_a_printer_without_color_gets_black_alone() -> None:
    for pdf in (printed(purchase(), GIFT, mono=True), printed(purchase(), GIFT, paper=ROLL)):
        colors = set().union(*(page.colors for page in pages(pdf)))
        assert {color for color in colors if any(color)} <= {(1.0,), (1.0, 1.0, 1.0)}


def test_the_logo_turns_into_black_dots_for_it() -> None:
    (picture,) = pictures(printed(purchase(), shop=replace(SHOP, logo=a_logo()), paper=ROLL), DOTS)
    colored = picture.convertToFormat(QImage.Format.Format_RGB888)
    red, green, blue = (
        Image.frombytes(
            "RGB",
            (colored.width(), colored.height()),
            bytes(colored.constBits()),
            "raw",
            "RGB",
            colored.bytesPerLine(),
        )
    ).split()

    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert min(red.tobytes()) < 40


def test_the_logo_is_printed_and_one_that_cannot_be_read_is_reported() -> None:
    with_logo, without = printed(purchase(), shop=replace(SHOP, logo=a_logo())), printed(purchase())
    out = io.BytesIO()
    broken = replace(SHOP, logo=base64.b64encode(b"<svg/>").decode())

    (problem,) = print_slips(
        out, [purchase()], Writer(shop=broken, show_day=date.isoformat), PAPERS[0]
    )

    assert b"/Subtype /Image" in with_logo
    assert b"/Subtype /Image" not in without
    assert "can’t be read" in problem.sentence
    assert "Your purchase" in words(out.getvalue())


def test_letters_that_no_font_has_are_reported() -> None:
    out = io.BytesIO()
    slip = purchase(line("Ring 💍"))

    problems = print_slips(out, [slip], Writer(shop=SHOP, show_day=date.isoformat), PAPERS[0])

    assert [problem.sentence for problem in problems] == [
        "No font has the letters 💍: they are left out on the slip."
    ]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_was_typed_is_printed(text: str) -> None:
    text = text[:200]
    slip = purchase(line(text, stock_number=text, serial=text), shopper=text, associate=text)
    shop = replace(SHOP, name=text or "x", strapline=text, address=text, slip_note=text)

    for paper in (slip_paper("a6"), ROLL):
        assert printed(slip, paper=paper, shop=shop)[:5] == b"%PDF-"


def test_titles_tell_nothing() -> None:
    pdf = printed(GIFT)

    assert b"(Gift receipt)" in pdf
    assert b"Eternity" not in pdf


def test_a_paper_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="a5, a6, letter-half, roll80"):
        slip_paper("foolscap")


def test_no_slip_is_no_file() -> None:
    with pytest.raises(Refused, match="no slip"):
        printed()


def test_the_longest_slip_of_all_is_cut_into_pieces_that_a_printer_takes() -> None:
    lines = [line(f"Ring {number}") for number in range(2_000)]

    sizes = page_sizes(printed(purchase(*lines), paper=ROLL))

    assert len(sizes) > 1
    assert all(tall <= 2_500 for _, tall in sizes)
