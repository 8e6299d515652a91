"""A secret gift: Daniel buys the ring for the anniversary, and Margaret's page stays as it was."""

from datetime import date
from pathlib import Path

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import changes, take_back
from storebook.gui.pages.counter import CounterPage
from storebook.people.search import find_shoppers
from storebook.people.wishes import WishDraft, add_wish
from tests.films.stage import CONTROL, FRIDAY, Key, Stage, stage

NAME = "secret"
RING = "Old-cut trilogy ring, platinum"
SERIAL = "GX2236"
DAY_AFTER = date(2026, 12, 13)


def film(folder: Path) -> None:
    """Nothing of the gift is seen but on the giver's page, until the day after the anniversary."""
    with stage(folder, NAME) as scene:
        prepare(scene)
        before = {who: page_of(scene, who) for who in ("maggie", "clara ash")}
        scene.picture("Clara's page and her mother's, before anything is bought.")

        buy(scene)
        assert scene.sees(RING, "secret until Dec 13")
        scene.picture("Daniel's page: the ring, and until when it is a secret.")

        for who, words in before.items():
            assert page_of(scene, who) == words
            scene.picture(f"The page of {who.title()}…: word for word what it was before.")

        look_elsewhere(scene)

        scene.clock.day = DAY_AFTER
        scene.window.stack.day_is(DAY_AFTER)
        assert page_of(scene, "maggie") != before["maggie"]
        assert scene.sees(f"{RING}", "from Daniel")
        scene.picture(
            "December 13: the anniversary was yesterday, and the ring stands on her page."
        )


def prepare(scene: Stage) -> None:
    """Before the window is looked at."""
    unsell(scene.book)
    scene.rest()


def unsell(book: Book) -> None:
    """The demo shop sold the ring this morning; here it is still on the wish list."""
    margaret, daniel = (
        find_shoppers(book, name, today=FRIDAY, limit=1)[0].shopper_id
        for name in ("maggie", "daniel ashworth")
    )
    sold = next(one for one in changes(book, limit=100) if "Daniel Ashworth" in one.what)
    take_back(book, sold.id)
    wish = WishDraft(
        description=RING,
        category="ring",
        price_cents=Cents(9_400_00),
        seen_on=date(2026, 10, 31),
        confidants=(daniel,),
    )
    add_wish(book, margaret, wish)


def page_of(scene: Stage, who: str) -> str:
    """Every word on the page of this shopper, opened by the search."""
    scene.press(Key.Key_K, CONTROL)
    scene.type(who)
    scene.press(Key.Key_Return)
    page = scene.window.stack.current()
    assert page is not None
    return scene.words_in(page)


def buy(scene: Stage) -> None:
    """At the counter: the wish is offered, its wearer known, the secret proposed by itself."""
    page_of(scene, "daniel ash")
    scene.press(Key.Key_R, CONTROL)
    scene.type("trilogy")
    scene.press(Key.Key_Down)
    scene.picture("Ctrl R: the wish that Daniel may be told of is offered to him.")
    scene.press(Key.Key_Return)
    scene.tab_to("Details of", Key.Key_Backtab)
    scene.press(Key.Key_Space)
    scene.tab_to("Serial")
    scene.type(SERIAL)
    scene.tab_to("For the occasion")
    scene.type("w")
    assert scene.sees("Keep it a secret until", "Dec 13, 2026")
    scene.picture("For the wedding anniversary: the secret is proposed until the day after.")
    scene.press(Key.Key_Return, CONTROL)


def look_elsewhere(scene: Stage) -> None:
    """The list of purchases, the search by serial, the history: none of them tells."""
    scene.press(Key.Key_4, CONTROL)
    assert not tells(scene)
    scene.picture("All purchases: that there is one, and nothing of what it is.")

    scene.press(Key.Key_K, CONTROL)
    scene.type(SERIAL)
    counter = scene.window.stack.current()
    assert isinstance(counter, CounterPage)
    assert [shown.row.name for shown in counter.results.records()] == ["Daniel Ashworth"]
    scene.picture("The search by its serial leads to the giver alone.")

    scene.press(Key.Key_9, CONTROL)
    scene.press(Key.Key_Tab, CONTROL, times=4)
    assert scene.sees("Purchase recorded for Daniel Ashworth")
    assert not tells(scene)
    scene.picture("The shop's history: the deed and the shopper, never the piece.")


def tells(scene: Stage) -> bool:
    """Whether anything of the ring stands in the window."""
    words = scene.words()
    return any(each in words for each in (RING, "trilogy", SERIAL))
