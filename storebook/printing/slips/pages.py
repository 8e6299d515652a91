"""Slips page by page: long ones run on with the total carried, a roll is as long as it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from reportlab.lib.units import mm

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.shop import Shop
from storebook.printing.designs.pen import Pen
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface
from storebook.printing.problems import Problem, letters_sentence
from storebook.printing.slips.content import Content, content_of
from storebook.printing.slips.emblem import LARGEST, logo_of
from storebook.printing.slips.foot import Foot
from storebook.printing.slips.papers import SlipPaper
from storebook.printing.slips.setting import Block, blank, draw_stack, set_words, words_block
from storebook.printing.slips.words import DOCUMENTS, TITLES, Writer, all_words
from storebook.printing.typesetting import Align
from storebook.sales.slips import Slip, SlipKind

# A roll is cut at last: longer pages than this no viewer and no driver takes.
LONGEST_PAGE = 2_500.0
# Not shorter than wide, or a printer would turn it.
SHORTEST_PAGE = 95.0
NUMBER_HEIGHT = 5.0
CUT_AIR = 4.0
# How much of the free paper stands above a gift; a little less than below it.
GIFT_DROP = 0.36

NO_LOGO = "The logo of the shop can’t be read, so the slip is without it. Choose its file again."


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks from the top down, and those that stand at its foot."""

    blocks: list[Block] = field(default_factory=list)
    foot: list[Block] = field(default_factory=list)

    @property
    def height(self) -> float:
        return tall(self.blocks) + tall(self.foot)


class Paged:
    """Lays one slip out on its paper."""

    def __init__(self, content: Content) -> None:
        self._content = content
        paper = content.paper
        self._tallest = (paper.height or LONGEST_PAGE - CUT_AIR) - paper.top - paper.bottom
        self._columns = content.columns()
        self._is_priced = content.slip.kind is not SlipKind.GIFT
        self._carry = content.carried("Carried over", Cents(0)).height if self._is_priced else 0.0
        self.pages: list[Page] = []
        self._sum = 0
        self._is_open = True
        self._lay_out()

    def _lay_out(self) -> None:
        content = self._content
        head = content.head()
        self.pages.append(Page([*head, *content.opening()]))
        self._add_columns()
        for line in content.slip.lines:
            self._add_line(content.line(line))
        self._add_whole(content.closing())
        self._add_foot()
        if content.is_gift() and not content.paper.is_roll and len(self.pages) == 1:
            self.pages[0].blocks.insert(len(head), blank(self._room * GIFT_DROP))

    @property
    def _room(self) -> float:
        """What is left on the page."""
        return self._tallest - self.pages[-1].height

    def _room_for_lines(self) -> float:
        """Without the place of the page number, and of the total that is carried over."""
        return self._room - self._carry - (0.0 if self._content.paper.is_roll else NUMBER_HEIGHT)

    def _add_columns(self) -> None:
        if self._columns is not None:
            self.pages[-1].blocks.append(self._columns)

    def _add_line(self, line: Block) -> None:
        if line.height > self._room_for_lines():
            self._turn(with_lines=True)
        self.pages[-1].blocks.append(line)
        self._sum += line.amount

    def _turn(self, *, with_lines: bool) -> None:
        """The next page; while the lines are not summed up, the sum so far is carried over."""
        carried = self._is_priced and self._sum != 0 and self._is_open
        if carried:
            self.pages[-1].blocks.append(self._content.carried("Carried over", Cents(self._sum)))
        self.pages.append(Page([self._content.running_head(), blank(1.0)]))
        if with_lines:
            self._add_columns()
        if carried and with_lines:
            self.pages[-1].blocks.append(self._content.carried("Brought over", Cents(self._sum)))

    def _add_whole(self, blocks: Sequence[Block]) -> None:
        """Together, on the next page if need be; only what is taller than a page is parted."""
        if tall(blocks) > self._room_below():
            self._turn(with_lines=False)
        self._is_open = False
        for block in blocks:
            if block.height > self._room_below():
                self._turn(with_lines=False)
            self.pages[-1].blocks.append(block)

    def _room_below(self) -> float:
        """For what follows the lines; a single page has no number."""
        return self._room - (NUMBER_HEIGHT if len(self.pages) > 1 else 0.0)

    def _add_foot(self) -> None:
        """At the foot of the last page, in less height if need be; on a roll it follows at once."""
        content = self._content
        foot = Foot(content)
        for form in (foot.tall, foot.low):
            blocks = [blank(content.paper.gap), *form()]
            if tall(blocks) <= self._room_below():
                self.pages[-1].foot.extend(blocks)
                return
        self._turn(with_lines=False)
        self.pages[-1].foot.extend(foot.tall())

    def draw(self, pen: Pen, page: Page, height: float) -> None:
        """From its top margin down, and up from its bottom margin."""
        paper = self._content.paper
        draw_stack(page.blocks, pen, height - paper.top)
        if paper.is_roll:
            draw_stack(page.foot, pen, height - paper.top - tall(page.blocks))
            return
        many = len(self.pages) > 1
        lift = NUMBER_HEIGHT if many else 0.0
        draw_stack(page.foot, pen, paper.bottom + lift + tall(page.foot))
        if many:
            self._draw_number(pen, self.pages.index(page) + 1)

    def _draw_number(self, pen: Pen, number: int) -> None:
        content = self._content
        words = set_words(f"{number} of {len(self.pages)}", content.small, content.paper.room)
        block = words_block(words, content.middle, Align.CENTER)
        block.draw(pen, content.paper.bottom + block.height - 1.5)

    def height_of(self, page: Page) -> float:
        """Of the paper: its own, or as long as the page needs."""
        paper = self._content.paper
        if paper.height is not None:
            return paper.height
        return max(SHORTEST_PAGE, paper.top + page.height + CUT_AIR + paper.bottom)


def print_slips(
    out: BinaryIO,
    slips: Sequence[Slip],
    writer: Writer,
    paper: SlipPaper,
    *,
    mono: bool = False,
) -> list[Problem]:
    """Write the slips as a PDF, each beginning on a page of its own, as the shop writes.

    Everything stands on them: what is too long shrinks a little, then wraps, then runs on to the
    next page. What no font has is left out or stands as 〓, and is answered as a problem, as is a
    logo that cannot be read. Refused when there is no slip.
    """
    if not slips:
        raise Refused("There is no slip to print.")
    laid = [Paged(content_of(slip, writer, paper)) for slip in slips]
    first = laid[0].height_of(laid[0].pages[0])
    canvas = open_document(out, paper.width, first, DOCUMENTS[slips[0].kind], first=Typeface.SANS)
    pen = Pen(canvas, mono=mono or paper.is_roll)
    for slip in laid:
        for page in slip.pages:
            height = slip.height_of(page)
            canvas.setPageSize((paper.width * mm, height * mm))
            slip.draw(pen, page, height)
            canvas.showPage()
    canvas.save()
    return slip_problems(slips, writer.shop)


def slip_problems(slips: Sequence[Slip], shop: Shop) -> list[Problem]:
    """What on these slips a person should look at."""
    found = [
        Problem(place=place, name=TITLES[slip.kind], sentence=said)
        for place, slip in enumerate(slips, 1)
        if (said := letters_sentence(all_words(slip, shop), "slip"))
    ]
    if shop.logo and logo_of(shop.logo, LARGEST) is None:
        found.append(Problem(place=1, name=shop.name, sentence=NO_LOGO))
    return found


def tall(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks)
