"""The bar at the top of the page: what stands there, what goes with the page, and how it looks."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFrame

from storebook.gui.bars import Standing
from storebook.gui.kept_offers import NO_SECOND, offer_second_place
from storebook.gui.program import Program
from tests.gui.hands import click, shown


def test_what_can_be_done_about_trouble_stands_until_it_is_closed_or_somebody_else_works(
    program: Program, closed: Path
) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    bar = window.trouble_bar
    bar.stand(Standing(sentence="The book is damaged.", words="See", do=lambda: None))

    window.say_trouble("The disk is full.")
    assert (bar.text(), bar.deed.isHidden()) == ("The disk is full.", True)
    window.go("shoppers")
    window.take_over()
    assert (bar.text(), bar.deed.isHidden()) == ("The book is damaged.", False)
    bar.close_bar()
    assert bar.text() == ""

    bar.stand(Standing(sentence="A list left.", words="See", do=lambda: None, for_one=True))
    window.take_over()
    assert bar.text() == ""


def test_what_is_no_trouble_does_not_look_like_it(program: Program, closed: Path) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    bar = window.trouble_bar

    def paper() -> set[str]:
        return {str(part.property("area")) for part in bar.findChildren(QFrame)} & {
            "trouble",
            "ask",
        }

    offer_second_place(window)
    assert paper() == {"ask"}
    window.say_trouble("The disk is full.")
    assert paper() == {"trouble"}
    window.go("shoppers")
    assert (bar.text(), paper()) == (NO_SECOND, {"ask"})


def test_what_is_told_only_once_waits_behind_what_came_after_it(
    program: Program, closed: Path
) -> None:
    program.start(closed)
    window = program.window
    assert window is not None
    shown(window, 1440, 900)
    bar, done = window.trouble_bar, list[str]()
    for sentence, words in (("A list left.", "See"), ("No stick.", "Choose"), ("None.", "Choose")):
        bar.stand(Standing(sentence=sentence, words=words, do=partial(done.append, sentence)))

    def press() -> str:
        QApplication.processEvents()
        click(bar.deed)
        said = bar.text()
        bar.close_bar()
        return said

    assert [press(), press(), bar.text()] == ["None.", "A list left.", ""]
    assert done == ["None.", "A list left."]
