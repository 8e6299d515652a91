"""People and texts that the tests of cards' words share."""

from dataclasses import replace
from typing import Any

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.templates import (
    templates,
)
from storebook.outreach.wording import (
    CardWords,
    Facts,
    Sender,
    Template,
    Wordings,
    filled,
    shipped,
)
from storebook.printing.cards import words_problem
from tests.make import SHOP

SENDER = Sender(shop="Hallam & Rye", associate="Ruth Hallam")
EVERY_TEXT = list(shipped().values())
BIRTHDAY = Template(
    kind=CardKind.BIRTHDAY,
    language="en",
    variant="ours",
    greeting="{greeting},",
    wish="Happy birthday.",
    signature="{associate}",
)
COUPLE = Facts(
    kind=CardKind.WEDDING,
    greeting="Dear Margaret & Daniel",
    first_names=("Margaret", "Daniel"),
    families=("Ashworth", "Ashworth"),
    couple="Margaret & Daniel Ashworth",
    years=25,
    month=9,
    language="en",
)
NASTY_NAMES = [
    "Dr. Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst",
    "x" * 80,
    "欧阳美玲",
    "MARGARET",
    "O’Connor-James",
    "{first_name}",
    "{0.__class__} %s \\1",
    "Nguyễn Thị Ánh",
    "A\nB",
]


def said(template: Template, facts: Facts, sender: Sender = SENDER) -> CardWords:
    words = filled(template, facts, sender)
    assert isinstance(words, CardWords), words
    return words


def wish(text: str, facts: Facts = COUPLE, **changed: Any) -> str:
    return said(replace(BIRTHDAY, kind=facts.kind, wish=text), replace(facts, **changed)).wish


def fits(words: CardWords) -> tuple[str, str] | None:
    return words_problem(words.greeting, words.wish, words.signature, shop_name=SHOP.name)


def words_for(book: Book, facts: Facts, *people: int) -> str:
    chosen = Wordings(templates(book), SENDER).words_for(facts, people or (1,))
    assert isinstance(chosen, CardWords), chosen
    return chosen.wording
