"""An empty PDF to draw on: the same input gives the same bytes, and it prints at its true size."""

from array import array
from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFObject, PDFTrailer
from reportlab.pdfgen.canvas import Canvas

from storebook.printing.folds import Edge
from storebook.printing.fonts import Typeface, font

# As reportlab begins a file: the second line says that what follows is not text.
HEADER = b"%PDF-1.4\n%\x93\x8c\x8b\x9e made by Storebook\n"
TURNED = {Edge.SHORT: "DuplexFlipShortEdge", Edge.LONG: "DuplexFlipLongEdge"}


class _Written(PDFObject):
    """A part of the PDF that is settled: only its bytes are kept."""

    def __init__(self, written: bytes) -> None:
        self._written = written

    def format(self, _document: object) -> bytes:
        return self._written


class _File:
    """The PDF on its way out: each object is written as soon as it is settled."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.length = 0
        self._settled = array("Q")

    def add(self, part: bytes) -> None:
        """The next bytes; the header comes before the first, so that a refusal writes nothing."""
        if not self.length:
            self._out.write(HEADER)
            self.length = len(HEADER)
        self._out.write(part)
        self.length += len(part)

    def add_object(self, number: int, body: bytes) -> None:
        """One object, at whose place the index will point."""
        self.add(b"")
        self._note(number)
        end = b"" if body.endswith(b"\n") else b"\n"
        self.add(b"%d 0 obj\n%b%bendobj\n" % (number, body, end))

    def _note(self, number: int) -> None:
        missing = number + 1 - len(self._settled)
        if missing > 0:
            self._settled.extend([0] * missing)
        self._settled[number] = self.length

    def has(self, number: int) -> bool:
        """Whether it was written already."""
        return number < len(self._settled) and self._settled[number] > 0

    def add_index(self, trailer: Callable[[int], bytes]) -> None:
        """Where everything is, and the end."""
        start = self.length
        self.add(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._settled))
        for place in self._settled[1:]:
            self.add(b"%010d 00000 n \n" % place)
        self.add(trailer(start))


class Document(Canvas):
    """A canvas that writes each page as it is finished: ten thousand cards need no more memory
    than a few, and what pages have in common is put into bytes once.
    """

    def __init__(self, out: BinaryIO, *arguments: Any, **options: Any) -> None:
        super().__init__(out, *arguments, **options)
        self._resources: dict[tuple[str, ...], _Written] = {}
        self._file = _File(out)
        self._pages = array("L")

    @property
    def _document(self) -> Any:
        return vars(self)["_doc"]

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        super().showPage()
        document = self._document
        page = document.Pages.pages.pop()
        page.Resources = self._shared_resources(page, document)
        body = page.format(document)
        self._pages.append(self._settle(page.__InternalName__, body))
        contents = page.Contents
        self._settle(contents.__InternalName__, contents.format(document))

    def _settle(self, name: str, body: bytes) -> int:
        """Write an object and forget it; its number."""
        document = self._document
        number: int = document.idToObjectNumberAndVersion.pop(name)[0]
        del document.numberToId[number], document.idToObject[name]
        self._file.add_object(number, body)
        return number

    def _shared_resources(self, page: Any, document: Any) -> _Written:
        """The fonts and drawings that a page names: the same for all pages with the same ones."""
        drawings = tuple(sorted(page.XObjects.dict)) if page.XObjects else ()
        known = self._resources
        if drawings not in known:
            page.check_format(document)
            known[drawings] = _Written(page.Resources.format(document))
        return known[drawings]

    def save(self) -> None:
        """Write what the pages have in common, and the end of the file."""
        document = self._document
        if vars(self)["_code"]:
            self.showPage()
        for each in document.delayedFonts:
            each.addObjects(document)
        document.info.invariant = document.invariant
        document.info.digest(document.signature)
        root, info = document.Reference(document.Catalog), document.Reference(document.info)
        document.Outlines.prepare(document, self)
        if document.Outlines.ready < 0:
            document.Catalog.Outlines = None
        document.encrypt.prepare(document)
        number = 1
        while number <= document.objectcounter:  # formatting one may make more
            self._write_rest(number)
            number += 1

        def trailer(start: int) -> bytes:
            size = document.objectcounter + 1
            made = PDFTrailer(start, Size=size, Root=root, Info=info, ID=document.ID())
            return made.format(document)

        self._file.add_index(trailer)

    def _write_rest(self, number: int) -> None:
        if self._file.has(number):
            return
        document = self._document
        found = document.idToObject[document.numberToId[number]]
        body = self._page_tree() if found is document.Pages else found.format(document)
        self._file.add_object(number, body)

    def _page_tree(self) -> bytes:
        kids = b"\n".join(b"%d 0 R" % number for number in self._pages)
        return b"<< /Count %d /Kids [\n%b\n] /Type /Pages >>" % (len(self._pages), kids)


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


def print_both_sides(canvas: Canvas, edge: Edge) -> None:
    """Have whoever prints the file turn its sheets about this edge for their other side."""
    canvas.setViewerPreference("Duplex", TURNED[edge])
