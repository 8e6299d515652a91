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
from storebook.printing.fonts import missing_glyphs
from storebook.printing.labels import label_problems
from storebook.printing.membership_cards import member_card_problems
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
def test_on_a_list_a_geta_mark_stands_for_the_letter_and_the_row_is_told(name: str) -> None:
    out = io.BytesIO()

    (problem,) = print_table(
        out, Heading(title="List"), [Column(title="Name", share=1)], [(name,)], LETTER
    )

    assert problem.name == name
    said = "".join(line.text for page in pages(out.getvalue()) for line in page.texts)
    assert "〓" in said
