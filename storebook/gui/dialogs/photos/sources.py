"""Where photos come from: files, the clipboard, what is dropped, the camera."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from storebook.base.errors import Refused
from storebook.base.pictures import Picture, read_picture, read_picture_file

KINDS = "Photos (*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG *.WEBP);;All files (*)"
FORMS = ("image/jpeg", "image/png", "image/webp")
# What Qt calls a picture that is already unpacked, as Windows and macOS hand it over.
UNPACKED = "application/x-qt-image"

Source = Path | bytes | QImage


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of reading: the pictures, and a sentence for each that is none."""

    pictures: list[Picture]
    refused: list[str]


def sources_in(data: QMimeData | None) -> list[Source]:
    """The pictures of a clipboard, or of what is being dropped; files are not looked at yet."""
    if data is None:
        return []
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return list(files)
    for form in FORMS:
        if data.hasFormat(form):
            return [bytes(data.data(form).data())]
    if data.hasFormat(UNPACKED):
        picture = data.imageData()
        if isinstance(picture, QImage) and not picture.isNull():
            return [picture]
    return []


def has_picture(data: QMimeData | None) -> bool:
    """Whether there may be one, without asking for it."""
    if data is None:
        return False
    files = any(url.isLocalFile() for url in data.urls())
    return files or any(data.hasFormat(form) for form in (*FORMS, UNPACKED))


def read_all(sources: Sequence[Source]) -> Read:
    """Read each, in the worker. A refusal names its file, where there is more than one."""
    pictures: list[Picture] = []
    refused: list[str] = []
    for source in sources:
        try:
            pictures.append(read_one(source))
        except (Refused, OSError) as trouble:
            said = str(trouble) if isinstance(trouble, Refused) else "It can’t be read from there."
            named = isinstance(source, Path) and len(sources) > 1
            refused.append(f"{source.name}: {said}" if named else said)  # type: ignore[union-attr]
    return Read(pictures=pictures, refused=refused)


def read_one(source: Source) -> Picture:
    """One photo, from wherever it is."""
    if isinstance(source, Path):
        return read_picture_file(source)
    return read_picture(source if isinstance(source, bytes) else as_png(source))


def as_png(picture: QImage) -> bytes:
    """An unpacked picture packed again, lightly, so that it is read like any other."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(10)
    writer.write(picture)
    return bytes(buffer.data().data())
