"""Who works here is known by a face."""

import pytest

from storebook.book.book import Book
from storebook.book.history import changes, redo_last, take_back, undo_last
from storebook.book.kept_pictures import thumb
from storebook.staff.associates import Role, add_associate, associate
from storebook.staff.faces import set_face
from storebook.staff.rights import NotAllowed
from tests.photographs import portrait


def test_a_face_is_set_and_can_be_taken_back(book: Book) -> None:
    olga = add_associate(book, "Olga Reyes")

    set_face(book, olga, portrait())

    picture_id = associate(book, olga).picture_id
    assert picture_id is not None
    assert thumb(book, picture_id) == portrait().thumb
    undo_last(book)
    assert associate(book, olga).picture_id is None


def test_a_clerk_takes_back_their_own_face_and_nobody_else_s(book: Book) -> None:
    olga, ben = add_associate(book, "Olga Reyes"), add_associate(book, "Ben Ito")
    set_face(book, ben, portrait())
    of_ben = changes(book)[0].id
    book.associate_id = olga
    set_face(book, olga, portrait())

    undo_last(book)
    redo_last(book)
    undo_last(book)
    with pytest.raises(NotAllowed):
        take_back(book, of_ben)

    assert associate(book, olga).picture_id is None
    assert associate(book, ben).picture_id is not None


def test_a_clerk_chooses_their_own_face_alone(book: Book) -> None:
    olga = add_associate(book, "Olga Reyes", role=Role.CLERK)
    other = add_associate(book, "Ben Ito", role=Role.CLERK)
    book.associate_id = olga

    set_face(book, olga, portrait())

    assert associate(book, olga).picture_id is not None
    with pytest.raises(NotAllowed):
        set_face(book, other, portrait())
