"""What the fonts can write prints right; what they cannot is told with the name, and never printed
wrong.
"""

import io
from dataclasses import replace

import pytest

from storebook.base.errors import Refused
from storebook.printing.cards import print_cards
from storebook.printing.envelopes import EnvelopePaper, EnvelopeText, envelope, envelope_problems
from storebook.printing.folds import Fold
from storebook.printing.fonts import missing_glyphs, printable
from storebook.printing.labels import label_problems
from storebook.printing.membership_cards import member_card_problems
from storebook.printing.problems import Problem
from storebook.printing.sheets import LETTER, sheet
from storebook.printing.tables import Column, Heading, print_table
from tests.printing.make import CARD, MEMBER, make_label, printed_labels
from tests.printing.reading import pages

DRAWN = {
    "Latin": "Éloïse Ångström",
    "Latin, extended": "Łucja Dąbrowska-Şahin",
    "Latin with stacked marks": "Ẹ̀kọ́ Adébáyọ̀",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết",
    "Greek": "Παρασκευή Οικονόμου",
    "Greek, polytonic": "Ἀθηνᾶ",
    "Cyrillic": "Дмитрий Щёголев",
    "Ukrainian": "Ґалаґан Їжакевич",
    "Chinese, simplified": "欧阳美玲",
    "Chinese, traditional": "歐陽麗華",
    "Chinese beyond the first plane": "𠮷野",
    "Hiragana": "さくら",
    "Katakana": "サクラ・ヴェルヌ",
    "Hangul that the font has": "김민수",
}
NOT_DRAWN = {
    "Hebrew": "שרה לוי",
    "Arabic": "محمد علي",
    "Persian": "پریسا",
    "Syriac": "ܡܪܝܡ",
    "Devanagari": "प्रिया शर्मा",
    "Bengali": "প্রিয়া",
    "Tamil": "பிரியா",
    "Telugu": "ప్రియ",
    "Malayalam": "പ്രിയ",
    "Gujarati": "પ્રિયા",
    "Gurmukhi": "ਪ੍ਰੀਆ",
    "Sinhala": "ප්‍රියා",
    "Thai": "สมหญิง",
    "Lao": "ສົມຫຍິງ",
    "Khmer": "សុខា",
    "Burmese": "အောင်",
    "Tibetan": "བསྟན་འཛིན",
    "Ethiopic": "አበበ",
    "Georgian": "თამარი",
    "Armenian": "Անահիտ",
    "Cherokee": "ᏣᎳᎩ",
    "Hangul beyond the font": "뷁쉃",
    "Rare hanzi": "𪚥𬺰",
    "Emoji": "Ann 💎",
}


@pytest.mark.parametrize("name", DRAWN.values(), ids=DRAWN)
def test_a_script_that_the_fonts_have_is_printed_letter_by_letter(name: str) -> None:
    (page,) = pages(printed_labels([make_label(name)], sheet("5160")))

    assert missing_glyphs(name) == ""
    assert page.texts[0].text == name


@pytest.mark.parametrize("name", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_a_script_that_no_font_has_is_told_with_the_name_before_printing(name: str) -> None:
    on = EnvelopePaper(envelope=envelope("a7"), post="US")
    told = [
        *label_problems([make_label(name, "1 Elm Street", name=name)], sheet("5160")),
        *envelope_problems([EnvelopeText(lines=(name, "1 Elm Street"), name=name)], on),
        *member_card_problems([replace(MEMBER, name=name)]),
    ]

    assert [problem.name for problem in told] == [name] * 3
    for problem in told:
        assert "No font has the letters" in problem.sentence


@pytest.mark.parametrize("name", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_such_a_card_is_never_printed_wrong(name: str) -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="No font has the letters"):
        print_cards(out, [replace(CARD, greeting=f"Dear {name},")], Fold.HALF, LETTER)

    assert out.getvalue() == b""


@pytest.mark.parametrize("name", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_on_a_list_a_name_of_such_letters_is_still_seen_and_the_row_is_told(name: str) -> None:
    said, (problem,) = listed(name)

    assert problem.name == name
    assert said == "Ann" if "Ann" in name else "〓" in said


@pytest.mark.parametrize(
    ("name", "said", "became"),
    [
        ("Ann 💎 Lee 👩🏽‍💻", "Ann Lee", "are left out"),
        ("Layla ليلى Haddad", "Layla Haddad", "are left out"),
        ("\U0001d4d0\U0001d4f7\U0001d4f7 Lee", "Ann Lee", ""),
        ("王𪚥", "王〓", "stand as 〓"),
        ("ليلى", "〓〓〓〓", "stand as 〓"),
        ("شارع 12", "〓〓〓〓 12", "stand as 〓"),
        ("Rings 💍, gold", "Rings, gold", "are left out"),
    ],
)
def test_what_no_font_has_is_left_out_where_the_name_can_be_read_without_it(
    name: str, said: str, became: str
) -> None:
    found, problems = listed(name)

    assert found == said
    assert [became in problem.sentence for problem in problems] == ([True] if became else [])
    assert printable(found) == found


def test_a_sign_in_the_name_of_the_shop_is_left_out_and_told_of_the_list() -> None:
    heading = Heading(title="List", made="Marta, Hallam 💎 & Rye, Nov 20, 2026")
    out = io.BytesIO()

    (problem,) = print_table(out, heading, [Column(title="Name", share=1)], [("Ann",)], LETTER)

    assert (problem.place, problem.name) == (0, "List")
    assert pages(out.getvalue())[0].text("Marta, Hallam & Rye, Nov 20, 2026")


def listed(name: str) -> tuple[str, list[Problem]]:
    """What stands for the name on a list, and what is told of it."""
    out = io.BytesIO()
    problems = print_table(
        out, Heading(title="List"), [Column(title="Name", share=1)], [(name,)], LETTER
    )
    lines = [line.text for page in pages(out.getvalue()) for line in page.texts]
    return lines[lines.index("name") + 1], problems
