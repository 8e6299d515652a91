"""The five scenes of a shop, worked by role and name alone, in the system's own Python.

python3 -m tests.window.spoken.scenes SCENE PYTHON BOOK FOLDER [WHO PHONE]

`test_spoken.py` starts this and looks into the book afterwards.
"""

from __future__ import annotations

import os
import sys

from tests.window.spoken.hands import DOWN, RETURN, Reader

RING = "Old-cut trilogy ring, platinum"
SERIAL = "GX2236"
SEARCH = "Find a shopper"
FOUND = "Shoppers found"


def window(python: str, book: str, day: str) -> Reader:
    """The program, with this book, on that day."""
    return Reader([python, "-m", "tests.window.spoken.program", book, day])


def open_page(shop: Reader, typed: str, name: str) -> None:
    """The page of a shopper, by the search."""
    shop.write(SEARCH, typed)
    shop.open_row(FOUND, name)
    shop.find("label", name)
    shop.find("list", "Everything that happened")


def keep_as(shop: Reader, path: str) -> None:
    """The box for files: this name, and Save."""
    box = shop.find("dialog", "No printer is set up here. Save")
    shop.find("text", "File name:", box).queryEditableText().setTextContents(path)
    shop.press("push button", "Save", box)


def page_words(shop: Reader) -> list[str]:
    """What the lists of the page say."""
    told = shop.told().splitlines()
    return [line for line in told if line.startswith(("table cell", "list item"))]


def enrolling(python: str, book: str, folder: str, who: str, phone: str) -> None:
    """Somebody new, somebody known, and a February 30, which is said and described."""
    shop = window(python, book, "2026-11-20")
    shop.press("check box", "Club")
    shop.write("Phone or e-mail", "6035557711")
    shop.is_told("Nobody has this number yet.")
    shop.write("Given name", "Noor")
    shop.write("Family name", "El-Amin")
    shop.choose("Month", "February")
    shop.write("Birthday, day", "28")
    shop.press("check box", "By mail")
    shop.press("push button", "Enroll and print card")
    keep_as(shop, os.path.join(folder, "card.pdf"))  # noqa: PTH118 - any Python 3
    shop.hears("Noor El-Amin enrolled, card")

    shop.write("Phone or e-mail", phone)
    shop.hears(f"Is it {who}?")
    shop.open_row("Who is it?", who)
    shop.hears("In the book already")
    shop.press("push button", "Enroll, print later")
    shop.hears(f"{who} enrolled")

    shop.write("Given name", "小明")
    shop.write("Family name", "王")
    shop.choose("Month", "February")
    shop.write("Birthday, day", "30")
    shop.press("push button", "Enroll, print later")
    sentence = "February has 28 days, or 29 in a leap year. Which day is it?"
    shop.is_told(sentence)
    shop.hears(f"text: Birthday, day | {sentence} | 30")
    shop.write("Birthday, day", "29")
    shop.press("push button", "Enroll, print later")
    shop.hears("王小明 enrolled")
    shop.close()


def secret(python: str, book: str, folder: str) -> None:
    """Daniel's gift for the anniversary is heard of on his page alone, until the day after."""
    shop = window(python, book, "2026-11-20")
    open_page(shop, "maggie", "Margaret Ashworth")
    before = page_words(shop)
    open_page(shop, "daniel ash", "Daniel Ashworth")
    shop.press("push button", "Record purchase")
    shop.write("Scan a tag", "trilogy")
    shop.hears(f"table cell: {RING}")
    shop.key(DOWN)
    shop.key(RETURN)
    shop.press("push button", f"Details of {RING}")
    shop.write("Serial", SERIAL)
    shop.choose("No occasion", "Wedding anniversary")
    shop.hears("Keep it a secret until", "Dec 13, 2026")
    shop.press("push button", "Save purchase")
    shop.hears("label: Purchase saved. |", f"{RING}, secret until Dec 13")

    open_page(shop, "maggie", "Margaret Ashworth")
    assert page_words(shop) == before
    shop.press("check box", "Purchases")
    shop.find("table", "Purchases")
    shop.silent_about("trilogy", SERIAL)
    shop.write(SEARCH, SERIAL)
    shop.only_row(FOUND, "Daniel Ashworth")
    shop.close()

    shop = window(python, book, "2026-12-13")
    open_page(shop, "maggie", "Margaret Ashworth")
    shop.hears(RING, "from Daniel")
    shop.close()


def monday(python: str, book: str, folder: str) -> None:
    """The dead husband is heard of among those left out; the cards go out, and count as sent."""
    shop = window(python, book, "2026-11-23")
    shop.press("check box", "Occasions")
    shop.hears(
        "list item: Walter Finch, Died, his son told us in August",
        "list item: Harriet & Walter Finch, Partner died",
    )
    due = shop.rows("Due")
    assert due, "nobody is due"
    assert not [row for row in due if "Finch" in row], due
    shop.press("push button", "Print cards")
    keep_as(shop, os.path.join(folder, "cards.pdf"))  # noqa: PTH118 - any Python 3
    shop.hears("Print the file, and look through the cards before you confirm.")
    shop.press("push button", "Printed fine")
    shop.hears("count as sent")
    shop.close()


def mistake(python: str, book: str, folder: str) -> None:
    """A purchase of the wrong person, taken back from the bar that told of it."""
    shop = window(python, book, "2026-11-20")
    open_page(shop, "ashw", "Margaret Ashworth")
    shop.press("push button", "Record purchase")
    shop.write("Scan a tag", "Moonstone hair comb 1420")
    shop.key(RETURN)
    shop.hears("text: Price of Moonstone hair comb |  | 1,420.00")
    shop.press("push button", "Save purchase")
    shop.is_told("Purchase saved for Margaret Ashworth.")
    shop.hears("list item: Nov 20, 2026, Moonstone")
    shop.press("push button", "Undo")
    shop.is_told("Taken back: Purchase recorded for Margaret Ashworth.")
    shop.silent_about("Moonstone")
    shop.press("push button", "History of changes")
    shop.hears("Purchase recorded for Margaret Ashworth, Ruth Hallam · taken back")
    shop.close()


def january(python: str, book: str, folder: str) -> None:
    """From December 20 the list is heard on into January, in its order."""
    shop = window(python, book, "2026-12-20")
    shop.press("check box", "Occasions")
    shop.hears("Occasions from December 20 to January 2")
    shop.press("check box", "Time ahead: 30 days")
    shop.hears("Occasions from December 20 to January 18")
    due = shop.rows("Due")
    assert "Dec" in due[0], due
    assert "Jan" in due[-1], due
    assert any("Stella Newyear" in row and "Jan 1" in row for row in due), due
    shop.close()


SCENES = {each.__name__: each for each in (enrolling, secret, monday, mistake, january)}

if __name__ == "__main__":
    SCENES[sys.argv[1]](*sys.argv[2:])
