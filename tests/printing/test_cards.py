"""Cards say what was frozen for them, in the stone of the month, in color and in black."""

import io
from dataclasses import replace
from itertools import cycle

import pytest

from storebook.base.errors import Refused
from storebook.printing.cards import CardText, card_problems, print_cards
from storebook.printing.designs.catalog import DESIGNS, CardKind, design, designs_for
from storebook.printing.designs.inks import STONES, tint
from storebook.printing.designs.pearls import PEARL_MONTH, SHELLS
from storebook.printing.designs.stones import round_crown
from storebook.printing.folds import Fold
from storebook.printing.sheets import A4, LETTER
from tests.nasty import NASTY
from tests.printing.make import ANNIVERSARY, CARD, LONG_NAME, printed_cards
from tests.printing.reading import fonts, forms, pages, words

BLACK_AND_WHITE = {(0.0, 0.0, 0.0), (1.0, 1.0, 1.0)}


def lines(card: CardText) -> list[str]:
    return [line.text for page in pages(printed_cards(card)) for line in page.texts]


@pytest.mark.parametrize("month", STONES)
def test_a_birthday_card_wears_the_stone_of_its_month(month: int) -> None:
    outside, _ = pages(printed_cards(replace(CARD, month=month)))

    stone = STONES[month]
    assert outside.text(f"{stone.stone}, the stone of {stone.month}".lower())
    deepest = max(facet.depth for facet in round_crown((0, 0), 1))
    # A pearl is not cut: the deepest of its shells is at its edge.
    ink = tint(stone.ink, SHELLS[0] if month == PEARL_MONTH else deepest)
    assert any(color == pytest.approx(ink.rgb(), abs=0.001) for color in outside.colors)


def test_the_stone_of_the_front_comes_again_inside() -> None:
    _, inside = pages(printed_cards(replace(CARD, month=7)))
    _, of_couple = pages(printed_cards(ANNIVERSARY))

    ruby = pytest.approx(tint(STONES[7].ink, 0.66).rgb(), abs=0.001)
    assert any(color == ruby for color in inside.colors)
    assert len(of_couple.shapes) == 1  # the plain rule


def test_a_card_says_greeting_wish_and_who_signs() -> None:
    _, inside = pages(printed_cards(CARD))

    assert [line.text for line in inside.texts] == [
        "Dear Margaret,",
        "Happy birthday,",
        "and may the year ahead",
        "hold many bright days.",
        "Marta Oyelaran",
        "hallam & rye",
    ]


def test_there_is_room_to_sign_by_hand() -> None:
    _, inside = pages(printed_cards(CARD, fold=Fold.HALF, paper=LETTER))

    above, name = inside.text("hold many bright days."), inside.text("Marta Oyelaran")
    assert above.y - name.y > 20


def test_the_back_bears_the_name_of_the_shop_with_its_ampersand_in_italics() -> None:
    outside, _ = pages(printed_cards(CARD))

    assert [line.text for line in outside.texts[:3]] == ["Hallam ", "&", " Rye"]


def test_an_anniversary_card_says_the_years_and_the_name_of_the_jubilee() -> None:
    assert {"25", "years", "silver wedding"} <= set(lines(ANNIVERSARY))


def test_a_first_anniversary_is_one_year() -> None:
    assert {"1", "year"} <= set(lines(replace(ANNIVERSARY, years=1)))


@pytest.mark.parametrize("years", [None, 0, -3])
def test_without_a_count_an_anniversary_card_has_no_number(years: int | None) -> None:
    said = lines(replace(ANNIVERSARY, years=years))

    assert not any(character.isdigit() for line in said for character in line)
    assert not {"year", "years"} & set(said)


def test_without_a_count_the_initials_stand_in_the_wreath() -> None:
    assert "L & K" in lines(replace(ANNIVERSARY, years=None, initials="L & K"))


def test_a_birthday_card_never_says_an_age() -> None:
    said = lines(replace(CARD, years=60))

    assert not any(character.isdigit() for line in said for character in line)


def test_words_of_ones_own_take_the_place_of_the_designs() -> None:
    said = lines(replace(CARD, wish="生日快乐", line="七月之石"))

    assert {"生日快乐", "七月之石"} <= set(said)
    assert "Happy Birthday" not in said


@pytest.mark.parametrize("card", [CARD, ANNIVERSARY], ids=["birthday", "anniversary"])
def test_a_black_printer_gets_no_gray_at_all(card: CardText) -> None:
    for page in pages(printed_cards(card, mono=True)):
        assert {color for color in page.colors if len(color) == 3} <= BLACK_AND_WHITE
        assert {color for color in page.colors if len(color) == 1} <= {(0.0,), (1.0,)}


def test_art_is_stored_once_however_many_cards_there_are() -> None:
    few = printed_cards(CARD, ANNIVERSARY)
    many = printed_cards(*[replace(CARD, greeting=f"Dear {n},") for n in range(20)], ANNIVERSARY)

    assert forms(many) == forms(few)


def test_the_same_cards_give_the_same_bytes() -> None:
    cards = [CARD, ANNIVERSARY, replace(CARD, greeting="亲爱的欧阳美玲")]

    assert printed_cards(*cards) == printed_cards(*cards)


def test_fonts_travel_in_the_file() -> None:
    found = fonts(printed_cards(CARD, replace(CARD, greeting="亲爱的欧阳美玲"), fold=Fold.QUARTER))

    assert found
    assert all(found.values())


def test_cards_keep_the_order_they_came_in() -> None:
    names = ["Zoë", "Ann", "美玲"]
    cards = [replace(CARD, greeting=f"Dear {name},") for name in names]

    said = words(printed_cards(*cards))

    assert [said.index(name) for name in names] == sorted(said.index(name) for name in names)


@pytest.mark.parametrize("mono", [False, True], ids=["color", "mono"])
@pytest.mark.parametrize("name", [LONG_NAME, "欧阳美玲", "Nguyễn Thị Ánh Tuyết", "Ṣẹ́gun"])
def test_hard_names_print_whole(name: str, mono: bool) -> None:
    card = replace(CARD, greeting=f"Dear {name},", signature=name)

    _, inside = pages(printed_cards(card, mono=mono, fold=Fold.HALF, paper=A4))

    said = "".join(line.text for line in inside.texts).replace(" ", "")
    assert said.count(name.replace(" ", "")) == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"greeting": "  "}, "The greeting line is empty."),
        ({"greeting": "x" * 5000}, "The greeting line is too long"),
        ({"wish_lines": ("Many words. " * 200,)}, "The wish is too long"),
        ({"signature": "x" * 500}, "The signature is too long"),
        ({"shop_name": "x" * 500}, "name of the shop is too long"),
        ({"wish": "x" * 500}, "words for the front are too long"),
        ({"greeting": "Dear 💎,"}, "No font has the letters 💎"),
        ({"signature": "שלום"}, "No font has the letters ש"),
        ({"shop_name": "Gem 💎"}, "No font has the letters 💎 of the shop’s name"),
    ],
)
def test_a_card_that_cannot_be_right_is_reported(change: dict[str, str], sentence: str) -> None:
    (problem,) = card_problems([CARD, replace(CARD, name="Bo Ek", **change)])  # type: ignore[arg-type]

    assert (problem.place, problem.name) == (2, "Bo Ek")
    assert sentence in problem.sentence


def test_a_card_with_a_problem_is_left_out_and_the_others_print() -> None:
    out = io.BytesIO()

    problems = print_cards(out, [replace(CARD, greeting="💎"), CARD], Fold.QUARTER, A4)

    assert len(problems) == 1
    assert len(pages(out.getvalue())) == 1


def test_when_no_card_can_be_printed_nothing_is_written() -> None:
    out = io.BytesIO()

    with pytest.raises(Refused, match="No font has"):
        print_cards(out, [replace(CARD, greeting="💎")], Fold.QUARTER, A4)

    assert out.getvalue() == b""


def test_no_cards_are_refused() -> None:
    with pytest.raises(Refused, match="no cards"):
        printed_cards()


def test_an_unknown_design_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(Refused, match=r"no card design “Cat”.*Facets, Strand"):
        design("Cat")


@pytest.mark.parametrize("kind", CardKind)
def test_there_is_a_design_for_every_kind_of_card(kind: CardKind) -> None:
    assert designs_for(kind)


@pytest.mark.parametrize(("name", "month"), list(zip(DESIGNS, cycle(STONES))))
def test_every_design_prints(name: str, month: int) -> None:
    """Each in one month, so that there is a card of every stone."""
    assert len(pages(printed_cards(replace(CARD, design=name, month=month)))) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", DESIGNS)
@pytest.mark.parametrize("month", STONES)
def test_every_design_prints_in_every_month(name: str, month: int) -> None:
    assert len(pages(printed_cards(replace(CARD, design=name, month=month)))) == 2


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_prints_or_is_reported(typed: str) -> None:
    card = replace(CARD, greeting=f"Dear {typed},", wish_lines=(typed,), signature=typed)
    out = io.BytesIO()

    problems = print_cards(out, [card, CARD], Fold.QUARTER, A4)

    assert len(problems) in {0, 1}
    assert len(pages(out.getvalue())) == 2 - len(problems)
