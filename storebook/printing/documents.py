"""An empty PDF to draw on: the same input gives the same bytes, and it prints at its true size."""

from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.fonts import Typeface, font


class _Written(PDFObject):
    """A part of the PDF that is settled: only its bytes are kept."""

    def __init__(self, written: bytes) -> None:
        self._written = written

    def format(self, _document: object) -> bytes:
        return self._written


class Document(Canvas):
    """A canvas that settles each page as it is finished: ten thousand cards need no more memory
    than their file, and what pages have in common is put into bytes once.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._resources: dict[tuple[str, ...], _Written] = {}

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        super().showPage()
        document: Any = vars(self)["_doc"]
        page = document.Pages.pages.pop()
        name = page.__InternalName__
        page.Resources = self._shared_resources(page, document)
        document.idToObject[name] = _Written(page.format(document))
        contents = page.Contents
        document.idToObject[contents.__InternalName__] = _Written(contents.format(document))
        document.Pages.pages.append(PDFObjectReference(name))

    def _shared_resources(self, page: Any, document: Any) -> _Written:
        """The fonts and drawings that a page names: the same for all pages with the same ones."""
        drawings = tuple(sorted(page.XObjects.dict)) if page.XObjects else ()
        known = self._resources
        if drawings not in known:
            page.check_format(document)
            known[drawings] = _Written(page.Resources.format(document))
        return known[drawings]


def open_document(
    out: BinaryIO, width: float, height: float, title: str, *, first: Typeface = Typeface.SANS
) -> Document:
    """A document of pages `width` x `height` millimeters, written to `out` when it is saved.

    `title` is what a viewer's window shows: say what it is, never for whom.
    """
    font(first)  # reportlab must know it, or every page would name Helvetica
    canvas = Document(
        out,
        pagesize=(width * mm, height * mm),
        invariant=True,
        initialFontName=first.value,
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
