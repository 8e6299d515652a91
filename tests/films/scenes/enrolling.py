"""Enrolling with a queue waiting: three people, three answers each, and the keys are counted."""

from pathlib import Path

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.club.members import member_of
from storebook.people.occasions import occasions_of
from storebook.people.search import find_shoppers
from tests.films.stage import CONTROL, FRIDAY, Key, Stage, stage

NAME = "enrolling"
CARD = "membership-card.pdf"
GOAL_SECONDS = 30


def film(folder: Path) -> None:
    """Somebody new, somebody who is in the book already, and a birthday that cannot be."""
    with stage(folder, NAME) as scene:
        scene.press(Key.Key_E, CONTROL)
        scene.picture("Ctrl E: three answers are enough; the card fills itself in at the right.")
        somebody_new(scene, folder / CARD)
        somebody_known(scene)
        a_day_that_is_none(scene)


def somebody_new(scene: Stage, card: Path) -> None:
    """Phone, name, month and day, one yes: then the card, and the next in the queue."""
    card.unlink(missing_ok=True)
    scene.count_anew()
    scene.think()
    scene.type("6035557711")
    scene.press(Key.Key_Return)
    assert scene.sees("Nobody has this number yet.")
    scene.think()
    scene.type("Noor")
    scene.press(Key.Key_Return)
    scene.type("El-Amin")
    scene.press(Key.Key_Return)
    scene.think()
    scene.type("f")
    scene.press(Key.Key_Return)
    scene.type("28")
    scene.press(Key.Key_Return, times=3)
    scene.think()
    scene.press(Key.Key_Space)
    keys, seconds = scene.keys + 1, scene.seconds()
    scene.picture(f"Four answers: {keys} keys, about {seconds:.0f} seconds of typing.")
    scene.name_file(card, "Ctrl Enter, on a computer without a printer: the card becomes a PDF.")
    scene.press(Key.Key_Return, CONTROL)
    assert seconds < GOAL_SECONDS
    assert card.exists()
    assert is_member(scene.book, "noor el-amin")
    assert scene.sees("Noor El-Amin enrolled, card")
    scene.picture("Enrolled, and the questions are empty again for the next in the queue.")
    card.unlink()


def somebody_known(scene: Stage) -> None:
    """The phone finds who is there: no second page, only what is missing is asked."""
    name, phone = not_yet_a_member(scene.book)
    scene.type(phone)
    scene.press(Key.Key_Return)
    assert scene.sees(f"Is it {name}?")
    scene.picture("The next one's phone is in the book already.")
    before = shoppers(scene.book)
    scene.press(Key.Key_Return)
    assert scene.sees("In the book already")
    scene.tab_to("Enroll, print later")
    scene.press(Key.Key_Space)
    assert is_member(scene.book, name)
    assert shoppers(scene.book) == before
    scene.picture("Enrolled under the page that was there.")


def a_day_that_is_none(scene: Stage) -> None:
    """A name in another script, no phone, and February 30, which is said beside the field."""
    scene.press(Key.Key_Return)
    scene.type("小明")
    scene.press(Key.Key_Return)
    scene.type("王")
    scene.press(Key.Key_Return)
    scene.type("2")
    scene.press(Key.Key_Return)
    scene.type("30")
    scene.press(Key.Key_Return, CONTROL)
    assert scene.sees("February has 28 days, or 29 in a leap year. Which day is it?")
    scene.picture("February 30: said beside the field, nothing lost, nothing saved.")
    scene.press(Key.Key_Backspace, times=2)
    scene.type("29")
    scene.tab_to("Enroll, print later")
    scene.press(Key.Key_Space)
    (found,) = [
        hit.shopper_id
        for hit in find_shoppers(scene.book, "王小明", today=FRIDAY)
        if is_new(scene.book, hit.shopper_id)
    ]
    leap_day = scene.window.context.shop().leap_day_rule
    (birthday,) = occasions_of(scene.book, found, today=FRIDAY, leap_day=leap_day)
    assert birthday.when == PartialDate(month=2, day=29)
    scene.picture("A member, whose birthday comes every year on the last of February.")


def shoppers(book: Book) -> int:
    """How many are in the book."""
    return int(book.value("SELECT count(*) FROM shopper"))


def is_member(book: Book, name: str) -> bool:
    """Whether the one who is found by this name belongs to the club."""
    found = find_shoppers(book, name, today=FRIDAY, limit=1)
    return bool(found) and member_of(book, found[0].shopper_id) is not None


def is_new(book: Book, shopper_id: int) -> bool:
    """Whether they have joined today."""
    member = member_of(book, shopper_id)
    return member is not None and member.enrolled_on == FRIDAY


def not_yet_a_member(book: Book) -> tuple[str, str]:
    """Somebody of the demo shop with a phone of their own, who has not joined."""
    rows = book.rows(
        """
        SELECT name, digits FROM shopper JOIN phone ON phone.shopper_id = shopper.id
        WHERE deceased_on IS NULL AND archived_on IS NULL
          AND NOT EXISTS (SELECT 1 FROM member WHERE member.shopper_id = shopper.id)
          AND digits NOT IN (SELECT digits FROM phone GROUP BY digits HAVING count(*) > 1)
          AND (SELECT count(*) FROM shopper AS other WHERE other.name = shopper.name) = 1
        ORDER BY shopper.id LIMIT 1
        """
    )
    return str(rows[0][0]), str(rows[0][1])
