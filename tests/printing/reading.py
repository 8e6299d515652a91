"""Reading a PDF back as a printer would: which letters and lines stand where, in millimeters."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, degrees
from typing import Any, cast

from pypdf import PdfReader
from pypdf.generic import ContentStream

POINTS = 72 / 25.4
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PAINTED = {b"S", b"s", b"f", b"f*", b"B", b"B*", b"b", b"b*"}
COLORS = {b"rg", b"RG", b"g", b"G", b"k", b"K"}
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A line of text: where its first letter stands, its size in points, its turn in degrees."""

    text: str
    x: float
    y: float
    size: float
    turn: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The rectangle around a path that was painted."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Marks:
    """Everything on one page."""

    texts: list[PlacedText] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    colors: set[tuple[float, ...]] = field(default_factory=set)

    def text(self, wanted: str) -> PlacedText:
        """The one line that reads so."""
        (found,) = [one for one in self.texts if one.text == wanted]
        return found


def pages(pdf: bytes) -> list[Marks]:
    reader = PdfReader(io.BytesIO(pdf))
    return [_marks(page, reader) for page in reader.pages]


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimeters."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return [(float(box.width) / POINTS, float(box.height) / POINTS) for box in boxes]


def words(pdf: bytes) -> str:
    """All text, as somebody would copy it."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font that is named, and whether it travels in the file."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for reference in cast(Any, page["/Resources"]).get("/Font", {}).values():
            font = reference.get_object()
            descriptor = font.get("/FontDescriptor", {})
            found[font["/BaseFont"]] = "/FontFile2" in descriptor
    return found


def forms(pdf: bytes) -> int:
    """How many drawings are stored to be used again."""
    return pdf.count(b"/Subtype /Form")


def _marks(page: Any, reader: PdfReader) -> Marks:
    marks = Marks()
    stream = page.get_contents()
    if stream is not None:
        _Reader(marks, reader).read(stream, page["/Resources"], IDENTITY)
    return marks


class _Reader:
    """Walks through a page as a printer does; drawings that are used again are walked into."""

    def __init__(self, marks: Marks, pdf: PdfReader) -> None:
        self._marks = marks
        self._pdf = pdf

    def read(self, stream: Any, resources: Any, matrix: Matrix) -> None:
        path: list[tuple[float, float]] = []
        stack: list[Matrix] = []
        text = _Text()
        for operands, operator in ContentStream(stream, self._pdf).operations:
            if operator == b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                self.read(form, form["/Resources"], matrix)
            matrix = _moved(operator, operands, matrix, stack)
            self._draw(path, operator, operands, matrix)
            self._write(text, operator, operands, resources, matrix)

    def _draw(
        self, path: list[tuple[float, float]], operator: bytes, operands: Any, matrix: Matrix
    ) -> None:
        if operator in COLORS:
            self._marks.colors.add(tuple(float(part) for part in operands))
        elif operator in {b"m", b"l", b"c"}:
            path += [_point(pair, matrix) for pair in _pairs(operands)]
        elif operator == b"re":
            x, y, wide, high = map(float, operands)
            path += [_point(pair, matrix) for pair in ((x, y), (x + wide, y + high))]
        elif operator in PAINTED and path:
            across, up = zip(*path, strict=True)
            shape = Shape(left=min(across), bottom=min(up), right=max(across), top=max(up))
            self._marks.shapes.append(shape)
        if operator in PAINTED | {b"n"}:
            path.clear()

    def _write(
        self, text: "_Text", operator: bytes, operands: Any, resources: Any, matrix: Matrix
    ) -> None:
        if operator == b"Tm":
            text.place = _times(tuple(map(float, operands)), matrix)
        elif operator == b"Tf":
            text.font, text.size = resources["/Font"][operands[0]], float(operands[1])
        elif operator == b"TL":
            text.leading = float(operands[0])
        elif operator in {b"Tj", b"TJ"}:
            parts = operands[0] if operator == b"TJ" else operands
            text.letters += "".join(text.spell(part) for part in parts)
        elif operator in {b"T*", b"ET"} and text.letters:
            self._marks.texts.append(text.placed())
            text.letters = ""
            text.place = _times((1, 0, 0, 1, 0, -text.leading), text.place)


def _moved(operator: bytes, operands: Any, matrix: Matrix, stack: list[Matrix]) -> Matrix:
    """Where millimeters count from after this operator."""
    if operator == b"q":
        stack.append(matrix)
    if operator == b"Q":
        return stack.pop()
    if operator == b"cm":
        return _times(tuple(map(float, operands)), matrix)
    return matrix


class _Text:
    """What a PDF keeps in mind while it writes."""

    def __init__(self) -> None:
        self.place: Matrix = IDENTITY
        self.font: Any = None
        self.size = 0.0
        self.leading = 0.0
        self.letters = ""

    def spell(self, part: Any) -> str:
        if isinstance(part, (int, float)):
            return ""
        codes = part if isinstance(part, bytes) else part.original_bytes
        spelled = _spelled(self.font)
        return "".join(spelled[code] for code in codes)

    def placed(self) -> PlacedText:
        a, b, _, _, x, y = self.place
        scale = (a * a + b * b) ** 0.5
        return PlacedText(
            text=self.letters,
            x=x / POINTS,
            y=y / POINTS,
            size=self.size * scale,
            turn=round(degrees(atan2(b, a)), 3),
        )


def _spelled(font: Any) -> dict[int, str]:
    """What each code of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(letters).decode("utf-16-be")
        for code, letters in re.findall(r"^<(\w\w)> <(\w{4,})>$", table, re.MULTILINE)
    }


def _pairs(operands: Any) -> Iterator[tuple[float, float]]:
    numbers = list(map(float, operands))
    return zip(numbers[::2], numbers[1::2], strict=True)


def _point(pair: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    x, y = pair
    return ((a * x + c * y + e) / POINTS, (b * x + d * y + f) / POINTS)


def _times(first: Any, second: Matrix) -> Matrix:
    """The first, then the second."""
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
