"""Somebody of whom everything is known, each thing by a word that stands nowhere else."""

from contextlib import closing
from pathlib import Path

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.book.drafts import keep_draft
from storebook.book.engine import connect
from storebook.book.events import EventKind, note_event
from storebook.book.protection.data_key import DataKey
from storebook.club.members import EnrollmentDraft, enroll
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.notes import add_note
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.shoppers import edit_shopper
from storebook.people.wishes import WishDraft, add_wish
from tests.make import SHOP, TODAY, make_line, make_purchase, make_shopper

# Words that stand nowhere else, one for each thing that is known of her.
MARKERS = {
    "name": "Zuleika Quillfeather",
    "before": "Zuleika Vexworthy",
    "native": "祖蕾卡奎",
    "nickname": "Zuzuli",
    "phone": "6035557193",
    "email": "zqmail@example.com",
    "street": "77 Wobblethorpe Crescent",
    "occupation": "Xylographer",
    "note": "Collects ambrotypes",
    "wish": "Tanzanite kingfisher",
    "taste": "Millegrainwork",
    "touch": "Rang about kaleidoscopes",
    "task": "Ring about velocipedes",
    "occasion": "Daughters quinceanera",
    "engraving": "Zquill eternally",
    "ticket note": "Wrap in periwinkle",
    "consent": "Told us by telegraph",
    "tag": "Fipplefan",
    "draft": "Half typed sesquipedal",
}


def write_down(book: Book) -> int:
    """Somebody of whom everything is known that the book can know, once under another name."""
    who = make_shopper(
        book,
        MARKERS["before"],
        native_name=MARKERS["native"],
        nickname=MARKERS["nickname"],
        phone=MARKERS["phone"],
        email=MARKERS["email"],
        street=MARKERS["street"],
        occupation=MARKERS["occupation"],
        tags=(MARKERS["tag"],),
        birthday=PartialDate(year=1966, month=11, day=26),
    )
    edit_shopper(book, who, name=MARKERS["name"], shop=SHOP, today=TODAY)
    add_note(book, who, MARKERS["note"], day=TODAY)
    add_wish(book, who, WishDraft(description=MARKERS["wish"]))
    add_preference(book, who, PreferenceKind.STYLE, MARKERS["taste"])
    log_touch(
        book,
        TouchDraft(shopper_id=who, day=TODAY, kind=TouchKind.CALL, text=MARKERS["touch"]),
        today=TODAY,
    )
    add_task(book, TaskDraft(what=MARKERS["task"], shopper_id=who))
    record_consent(
        book,
        who,
        Channel.MAIL,
        [Purpose.OFFERS],
        given=True,
        wording=MARKERS["consent"],
        day=TODAY,
    )
    enroll(book, EnrollmentDraft(shopper_id=who), shop=SHOP, today=TODAY)
    make_purchase(
        book,
        who,
        make_line(price=100_00, engraving=MARKERS["engraving"]),
        note=MARKERS["ticket note"],
        occasion_text=MARKERS["occasion"],
    )
    note_event(book, EventKind.VIEWED, f"Page of {MARKERS['name']} opened", who)
    keep_draft(book, "Note", str(who), {"text": MARKERS["draft"]})
    return who


def traces(path: Path, key: DataKey | None = None) -> list[str]:
    """Which markers are anywhere in a closed book's file, or in what SQL tells of it."""
    raw = path.read_bytes().lower()
    with closing(connect(path, "read", key_hex=None if key is None else key.hex)) as connection:
        assert connection.execute("PRAGMA freelist_count").fetchall() == [(0,)] or key is None
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        told = "\n".join(
            str(connection.execute(f'SELECT * FROM "{name}"').fetchall())  # noqa: S608
            for (name,) in tables.fetchall()
        ).casefold()
    return [
        name
        for name, marker in MARKERS.items()
        if any(part in told or part.encode() in raw for part in parts_of(marker))
    ]


def parts_of(marker: str) -> list[str]:
    """A marker, and those of its words that stand nowhere else: search keeps words."""
    return [marker.casefold(), *(word for word in marker.casefold().split() if len(word) > 9)]
