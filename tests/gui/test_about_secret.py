"""A contact or a task about a secret gift is written down as a part of the secret."""

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.task import TaskDialog
from storebook.outreach.tasks import tasks_due, tasks_of
from storebook.outreach.touches import touches_of
from storebook.people.notes import add_note, notes_of
from storebook.sales.secrets import open_secrets
from tests.gui.hands import shown
from tests.gui.shop_people import OWNER, TRILOGY, make_ashworths
from tests.make import TODAY

CHOICE = f"{TRILOGY}, platinum, for Margaret Ashworth, secret until Dec 13"
SCREEN = (900, 820)


def test_a_task_about_a_secret_shows_its_words_on_the_givers_page_alone(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    margaret, daniel = make_ashworths(book)
    form = TaskDialog(context, daniel)
    qtbot.addWidget(form)
    shown(form, *SCREEN)
    form.what.set_value("Engrave 12 · 12")

    form.about.set_draft(CHOICE)
    form.accept()

    (ring,) = open_secrets(book, daniel, TODAY)
    (task,) = tasks_of(book, daniel, today=TODAY)
    assert (task.what, task.piece_id) == ("Engrave 12 · 12", ring.piece_id)
    assert "Engrave" not in str(tasks_due(book, by=TODAY, today=TODAY))
    assert "Engrave" not in str(tasks_of(book, margaret, today=TODAY))


def test_a_task_that_is_changed_stays_as_secret_as_it_was(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    _, daniel = make_ashworths(book)
    first = TaskDialog(context, daniel)
    qtbot.addWidget(first)
    first.what.set_value("Engrave")
    first.about.set_draft(CHOICE)
    first.accept()
    (task,) = tasks_of(book, daniel, today=TODAY)

    again = TaskDialog(context, task=task)
    qtbot.addWidget(again)
    again.what.set_value("Engrave and wrap")
    again.accept()

    (changed,) = tasks_of(book, daniel, today=TODAY)
    assert (changed.what, changed.piece_id) == ("Engrave and wrap", task.piece_id)


def test_a_contact_about_a_secret_is_tied_to_its_piece(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    _, daniel = make_ashworths(book)
    form = LogContact(context, daniel)
    qtbot.addWidget(form)
    shown(form, *SCREEN)
    form.text.set_value("He will collect it on Friday")

    form.about.set_draft(CHOICE)
    form.accept()

    (ring,) = open_secrets(book, daniel, TODAY)
    assert touches_of(book, daniel, OWNER)[0].piece_id == ring.piece_id


def test_a_note_about_a_secret_is_kept_as_one(context: Context, book: Book, qtbot: QtBot) -> None:
    margaret, daniel = make_ashworths(book)
    form = NoteDialog(context, daniel)
    qtbot.addWidget(form)
    shown(form, *SCREEN)
    form.text.set_value("She must not see the bill")

    form.about.set_draft(CHOICE)
    form.accept()

    (ring,) = open_secrets(book, daniel, TODAY)
    assert book.value("SELECT piece_id FROM note") == ring.piece_id
    assert [note.text for note in notes_of(book, daniel, OWNER)] == ["She must not see the bill"]
    with pytest.raises(Refused, match="no secret that this shopper gives"):
        add_note(book, margaret, "Hello", day=TODAY, piece_id=ring.piece_id)


def test_who_gives_nothing_in_secret_is_not_asked(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    margaret, daniel = make_ashworths(book)

    for shopper_id, asked in ((margaret, False), (daniel, True)):
        for make in (TaskDialog, LogContact, NoteDialog):
            form = make(context, shopper_id)
            qtbot.addWidget(form)
            shown(form, *SCREEN)
            assert form.about.isVisible() is asked
            assert form.about.piece_id() is None
