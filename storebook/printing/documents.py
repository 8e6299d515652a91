"""An empty PDF to draw on: the same input gives the same bytes, and it prints at its true size."""

from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.fonts import Typeface, font


def open_document(
    out: BinaryIO, width: float, height: float, title: str, *, first: Typeface = Typeface.SANS
) -> Canvas:
    """A document of pages `width` x `height` millimeters, written to `out` when it is saved.

    `title` is what a viewer's window shows: say what it is, never for whom.
    """
    font(first)  # reportlab must know it, or every page would name Helvetica
    canvas = Canvas(
        out,
        pagesize=(width * mm, height * mm),
        invariant=True,
        initialFontName=first.value,  # type: ignore[arg-type]
        pageCompression=1,
        lang="en-US",
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator("Storebook")
    canvas.setProducer("Storebook")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas
