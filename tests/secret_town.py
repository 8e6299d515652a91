"""A small town full of secrets: everything that can be written down of a gift, at random."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from string import ascii_lowercase

from storebook.base.errors import Refused
from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.book.kept_pictures import jpeg
from storebook.outreach.tasks import TaskDraft, add_task, edit_task, finish_task
from storebook.outreach.touches import TouchDraft, TouchKind, change_touch, log_touch
from storebook.people.contact_points import PhoneDraft, add_phone
from storebook.people.notes import add_note
from storebook.people.photos import add_photos, caption_photo, photos_of
from storebook.people.wishes import WishDraft, add_wish, wishes_told_to
from storebook.sales.drafts import LineKind
from storebook.sales.piece_photos import first_of_pieces, of_piece
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, keep_secret, make_couple, make_line, make_purchase, make_shopper

NOW = Viewer(today=TODAY)
COUPLES = 6
SECRETS = 60
LAST_DAY = TODAY + timedelta(days=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A secret: a word that stands in everything said of it, its serial, and who knows of it."""

    word: str
    serial: str
    wish_id: int
    knowing: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    book: Book
    people: list[int]
    gifts: list[Gift]
    wishes_before: dict[int, list[int]]


def make_town(book: Book, random: Random) -> Town:
    """Couples with daughters, who wish and give."""
    people = settle(book)
    pairs = [random.sample(people, 2) for _ in range(SECRETS)]
    wishes = [wish(book, random, people, wearer, giver) for giver, wearer in pairs]
    before = {one: [w.id for w in wishes_told_to(book, one, NOW)] for one in people}
    gifts = [
        give(book, random, people, giver, wearer, wish_id)
        for (giver, wearer), wish_id in zip(pairs, wishes, strict=True)
    ]
    return Town(book=book, people=people, gifts=gifts, wishes_before=before)


def settle(book: Book) -> list[int]:
    """Couples, each with a daughter in the house; all of them can be called."""
    people: list[int] = []
    for number in range(COUPLES):
        wife, husband = make_couple(book, f"Ann Family{number}", f"Bob Family{number}")
        home = book.value("SELECT household_id FROM shopper WHERE id = :id", id=wife)
        people += [wife, husband, make_shopper(book, f"Clara Family{number}", household_id=home)]
    for place, one in enumerate(people):
        add_phone(book, one, PhoneDraft(raw=f"(603) 555-01{place:02}"), shop=SHOP)
    return people


def wish(book: Book, random: Random, people: list[int], wearer: int, giver: int) -> int:
    others = [one for one in people if one not in (wearer, giver)]
    told = (giver, *random.sample(others, 3))
    return add_wish(book, wearer, WishDraft(description="A ring", confidants=told))


def give(
    book: Book, random: Random, people: list[int], giver: int, wearer: int, wish_id: int
) -> Gift:
    """A gift with everything that can be written down of one, each with the word in it."""
    others = [one for one in people if one not in (wearer, giver)]
    buyer = random.choice([giver, giver, giver, random.choice(others), None])
    word = "q" + "".join(random.choices(ascii_lowercase, k=11))
    serial = str(random.randint(10**9, 10**10))
    until = TODAY + timedelta(days=random.randint(1, 30))
    ring = make_line(
        f"Ring {word}",
        stock_number=f"R {word}",
        metal=word,
        stones=word,
        serial=serial,
        certificate=f"GIA {word}",
        engraving=word,
        size=f"6 {word}",
        wearer_id=wearer,
        secret_until=until,
        wish_id=wish_id,
    )
    work = make_line(f"Engraving {word}", 85_00, kind=LineKind.SERVICE, wearer_id=wearer)
    lines = [ring, work][: random.randint(1, 2)]
    make_purchase(
        book, buyer, *lines, giver_id=giver, occasion_text=f"for {word}", note=f"wrap {word}"
    )
    piece_id = int(book.value("SELECT max(id) FROM piece"))
    add_note(book, giver, f"Ask for {word}", day=TODAY, piece_id=piece_id)
    # On the page of somebody who gave it, until that was put right.
    mistaken = add_note(book, random.choice(others), f"Ask for {word}", day=TODAY)
    with book.change("The giver was put right") as change:
        change.update("note", mistaken, piece_id=piece_id)
    show(book, word, piece_id, giver)
    talk(book, random, word, piece_id, [giver, wearer, random.choice(others)])
    if random.random() < 0.3:
        keep_secret(book, piece_id, until + timedelta(days=5))
    return Gift(
        word=word,
        serial=serial,
        wish_id=wish_id,
        knowing=frozenset({giver, giver if buyer is None else buyer}),
    )


def show(book: Book, word: str, piece_id: int, giver: int) -> None:
    """A photo of the piece, which says what is to be seen."""
    subject = of_piece(book, piece_id, giver, NOW)
    picture = Picture(jpeg=word.encode(), thumb=b"-", width=9, height=9)
    (photo_id,) = add_photos(book, subject, [picture], today=TODAY)
    caption_photo(book, subject, photo_id, f"The {word} in its box")


def photos_shown(book: Book, shopper_id: int, viewer: Viewer) -> list[object]:
    """Everything that a page could show of photos of whatever piece there is."""
    pieces = book.values("SELECT id FROM piece ORDER BY id")
    first = first_of_pieces(book, pieces, shopper_id, viewer)
    shown: list[object] = [jpeg(book, picture_id) for picture_id in first.values()]
    for piece_id in pieces:
        with suppress(Refused):
            shown.append(photos_of(book, of_piece(book, piece_id, shopper_id, viewer)))
    return shown


def talk(book: Book, random: Random, word: str, piece_id: int, people: list[int]) -> None:
    """Contacts and tasks about the piece, some changed and some done, on pages and on nobody's."""
    for person in people:
        touch = TouchDraft(
            shopper_id=person, day=TODAY, kind=TouchKind.CALL, text=word, piece_id=piece_id
        )
        touch_id = log_touch(book, touch, today=TODAY)
        if random.random() < 0.3:
            change_touch(book, touch_id, f"Again {word}")
    for on_page in (*people, None):
        draft = TaskDraft(what=f"Wrap {word}", shopper_id=on_page, piece_id=piece_id)
        task_id = add_task(book, draft)
        if random.random() < 0.3:
            edit_task(book, task_id, draft)
        if random.random() < 0.2:
            finish_task(book, task_id, today=TODAY)
