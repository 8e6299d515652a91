"""Errors are sorted: a sentence for what can be put right, one box for our own bugs."""

import errno
import sys

import pytest

from storebook.base.errors import Refused
from storebook.gui import ask, errors
from storebook.gui.errors import ErrorDesk


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was shown in a box: (sentence, details)."""
    boxes: list[tuple[str, str]] = []
    monkeypatch.setattr(
        ask, "tell_bug", lambda parent, sentence, details: boxes.append((sentence, details))
    )
    monkeypatch.setattr(ask, "tell", lambda parent, sentence, fact="": boxes.append((sentence, "")))
    return boxes


def test_a_refusal_is_a_sentence_on_the_page(told: list[tuple[str, str]]) -> None:
    said: list[str] = []
    desk = ErrorDesk()
    desk.say = lambda sentence, _: said.append(sentence)

    desk.take(Refused("There is nothing to undo."))

    assert said == ["There is nothing to undo."]
    assert told == []


def test_a_full_disk_is_a_sentence_too(told: list[tuple[str, str]]) -> None:
    said: list[str] = []
    desk = ErrorDesk()
    desk.say = lambda sentence, _: said.append(sentence)

    desk.take(OSError(errno.ENOSPC, "No space left", "/shop/cards.pdf"))

    assert "The disk is full" in said[0]
    assert told == []


def test_without_a_window_a_small_box_says_it(told: list[tuple[str, str]]) -> None:
    ErrorDesk().take(Refused("This file is not a book."))

    assert told == [("This file is not a book.", "")]


def test_our_own_bug_is_written_down_and_shown_with_details(
    told: list[tuple[str, str]],
) -> None:
    try:
        raise ZeroDivisionError("division by zero")
    except ZeroDivisionError as bug:
        ErrorDesk().take(bug)

    sentence, details = told[0]
    assert sentence == errors.BUG
    assert "ZeroDivisionError: division by zero" in details
    assert "test_errors.py" in details
    assert details in errors.log_path().read_text(encoding="utf-8")


def test_what_an_error_says_of_a_shopper_is_neither_written_down_nor_copied(
    told: list[tuple[str, str]],
) -> None:
    shopper, street = "Noor El-Amin", "14 Elm Street"
    try:
        try:
            raise Refused(f"{shopper} died in August.")
        except Refused:
            int(street)
    except ValueError as bug:
        bug.add_note(shopper)
        ErrorDesk().take(bug)

    for text in (told[0][1], errors.log_path().read_text(encoding="utf-8")):
        assert "storebook.base.errors.Refused: (its words are left out" in text
        assert "ValueError: (its words are left out" in text
        assert "test_errors.py" in text
        assert shopper not in text.replace(f'"{shopper}"', "")  # as this line of ours has it
        assert street not in text.replace(f'"{street}"', "")


def test_a_log_of_before_that_may_quote_the_book_is_removed(
    monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.log_path().parent.mkdir(parents=True, exist_ok=True)
    errors.log_path().write_text("KeyError: 'Noor El-Amin'\n", encoding="utf-8")

    ErrorDesk().install()

    assert not errors.log_path().exists()
    ErrorDesk().take(ValueError("a fresh one"))
    ErrorDesk().install()
    assert "ValueError" in errors.log_path().read_text(encoding="utf-8")


def test_a_bug_that_repeats_itself_is_shown_once(
    monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, str]]
) -> None:
    desk = ErrorDesk()
    boxes: list[str] = []

    def tell(parent: object, sentence: str, details: str) -> None:
        boxes.append(sentence)
        desk.take(ValueError("painting again while the box is open"))

    monkeypatch.setattr(ask, "tell_bug", tell)

    desk.take(ValueError("painting"))

    assert boxes == [errors.BUG]


def test_the_desk_hears_of_errors_that_nobody_caught(
    monkeypatch: pytest.MonkeyPatch, told: list[tuple[str, str]]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk = ErrorDesk()

    desk.install()
    sys.excepthook(Refused, Refused("Not today."), None)

    assert told == [("Not today.", "")]
