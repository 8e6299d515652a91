"""The faces of who works here, by which they are found when signing in."""

from storebook.base.pictures import Picture
from storebook.book.book import Book
from storebook.book.kept_pictures import keep_picture
from storebook.staff.associates import associate
from storebook.staff.rights import Right, require


def set_face(book: Book, associate_id: int, picture: Picture | None) -> None:
    """Let this picture stand for them, or their initials again with None.

    Everybody may choose their own; that of others needs the right to change staff.
    """
    if associate_id != book.associate_id:
        require(book, Right.STAFF)
    person = associate(book, associate_id)
    with book.change(f"Picture of {person.name} changed") as change:
        picture_id = None if picture is None else keep_picture(change, picture)
        change.update("associate", associate_id, picture_id=picture_id)
