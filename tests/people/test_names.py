"""People are greeted, addressed and named together as they want to be, never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.people.names import (
    PersonName,
    couple_choices,
    couple_greeting_line,
    couple_line,
    envelope_line,
    greeting_line,
    initials,
    sort_key,
)
from tests.nasty import NASTY

MARGARET = PersonName(name="Margaret Ashworth", given="Margaret", family="Ashworth")
DANIEL = PersonName(name="Daniel Ashworth", given="Daniel", family="Ashworth")
INES = PersonName(name="Inês Duarte", given="Inês", family="Duarte")
PAULO = PersonName(name="Paulo Reis", given="Paulo", family="Reis")
AMARA = PersonName(name="Amara Okafor", given="Amara", family="Okafor", title="Dr.")
JAMES = PersonName(name="James Okafor", given="James", family="Okafor")
WHOLE = PersonName(name="Maria Garcia Lopez")
XIAOMING = PersonName(name="Wang Xiaoming", given="Xiaoming", family="Wang", native="王小明")
LI = PersonName(name="Wang Li", given="Li", family="Wang", native="王莉")


@pytest.mark.parametrize(
    ("person", "greeting"),
    [
        (MARGARET, "Dear Margaret"),
        (WHOLE, "Dear Maria Garcia Lopez"),
        (PersonName(name="Margaret Ashworth", nickname="Peggy", title="Mrs."), "Dear Peggy"),
        (AMARA, "Dear Dr. Okafor"),
        (PersonName(name="Sam Rivera", family="Rivera", title="Mx."), "Dear Mx. Rivera"),
        (PersonName(name="Sam Rivera", title="Mx."), "Dear Mx. Sam Rivera"),
        (PersonName(name="Mr. and Mrs. John Smith", title="Mr."), "Dear Mr. and Mrs. John Smith"),
        (
            PersonName(name="María de los Ángeles\nde la Vega"),
            "Dear María de los Ángeles de la Vega",
        ),
        (PersonName(name="Suharto"), "Dear Suharto"),
        (PersonName(name="王小明"), "Dear 王小明"),
        (PersonName(name="王小明", family="王", title="先生"), "Dear 王先生"),
        (XIAOMING, "Dear Xiaoming"),
    ],
)
def test_a_greeting_says_what_one_would_say_to_the_person(
    person: PersonName, greeting: str
) -> None:
    assert greeting_line(person) == greeting


@pytest.mark.parametrize(
    ("person", "language", "greeting"),
    [
        (XIAOMING, "zh", "尊敬的王小明"),
        (PersonName(name="王小明", title="先生"), "zh_TW", "尊敬的王小明先生"),
        (PersonName(name="Hanako Yamada", given="Hanako", native="山田花子"), "ja", "山田花子様"),
        (PersonName(name="김민수"), "ko-KR", "김민수 님께"),
        (MARGARET, "zh", "尊敬的Margaret"),
        (INES, "pt_PT", "Olá, Inês"),
        (MARGARET, "de", "Guten Tag Margaret"),
        (MARGARET, "tlh", "Dear Margaret"),
    ],
)
def test_a_greeting_in_another_language_guesses_no_gender(
    person: PersonName, language: str, greeting: str
) -> None:
    assert greeting_line(person, language=language) == greeting


@pytest.mark.parametrize(
    ("person", "language", "line"),
    [
        (MARGARET, "en", "Margaret Ashworth"),
        (AMARA, "en", "Dr. Amara Okafor"),
        (PersonName(name="Dr Amara Okafor", title="Dr."), "en", "Dr Amara Okafor"),
        (PersonName(name=" Ann Lee \n Bob  Ray "), "en", "Ann Lee\nBob Ray"),
        (XIAOMING, "en", "Wang Xiaoming"),
        (XIAOMING, "zh", "王小明 收"),
        (PersonName(name="王小明", title="先生"), "en", "王小明先生"),
        (PersonName(name="王小明先生", title="先生"), "en", "王小明先生"),
        (PersonName(name="山田花子"), "ja", "山田花子 様"),
        (PersonName(name="김민수"), "ko", "김민수 귀하"),
    ],
)
def test_an_envelope_bears_the_whole_name(person: PersonName, language: str, line: str) -> None:
    assert envelope_line(person, language=language) == line


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [
        (MARGARET, DANIEL, "Margaret & Daniel Ashworth"),
        (INES, PAULO, "Inês Duarte & Paulo Reis"),
        (WHOLE, DANIEL, "Maria Garcia Lopez & Daniel Ashworth"),
        (PersonName(name="Margaret Ashworth", family="Ashworth"), DANIEL,
         "Margaret Ashworth & Daniel Ashworth"),
        (XIAOMING, LI, "Wang Xiaoming & Wang Li"),
        (PersonName(name="王小明"), PersonName(name="李莉"), "王小明 李莉"),
        (JAMES, AMARA, "Dr. Amara Okafor & James Okafor"),
        (PersonName(name="Paul Chen"), AMARA, "Dr. Amara Okafor & Paul Chen"),
        (AMARA, PersonName(name="James Okafor", given="James", family="Okafor", title="Dr"),
         "Drs. Amara & James Okafor"),
        (PersonName(name="Ana M. García López", given="Ana", family="García López"),
         PersonName(name="Luz Garcia Lopez", given="Luz", family="Garcia Lopez", title="Ms."),
         "Ana & Luz García López"),
        (MARGARET, PersonName(name="Daniel Ashworth Jr.", given="Daniel", family="Ashworth"),
         "Margaret Ashworth & Daniel Ashworth Jr."),
        (PersonName(name="J. Margaret Ashworth", given="Margaret", family="Ashworth"), DANIEL,
         "J. Margaret Ashworth & Daniel Ashworth"),
        (PersonName(name="Ann\nAshworth"), PersonName(name="Smith & Sons"),
         "Ann Ashworth & Smith & Sons"),
    ],
)  # fmt: skip
def test_a_couple_line_joins_what_is_known_to_belong_together(
    first: PersonName, second: PersonName, line: str
) -> None:
    assert couple_line(first, second) == line


def test_a_couple_is_greeted_together() -> None:
    assert couple_greeting_line(MARGARET, DANIEL) == "Dear Margaret & Daniel"
    assert couple_greeting_line(JAMES, AMARA) == "Dear Dr. Okafor & James"
    assert couple_greeting_line(XIAOMING, LI, language="zh") == "尊敬的王小明 王莉"
    assert couple_greeting_line(WHOLE, DANIEL) == "Dear Maria Garcia Lopez & Daniel"


def test_a_couple_chooses_among_styles() -> None:
    married = couple_choices(
        PersonName(name="Mary Smith", given="Mary", family="Smith", title="Mrs."),
        PersonName(name="John Smith", given="John", family="Smith", title="Mr."),
    )

    assert married == [
        "Mary & John Smith",
        "Mrs. Mary Smith & Mr. John Smith",
        "Mrs. Mary Smith\nMr. John Smith",
        "The Smith Family",
        "The Smiths",
    ]
    assert couple_choices(INES, PAULO) == ["Inês Duarte & Paulo Reis", "Inês Duarte\nPaulo Reis"]


@pytest.mark.parametrize(
    ("person", "shown"),
    [
        (MARGARET, "MA"),
        (WHOLE, "ML"),
        (PersonName(name="García Lorca, Ana", given="Ana", family="García Lorca"), "AG"),
        (PersonName(name="éloïse ångström"), "ÉÅ"),
        (PersonName(name="e\u0301loise"), "É"),
        (PersonName(name="Suharto"), "S"),
        (PersonName(name="王小明", given="小明", family="王"), "王"),
        (PersonName(name="김민수"), "김"),
        (XIAOMING, "XW"),
        (PersonName(name="", native="王小明"), "王"),
        (PersonName(name="Dr. Ann Lee"), "AL"),
        (PersonName(name="Mrs. Smith"), "S"),
        (PersonName(name="“Ann” (Lee)"), "AL"),
        (PersonName(name="💎 💎"), "💎"),
        (PersonName(name=""), ""),
    ],
)
def test_the_circle_shows_one_or_two_letters(person: PersonName, shown: str) -> None:
    assert initials(person) == shown


def test_a_list_stands_in_the_order_of_family_names_where_they_are_known() -> None:
    lorca = PersonName(name="Federico García Lorca", given="Federico", family="García Lorca")
    people = [MARGARET, WHOLE, lorca, DANIEL, PersonName(name="Émile")]

    in_order = [person.name for person in sorted(people, key=sort_key)]

    assert in_order == [
        "Daniel Ashworth",
        "Margaret Ashworth",
        "Émile",
        "Federico García Lorca",
        "Maria Garcia Lopez",
    ]


@pytest.mark.parametrize("line", [greeting_line, envelope_line])
def test_nobody_is_greeted_without_a_name(line: object) -> None:
    assert callable(line)
    with pytest.raises(Refused, match="A name is needed") as refusal:
        line(PersonName(name=" \n\x00"))
    assert refusal.value.field == "name"


@given(st.sampled_from(NASTY), st.sampled_from(NASTY), st.sampled_from(["en", "zh", "ja", "", "-"]))
def test_no_name_breaks_the_lines(one: str, other: str, language: str) -> None:
    person = PersonName(name=one, given=other, family=one, title=other, native=other)
    partner = PersonName(name=other, given=one, family=one, nickname=other)

    assert len(initials(person)) <= 2
    assert sort_key(person) == sort_key(person).strip()
    if one_line(one):
        assert greeting_line(person, language=language).strip()
        assert envelope_line(person, language=language).strip()
    if one_line(one) and one_line(other):
        assert couple_line(person, partner).strip()
        assert couple_greeting_line(person, partner, language=language).strip()
        assert all(couple_choices(person, partner))
    else:
        with pytest.raises(Refused):
            couple_line(person, partner)


@given(st.text(min_size=1, max_size=40))
def test_a_whole_name_is_greeted_whole(name: str) -> None:
    try:
        greeting = greeting_line(PersonName(name=name))
    except Refused:
        return
    assert greeting == "Dear " + " ".join(envelope_line(PersonName(name=name)).split("\n"))
