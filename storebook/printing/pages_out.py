"""The pages of a PDF on their way to a printer: which of them, which way up, and put right."""

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    RectangleObject,
    StreamObject,
)

from storebook.printing.calibration import EXACT, Calibration, Matrix

# What a foreign PDF does wrong is nothing for whoever prints; what cannot be read is refused.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
MM = 72 / 25.4
AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOut:
    """One page as it goes out: its number from 0, and whether it stands on its head.

    `back` is the second side of a sheet, which a printer may place otherwise than the first.
    """

    number: int
    turned: bool = False
    back: bool = False


def all_pages(count: int, *, both_sides: bool) -> list[PageOut]:
    """Every page in its order; with both sides every second one is a back."""
    return [PageOut(number=number, back=both_sides and number % 2 == 1) for number in range(count)]


def fronts(count: int) -> list[PageOut]:
    """The first sides, for a printer that prints one side at a time."""
    return [PageOut(number=number) for number in range(0, count, 2)]


def backs(count: int, *, last_first: bool, turned: bool) -> list[PageOut]:
    """The second sides, in the order in which the stack lies in the tray after it was turned."""
    found = [PageOut(number=number, turned=turned, back=True) for number in range(1, count, 2)]
    return found[::-1] if last_first else found


def page_count(pdf: bytes) -> int | None:
    """How many pages there are; None when it is no PDF that can be read."""
    try:
        return len(PdfReader(io.BytesIO(pdf)).pages)
    except PyPdfError:
        return None


def pages_out(pdf: bytes, pages: Iterable[PageOut], calibration: Calibration = EXACT) -> bytes:
    """These pages as a PDF of their own, each put right for the printer by one matrix.

    With a calibration a lying page goes out standing, turned a quarter to the left, because the
    printer was measured with the paper standing.
    """
    wanted = list(pages)
    reader = PdfReader(io.BytesIO(pdf))
    if calibration.is_exact and wanted == all_pages(len(reader.pages), both_sides=False):
        return pdf
    writer = PdfWriter()
    frames = _Frames(writer)
    for one in wanted:
        page = writer.add_page(reader.pages[one.number])
        frames.put(page, one, calibration)
    preferences = reader.root_object.get("/ViewerPreferences")
    if preferences is not None:
        copied = cast(PdfObject, preferences).clone(writer)
        writer.root_object[NameObject("/ViewerPreferences")] = copied
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class _Frames:
    """What stands before and after the drawing of a page: once for all that are put right alike."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._before: dict[Matrix, PdfObject] = {}
        self._after: PdfObject | None = None

    def put(self, page: PageObject, one: PageOut, calibration: Calibration) -> None:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        matrix = AS_IT_IS
        if one.turned:
            matrix = (-1.0, 0.0, 0.0, -1.0, width, height)
        if not calibration.is_exact:
            if width > height:
                matrix = _then(matrix, (0.0, 1.0, -1.0, 0.0, height, 0.0))
                width, height = height, width
                page.mediabox = RectangleObject((0, 0, width, height))
                _forget_boxes(page)
            a, b, c, d, x, y = calibration.matrix(height / MM, back=one.back)
            matrix = _then(matrix, (a, b, c, d, x * MM, y * MM))
        if matrix != AS_IT_IS:
            self._wrap(page, matrix)

    def _wrap(self, page: PageObject, matrix: Matrix) -> None:
        before = self._before.get(matrix)
        if before is None:
            numbers = " ".join(f"{part:.6f}" for part in matrix)
            before = self._before[matrix] = self._stream(f"q {numbers} cm\n")
        if self._after is None:
            self._after = self._stream("\nQ")
        drawn = page.raw_get("/Contents") if "/Contents" in page else None
        inner = list(drawn) if isinstance(drawn, ArrayObject) else [drawn] if drawn else []
        page[NameObject("/Contents")] = ArrayObject([before, *inner, self._after])

    def _stream(self, text: str) -> PdfObject:
        stream = StreamObject()
        stream.set_data(text.encode("ascii"))
        return self._writer._add_object(stream)


def _forget_boxes(page: DictionaryObject) -> None:
    """The boxes inside the paper would still lie; the paper alone is enough."""
    for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate"):
        if name in page:
            del page[name]


def _then(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
