"""Three hundred secret gifts, and no command that tells a word of them to anybody but their
givers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.cli.common import today
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.kin import Relation, add_kin
from storebook.people.shoppers import ShopperDraft
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.recording import record_purchase
from tests.cli.conftest import in_days
from tests.cli.running import Command
from tests.make import SHOP, make_shopper
from tests.printing.reading import words

SECRETS = 300
COUPLES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One gift: a word that stands in everything written of it, its serial, and who is in it."""

    word: str
    serial: str
    amount: str
    knowing: frozenset[int]
    wearer: int
    piece: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The book, who is in it, and what they keep from each other."""

    path: Path
    people: list[int]
    secrets: list[Secret]


@pytest.fixture(scope="module")
def town(empty_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    path = tmp_path_factory.mktemp("town") / "town.book"
    path.write_bytes(empty_book.read_bytes())
    random = Random(20261120)
    with Book.open(path) as book:
        people = settle(book)
        secrets = [give(book, random, people) for _ in range(SECRETS)]
    return Town(path=path, people=people, secrets=secrets)


def settle(book: Book) -> list[int]:
    people = []
    for number in range(COUPLES):
        wife = make_shopper(
            book,
            f"Ann Family{number}",
            today=today(),
            street=f"{number + 1} Ocean Road",
            birthday=in_days(number % 12),
            phone=f"603 555 {number:04d}",
        )
        husband = ShopperDraft(name=f"Bob Family{number}", birthday=in_days(number % 9))
        people += [
            wife,
            add_kin(book, wife, husband, Relation.SPOUSE, shop=SHOP, today=today()),
        ]
    return people


def give(book: Book, random: Random, people: list[int]) -> Secret:
    """A gift with everything that can be written down of one, each with the word in it."""
    giver = random.choice(people)
    wearer = random.choice([one for one in people if one != giver])
    others = [one for one in people if one != wearer]
    buyer = random.choice(others) if random.random() < 0.2 else giver
    word = "q" + "".join(random.choices(ascii_lowercase, k=11))
    serial, cents = f"SN{word[1:7]}{random.randint(100, 999)}", random.randint(10_000_00, 99_999_99)
    line = replace(
        line_about(word),
        price_cents=Cents(cents),
        serial=serial,
        wearer_id=wearer,
        secret_until=today() + timedelta(days=random.randint(1, 60)),
        wish_id=add_wish(book, wearer, WishDraft(description="A ring", confidants=(giver,))),
    )
    draft = PurchaseDraft(
        day=today() - timedelta(days=random.randint(0, 40)),
        lines=(line,),
        shopper_id=buyer,
        giver_id=giver,
        occasion_text=f"for {word}",
        note=f"wrap it, {word}",
    )
    ticket = record_purchase(book, draft, shop=SHOP, today=today())
    piece = piece_of(book, ticket)
    talk_about(book, piece, word, (giver, wearer))
    return Secret(
        word=word,
        serial=serial,
        amount=f"{cents}",
        knowing=frozenset({giver, buyer}),
        wearer=wearer,
        piece=piece,
    )


def line_about(word: str) -> LineDraft:
    return LineDraft(
        description=f"Ring {word}",
        price_cents=Cents(0),
        stock_number=f"R {word}",
        category="ring",
        metal=word,
        stones=word,
        certificate=f"GIA {word}",
        size=f"6 {word}",
        engraving=word,
    )


def piece_of(book: Book, ticket: int) -> int:
    return int(
        book.value(
            "SELECT piece.id FROM piece JOIN line ON line.id = line_id WHERE purchase_id = :ticket",
            ticket=ticket,
        )
    )


def talk_about(book: Book, piece: int, word: str, people: Iterable[int]) -> None:
    """A call and a task about the piece on the page of each of these."""
    for person in people:
        text = f"About {word}"
        touch = TouchDraft(
            shopper_id=person, day=today(), kind=TouchKind.CALL, text=text, piece_id=piece
        )
        log_touch(book, touch, today=today())
        add_task(book, TaskDraft(what=text, shopper_id=person, piece_id=piece))


def told(secrets: Iterable[Secret], text: str) -> list[str]:
    """The secrets of which the text tells something."""
    lowered = text.lower()
    return [
        one.word
        for one in secrets
        if one.word in lowered or one.serial.lower() in lowered or f"{one.amount}," in text
    ]


@pytest.mark.parametrize("more", [(), ("--json",), ("--as", "clerk"), ("--as", "clerk", "--json")])
def test_a_page_tells_nothing_of_what_is_kept_from_it(
    storebook: Command, town: Town, more: tuple[str, ...]
) -> None:
    for shopper_id in town.people:
        answer = storebook("show", town.path, shopper_id, *more)
        unknown = [one for one in town.secrets if shopper_id not in one.knowing]

        assert answer.code == 0
        assert told(unknown, answer.out) == []


def test_a_giver_is_told_of_every_gift(storebook: Command, town: Town) -> None:
    for shopper_id in town.people:
        page = storebook("show", town.path, shopper_id, "--json").out
        own = [one.word for one in town.secrets if shopper_id in one.knowing]

        assert set(told(town.secrets, page)) >= set(own)


def test_a_serial_leads_to_its_giver_alone(storebook: Command, town: Town) -> None:
    for secret in town.secrets:
        for text in (secret.serial, f"GIA {secret.word}", secret.word):
            found = storebook("find", town.path, text, "--limit", 50, "--json").document
            assert {one["id"] for one in found} <= secret.knowing
            assert secret.word not in storebook("find", town.path, secret.serial).out


def test_no_list_and_no_history_tells_of_a_gift(
    storebook: Command, town: Town, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for command in (
        ("today", "--days", 60),
        ("top", "--months", 12),
        ("history", "--limit", 10_000),
        *(("history", "--shopper", one, "--limit", 10_000) for one in town.people),
        ("check",),
        ("find", "ann", "--limit", 100),
        ("export", "--kind", "shoppers", "--out", f"{out}.csv"),
        ("export", "--kind", "purchases", "--out", f"{out}.csv"),
        ("export", "--kind", "purchases", "--out", f"{out}.csv", "--spreadsheet"),
        ("print", "cards", "--out", f"{out}.pdf"),
        ("print", "labels", "--out", f"{out}.pdf"),
        ("print", "list", "--out", f"{out}.pdf"),
        ("print", "list", "--out", f"{out}.csv"),
    ):
        name, *more = (*command[:2], town.path, *command[2:]) if command[0] == "print" else (
            command[0], town.path, *command[1:]
        )  # fmt: skip
        for json in ((), ("--json",)):
            answer = storebook(name, *more, *json)
            assert answer.code == 0
            assert told_words(town, answer.out + answer.err + written(out)) == []


def told_words(town: Town, text: str) -> list[str]:
    """As `told`, but for amounts: a list for the tax office keeps them."""
    return [one.word for one in town.secrets if one.word in text or one.serial in text]


def written(out: Path) -> str:
    """What is in the file that a command has made, which is gone then."""
    text = ""
    for path in out.parent.iterdir():
        text += words(path.read_bytes()) if path.suffix == ".pdf" else path.read_text("utf-8-sig")
        path.unlink()
    return text


def test_what_a_wearer_is_sold_and_sent_tells_nothing(
    storebook: Command, town: Town, tmp_path: Path
) -> None:
    for secret in town.secrets[:20]:
        unknown = [one for one in town.secrets if secret.wearer not in one.knowing]
        sold = storebook("sell", town.path, secret.wearer, "--line", "Chain;10", "--json")
        undone = storebook("undo", town.path)
        card = storebook("enroll", town.path, "--shopper", secret.wearer)

        assert (sold.code, undone.code) == (0, 0)
        assert told(unknown, sold.out + undone.out + card.out) == []


def test_on_its_day_a_gift_is_no_secret_any_more(storebook: Command, town: Town) -> None:
    """The guard looks at the day, and nothing else: seen on the wearer's page from then on."""
    secret = town.secrets[0]
    with Book.open(town.path) as book, book.change("The day has come") as change:
        change.update("piece", secret.piece, secret_until=today())

    assert secret.word in storebook("show", town.path, secret.wearer, "--json").out
