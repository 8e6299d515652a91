"""A shop in which every text that can be typed was typed badly: one shopper for each nasty value.

Each of them has the value in everything that is written about a shopper. After it stands the
shopper's number and a letter for the place, such as `</para> 17w` for the wish, so that it can be
told where a text came through and where it was lost.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.base.text import is_blank, one_line
from storebook.book.book import Book
from storebook.book.settings import save
from storebook.book.shop import Shop
from storebook.club.members import EnrollmentDraft, enroll
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import freeze_run
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.consent import Channel
from storebook.people.kin import Relation, add_kin
from storebook.people.notes import NoteDraft
from storebook.people.occasions import add_occasion
from storebook.people.own_fields import OwnFieldKind, add_own_field
from storebook.people.photos import Subject, add_photos, caption_photo, photos_of
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.drafts import Payment, PaymentKind, PurchaseDraft
from storebook.sales.recording import record_purchase
from storebook.staff.associates import Role, add_associate
from tests.make import TODAY, make_address, make_line, make_shopper, set_own_value
from tests.nasty import NASTY
from tests.photographs import photo

SHOP = Shop(name="Smith & Sons <b>", strapline="50% &amp; {0}", country="US", slip_note="a<b")
OWN_FIELD = "Own </para> & field"
# Long enough to be too long for every place on the screen and on paper.
LONGEST = 50
# A disk in memory, where there is one: a thousand changes wait for no disk.
MEMORY = Path("/dev/shm")

BIRTHDAY = PartialDate(month=11, day=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """One value, and who bears it. `shown` is what is left of it after cleaning, on one line."""

    number: int
    shown: str
    name: str
    shopper_id: int
    purchase_id: int
    partner_id: int

    def at(self, place: str) -> str:
        """What was typed in that place."""
        return mark(self.shown, self.number, place)


def mark(shown: str, number: int, place: str) -> str:
    """The value, and after it where it was typed."""
    return f"{shown} {number}{place}".strip()


def fitted(value: str) -> str:
    """The value as far as any field takes it: cleaned, on one line, cut at a whole letter."""
    return one_line(one_line(value)[:LONGEST])


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileShop:
    """The book, who is in it, and a picture that no text may make the program look at."""

    path: Path
    people: tuple[Hostile, ...]
    bait: Path
    run_id: int

    def copy(self, folder: Path) -> Path:
        """A copy to change."""
        return Path(shutil.copyfile(self.path, folder / "shop.book"))


def hostile_shop(folder: Path, bait: Path) -> HostileShop:
    """A book in that folder, made on a disk that nobody waits for; `bait` becomes a picture."""
    bait.write_bytes(photo().jpeg)
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as quick:
        path = Path(quick) / "shop.book"
        with Book.create(path, owner_name="Ruth Hallam") as book:
            people, run_id = make_hostile(book, [*NASTY, f"<img src={bait}>"])
        shutil.copyfile(path, folder / path.name)
    return HostileShop(path=folder / path.name, people=people, bait=bait, run_id=run_id)


def make_hostile(book: Book, values: list[str]) -> tuple[tuple[Hostile, ...], int]:
    """Everything that is written about somebody, once for each value; and a run of their cards."""
    with book.change("The shop set up") as change:
        save(change, SHOP)
    own = add_own_field(book, OWN_FIELD, OwnFieldKind.TEXT)
    people = tuple(_one(book, number, value, own) for number, value in enumerate(values))
    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=TODAY + timedelta(days=14))
    look = look_at_run(book, request, shop=SHOP, today=TODAY)
    return people, freeze_run(book, look, today=TODAY)


def _one(book: Book, number: int, value: str, own: int) -> Hostile:
    shown = fitted(value)
    typed = partial(mark, shown, number)
    name = shown if shown and not is_blank(shown) else f"Nobody {number}"
    shopper_id = make_shopper(
        book, name, nickname=typed("k"), occupation=typed("o"), interests=typed("i"),
        personality=typed("p"), source=typed("s"), tags=(typed("t"),), birthday=BIRTHDAY,
        notes=(NoteDraft(text=typed("n")),), phone=f"603555{number:04}",
        addresses=(make_address(typed("a"), city=typed("c")),),
    )  # fmt: skip
    partner_id = add_kin(book, shopper_id, typed("f"), Relation.SPOUSE, shop=SHOP, today=TODAY)
    set_own_value(book, shopper_id, own, typed("w"))
    add_wish(book, shopper_id, WishDraft(description=typed("d"), note=typed("e")))
    add_preference(book, shopper_id, PreferenceKind.METAL, typed("m"), note=typed("r"))
    size = SizeDraft(body_part=BodyPart.EARS, text=typed("z"), note=typed("y"))
    add_size(book, shopper_id, size, shop=SHOP)
    add_occasion(book, shopper_id, typed("g"), PartialDate(month=12, day=1), note=typed("h"))
    add_task(book, TaskDraft(what=typed("j"), shopper_id=shopper_id, due_on=TODAY))
    call = TouchDraft(shopper_id=shopper_id, day=TODAY, kind=TouchKind.CALL, text=typed("u"))
    log_touch(book, call, today=TODAY)
    subject = Subject(shopper_id=shopper_id, about=shopper_id, called=name)
    add_photos(book, subject, [photo()], today=TODAY)
    caption_photo(book, subject, photos_of(book, subject)[0].id, typed("q"))
    agreed = frozenset({Channel.MAIL, Channel.PHONE})
    joining = EnrollmentDraft(shopper_id=shopper_id, consents=agreed)
    enroll(book, joining, shop=SHOP, today=TODAY)
    purchase_id = _bought(book, shopper_id, add_associate(book, typed("A"), Role.CLERK), typed)
    return Hostile(
        number=number, shown=shown, name=name, shopper_id=shopper_id, purchase_id=purchase_id,
        partner_id=partner_id,
    )  # fmt: skip


def _bought(book: Book, shopper_id: int, associate_id: int, typed: Callable[[str], str]) -> int:
    line = make_line(
        typed("l"), 1_200_00, stock_number=typed("b"), serial=typed("v"), stones=typed("x"),
    )  # fmt: skip
    draft = PurchaseDraft(
        day=TODAY, lines=(line,), shopper_id=shopper_id, associate_id=associate_id,
        occasion_text=typed("O"), number=typed("N"), note=typed("P"), on_deposit=True,
        payments=(Payment(kind=PaymentKind.CARD, amount_cents=Cents(500_00)),),
    )  # fmt: skip
    return record_purchase(book, draft, shop=SHOP, today=TODAY)
