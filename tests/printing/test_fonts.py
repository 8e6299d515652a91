"""Which letters can be printed, and that they can be copied from the PDF again."""

import io

import pytest

from storebook.base.resources import resource
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, font, missing_glyphs, printable, runs
from storebook.printing.typesetting import Style, draw_line
from tests.nasty import NASTY
from tests.printing.reading import fonts, pages

NAMES = [
    "Hoffmann, fjord, office, flight, gypsy, Queen",
    "Dr. Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst",
    "Éloïse Ångström",
    "Nguyễn Thị Ánh Tuyết",
    "Wąchock Łódź Żółć",
    "Ελένη Παπαδοπούλου",
    "Жанна Щукина",
    "欧阳美玲",
    "葛城さくら",
    "𠮷野家",
    "김민수",
    "Ṣẹ́gun Ọ̀ṣun",
    "Lena & Karl “Kalle” Äster – 50 %",
]


def drawn(*texts: str, face: Typeface = Typeface.ITALIC) -> bytes:
    out = io.BytesIO()
    canvas = open_document(out, 300, 200, "Names")
    for row, text in enumerate(texts):
        draw_line(canvas, (10, 180 - 12 * row), text, Style(face=face, size=14))
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("face", Typeface)
def test_names_come_back_letter_by_letter_from_every_face(face: Typeface) -> None:
    (page,) = pages(drawn(*NAMES, face=face))

    assert [line.text for line in page.texts] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_world_can_be_printed(name: str) -> None:
    assert missing_glyphs(name) == ""


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Anna 💎💎", "💎"),
        ("שלום", "שלום"),
        ("نورا", "نورا"),
        ("प्रिया", "प्रिया"),
        ("쀍", "쀍"),
        ("สมชาย", "สมชาย"),
        ("\U0010ffff", "\U0010ffff"),
        ("\uf8ff", "\uf8ff"),
    ],
)
def test_letters_that_no_font_has_are_named_once(text: str, missing: str) -> None:
    assert missing_glyphs(text) == "".join(dict.fromkeys(missing))


def test_signs_that_nobody_sees_are_not_missing() -> None:
    assert missing_glyphs("Ann\u200b\ufeff Lee\x00\ufe0f") == ""
    assert printable("Ann\u200b\x00\tLee\ufe0f") == "Ann Lee"


def test_letters_and_marks_typed_apart_are_put_together() -> None:
    assert printable("Ange\u0301la") == "Angéla"


def test_a_name_in_two_scripts_is_drawn_by_two_fonts() -> None:
    first, second, third = runs("Mei 美玲 Ling", Typeface.SERIF)

    assert (first.face, second.face, third.face) == (
        Typeface.SERIF,
        Typeface.HANZI,
        Typeface.SERIF,
    )
    assert second.scale == 0.9


def test_figures_between_hanzi_are_as_tall_as_they_are() -> None:
    assert [run.text for run in runs("结婚20周年", Typeface.SERIF)] == ["结婚20周年"]
    assert len(runs("中山路 1 号", Typeface.SANS)) == 3


def test_greek_in_the_slanted_sans_is_drawn_upright() -> None:
    (run,) = runs("Ελένη", Typeface.SANS_ITALIC)

    assert run.face is Typeface.SANS


def test_an_accent_stays_with_the_font_of_its_letter() -> None:
    assert [run.text for run in runs("q\u0303", Typeface.SERIF)] == ["q\u0303"]


def test_a_missing_letter_stands_as_a_geta_mark() -> None:
    assert "".join(run.text for run in runs("Anna 💎", Typeface.SANS)) == "Anna 〓"


def test_every_font_is_named_and_travels_in_the_file() -> None:
    found = fonts(drawn(*NAMES))

    assert any("EBGaramond12-Italic" in name for name in found)
    assert any("LXGWWenKai" in name for name in found)
    assert all(found.values())


def test_what_was_printed_before_leaves_no_trace_in_the_bytes() -> None:
    before = drawn("Hoffmann")

    drawn("office fjord gy gg flight Ṣẹ́gun", "Queen")

    assert drawn("Hoffmann") == before


def test_each_font_may_be_embedded() -> None:
    for face in Typeface:
        table = font(face).face.get_table("OS/2")  # type: ignore[no-untyped-call]
        assert int.from_bytes(table[8:10], "big") == 0


def test_every_font_file_comes_with_its_license() -> None:
    folder = resource("fonts")
    licenses = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.txt"))
    table = (folder / "README.md").read_text(encoding="utf-8")

    assert licenses.count("SIL OPEN FONT LICENSE Version 1.1") == 3
    assert "MIT License" in licenses
    for path in folder.glob("*.ttf"):
        assert path.stem.partition("-")[2] in table


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_can_be_drawn(typed: str) -> None:
    assert drawn(typed).startswith(b"%PDF")
