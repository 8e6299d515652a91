"""A town of couples who keep gifts from each other, and what a command told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from string import ascii_lowercase

from storebook.base.money import Cents
from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.cli.common import today
from storebook.club.members import EnrollmentDraft, enroll
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.kin import Relation, add_kin
from storebook.people.notes import add_note
from storebook.people.photos import add_photos, caption_photo
from storebook.people.shoppers import ShopperDraft
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.drafts import LineDraft, PurchaseDraft
from storebook.sales.piece_photos import of_piece
from storebook.sales.recording import record_purchase
from storebook.staff.viewer import Viewer
from tests.cli.conftest import in_days
from tests.make import SHOP, make_shopper
from tests.printing.reading import words

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
    ticket: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The book, who is in it, and what they keep from each other."""

    path: Path
    people: list[int]
    secrets: list[Secret]


def make_town(path: Path, secrets: int) -> Town:
    """A book at that path, in which so many gifts are secret."""
    random = Random(20261120)
    with Book.open(path) as book:
        people = settle(book)
        made = [give(book, random, people) for _ in range(secrets)]
    return Town(path=path, people=people, secrets=made)


def settle(book: Book) -> list[int]:
    """Couples under one roof; the wives are members of the club."""
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
        enroll(book, EnrollmentDraft(shopper_id=wife), shop=SHOP, today=today())
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
    show(book, piece, word, giver)
    return Secret(
        word=word,
        serial=serial,
        amount=f"{cents}",
        knowing=frozenset({giver, buyer}),
        wearer=wearer,
        piece=piece,
        ticket=ticket,
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


def show(book: Book, piece: int, word: str, giver: int) -> None:
    """A note on the giver's page, and a photo that says what is to be seen."""
    add_note(book, giver, f"Ask for {word}", day=today(), piece_id=piece)
    subject = of_piece(book, piece, giver, Viewer(today=today()))
    picture = Picture(jpeg=word.encode(), thumb=b"-", width=9, height=9)
    (photo_id,) = add_photos(book, subject, [picture], today=today())
    caption_photo(book, subject, photo_id, f"The {word} in its box")


def told(secrets: Iterable[Secret], text: str) -> list[str]:
    """The secrets of which the text tells something."""
    lowered = text.lower()
    return [
        one.word
        for one in secrets
        if one.word in lowered or one.serial.lower() in lowered or f"{one.amount}," in text
    ]


def told_words(town: Town, text: str) -> list[str]:
    """As `told`, but for amounts: a list for the tax office keeps them."""
    return [one.word for one in town.secrets if one.word in text or one.serial in text]


def written(out: Path) -> str:
    """The names of the files that a command has made, and what is in them; they are gone then."""
    text = ""
    for path in out.parent.iterdir():
        inside = path.read_bytes()
        text += f"{path.name}\n"
        text += words(inside) if path.suffix == ".pdf" else inside.decode("utf-8-sig", "replace")
        path.unlink()
    return text
