"""The foot of a slip: what to know, and the bars by which a scanner finds its purchase."""

from dataclasses import dataclass, replace

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm

from storebook.printing.designs.inks import BLACK, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.fonts import Typeface
from storebook.printing.slips.content import GUTTER, Content
from storebook.printing.slips.papers import SlipPaper
from storebook.printing.slips.setting import Block, blank, set_words, stacked, words_block
from storebook.printing.typesetting import Align, Style

NOTE_AIR = 1.2
UNDER_BARS = 0.8


@dataclass(frozen=True, slots=True)
class Foot:
    """The same words and bars in two forms."""

    content: Content

    def tall(self) -> list[Block]:
        """In the middle of the paper, one under the other."""
        content, paper = self.content, self.content.paper
        blocks = []
        for note in content.writer.notes(content.slip):
            blocks += [content.centered(note, self._style(), lines=6), blank(NOTE_AIR)]
        return [*blocks, blank(paper.gap / 3), self._bars(content.middle)]

    def low(self) -> list[Block]:
        """In little height: the words at the left, the bars at the right."""
        content = self.content
        wide = code_bars(content.slip.code, content.paper).width / mm
        room = content.paper.room - wide - 2 * GUTTER
        notes = [
            set_words(note, self._style(), room, lines=6)
            for note in content.writer.notes(content.slip)
        ]
        words = stacked([words_block(note, content.left) for note in notes])
        bars = self._bars(content.right - wide / 2)

        def draw(pen: Pen, top: float) -> None:
            words.draw(pen, top)
            bars.draw(pen, top)

        return [Block(max(bars.height, words.height), draw)]

    def _style(self) -> Style:
        paper = self.content.paper
        face = Typeface.SANS if paper.is_roll else Typeface.SMALL_SERIF
        return Style(face=face, size=paper.small_size + 0.6, color=INK)

    def _bars(self, middle: float) -> Block:
        content, paper = self.content, self.content.paper
        bars = code_bars(content.slip.code, paper)
        number = set_words(content.slip.code, replace(content.small, tracking=0.8), paper.room)

        def draw(pen: Pen, top: float) -> None:
            pen.canvas.setFillColor(BLACK)
            bottom = (top - paper.bar_height) * mm
            bars.drawOn(pen.canvas, middle * mm - bars.width / 2, bottom)

        code = words_block(number, middle, Align.CENTER)
        return stacked([Block(paper.bar_height + UNDER_BARS, draw), code])


def code_bars(code: str, paper: SlipPaper) -> Code128:
    """The bars of a slip, without the blank beside them: there is paper enough."""
    return Code128(code, barHeight=paper.bar_height * mm, barWidth=paper.bar * mm, quiet=0)
