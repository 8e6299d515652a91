"""`storebook photos`: the photos of a shopper or of a piece, in and out."""

from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.base.pictures import Picture, read_picture_file
from storebook.base.text import counted, quoted
from storebook.book.book import Book
from storebook.book.events import EventKind, note_event
from storebook.book.kept_pictures import jpeg
from storebook.book.rights import name_at_work
from storebook.cli.common import (
    FILE,
    SHOPPER,
    Number,
    book_argument,
    by_option,
    json_option,
    looking,
    reading,
    today,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.people.photos import Photo, Subject, add_photos, of_shopper, photos_of
from storebook.sales.piece_photos import of_piece
from storebook.staff.rights import Right, require

PIECE = Number("piece")


@click.command("photos")
@book_argument
@click.argument("shopper_id", metavar="ID", type=SHOPPER)
@click.option("--piece", "piece_id", metavar="N", type=PIECE, help="Of this piece of theirs.")
@click.option("--add", "files", metavar="FILE", type=FILE, multiple=True, help="Add a photo.")
@click.option("--out", metavar="FOLDER", type=FILE, help="Write all of them into this folder.")
@by_option
@json_option
def photos_command(
    book_path: Path,
    shopper_id: int,
    piece_id: int | None,
    files: tuple[Path, ...],
    out: Path | None,
    by: str | None,
    as_json: bool,
) -> None:
    """List, add and write out photos of a shopper.

    With --add, as often as there are files, photos are added first, all of them or none: JPEG, PNG
    or WebP. They are kept at most 1,600 pixels large, without what the camera wrote into them. With
    --out they are written as JPEG files, the one that comes first as 1.

    JSON: an array of {id, picture_id, caption, taken_on (may be null), added_on, width, height}.
    """
    pictures = [read_named(file) for file in files]
    if out is not None and not out.is_dir():
        raise Refused(f"The folder “{out}” is not there. Make it first.", field="out")
    with writing(book_path, by) if pictures else reading(book_path, by) as book:
        subject = subject_of(book, shopper_id, piece_id)
        if out is not None:
            count = len(photos_of(book, subject)) + len(pictures)
            refuse_to_write(book, out, count)  # before anything is added
        if pictures:
            add_photos(book, subject, pictures, today=today())
        photos = photos_of(book, subject)
        told = in_columns([columns(photo) for photo in photos]) or ["No photo yet."]
        if out is not None:
            told += write_out(book, subject, photos, out)
    answer(photos, told, as_json=as_json)


def subject_of(book: Book, shopper_id: int, piece_id: int | None) -> Subject:
    """What of the shopper's is meant; a piece that is kept from them is not found."""
    shopper = of_shopper(book, shopper_id)
    return shopper if piece_id is None else of_piece(book, piece_id, shopper_id, looking(book))


def read_named(file: Path) -> Picture:
    """The photo in the file; a refusal says which file."""
    try:
        return read_picture_file(file)
    except Refused as refusal:
        raise Refused(f"{quoted(file.name)}: {refusal}", "photo") from refusal


def columns(photo: Photo) -> tuple[str, ...]:
    day = f"taken {photo.taken_on}" if photo.taken_on else f"added {photo.added_on}"
    return str(photo.id), f"{photo.width} x {photo.height}", day, photo.caption


def refuse_to_write(book: Book, folder: Path, count: int) -> None:
    """Refuse who may not, and to write over what is there."""
    require(book, Right.EXPORT)
    there = [place.name for place in places_in(folder, count) if place.exists()]
    if there:
        raise Refused(f"There is a file “{there[0]}” in that folder. Name an empty one.", "out")


def places_in(folder: Path, count: int) -> list[Path]:
    return [folder / f"{number}.jpg" for number in range(1, count + 1)]


def write_out(book: Book, subject: Subject, photos: list[Photo], folder: Path) -> list[str]:
    """The photos as files 1.jpg, 2.jpg and so on."""
    remark = f"Written by {name_at_work(book)} on {today().isoformat()}"
    words = counted(len(photos), "photo")
    # First: where the disk is full after some of them, those have left all the same.
    note_event(book, EventKind.EXPORTED, f"{words} of {subject.called} written out", subject.about)
    for place, photo in zip(places_in(folder, len(photos)), photos, strict=True):
        with written_whole(place) as stream:
            stream.write(with_remark(jpeg(book, photo.picture_id), remark))
    return [f"Wrote {words} into {folder}."]


def with_remark(photo: bytes, remark: str) -> bytes:
    """The JPEG with a comment after its first segment, where viewers look for one."""
    end = 4 + int.from_bytes(photo[4:6], "big")
    kept = remark.encode()
    return photo[:end] + b"\xff\xfe" + (len(kept) + 2).to_bytes(2, "big") + kept + photo[end:]
