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
    desk.say = said.append

    desk.take(Refused("There is nothing to undo."))

    assert said == ["There is nothing to undo."]
    assert told == []


def test_a_full_disk_is_a_sentence_too(told: list[tuple[str, str]]) -> None:
    said: list[str] = []
    desk = ErrorDesk()
    desk.say = said.append

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
        raise ZeroDivisionError("shares of nothing")
    except ZeroDivisionError as bug:
        ErrorDesk().take(bug)

    sentence, details = told[0]
    assert sentence == errors.BUG
    assert "ZeroDivisionError: shares of nothing" in details
    assert "test_errors.py" in details
    assert "shares of nothing" in errors.log_path().read_text(encoding="utf-8")


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
