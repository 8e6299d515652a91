"""What stands on a slip, as blocks: the shop's head, the facts, the lines, the sums."""

from dataclasses import dataclass, replace
from functools import partial

from reportlab.lib.units import mm

from storebook.base.money import Cents
from storebook.printing.designs.inks import BRASS, INK
from storebook.printing.designs.pen import Pen
from storebook.printing.designs.stones import draw_round_lines
from storebook.printing.fonts import Typeface
from storebook.printing.slips.emblem import LARGEST, LARGEST_SMALL, Logo, logo_of
from storebook.printing.slips.papers import SlipPaper
from storebook.printing.slips.setting import (
    Block,
    Words,
    blank,
    rule_block,
    set_facts,
    set_words,
    stacked,
    words_block,
)
from storebook.printing.slips.words import TITLES, Writer, gift_words
from storebook.printing.typesetting import Align, Style, fit_text, width
from storebook.printing.wordmark import draw_wordmark, wordmark_size
from storebook.sales.slips import Slip, SlipKind, SlipLine

HAIRLINE = 0.25
INK_RULE = 0.6
# An amount shrinks to this before it would run into the words beside it.
SMALLEST_AMOUNT = 5.0
NARROWEST_AMOUNT = 14.0
WIDEST_AMOUNT = 0.48
GUTTER = 4.0
# Radius of the emblem of a gift, in gaps of the paper.
STONE = 1.5


def content_of(slip: Slip, writer: Writer, paper: SlipPaper) -> "Content":
    """With a column as wide as the widest amount of the lines, within reason."""
    texts = [writer.money(line.amount_cents) for line in slip.lines]
    size = paper.body_size - 1
    widest = max((width(text, Typeface.SANS, size) for text in texts), default=0.0)
    return Content(
        slip,
        writer,
        paper,
        amount_room=min(max(widest, NARROWEST_AMOUNT), paper.room * WIDEST_AMOUNT),
        has_stock=paper.is_wide and any(line.stock_number for line in slip.lines),
    )


@dataclass(frozen=True, slots=True)
class Content:
    """Makes the blocks of one slip for one paper."""

    slip: Slip
    writer: Writer
    paper: SlipPaper
    amount_room: float
    has_stock: bool

    # -- letters

    @property
    def body(self) -> Style:
        return Style(face=self.paper.face, size=self.paper.body_size, color=INK, lining=True)

    @property
    def small(self) -> Style:
        return Style(face=Typeface.SANS, size=self.paper.small_size, color=INK)

    @property
    def name(self) -> Style:
        """Of small words that name what stands beside or under them."""
        size = self.paper.small_size
        if self.paper.is_roll:
            return Style(face=Typeface.SANS, size=size, color=INK)
        return Style(face=Typeface.SMALL_CAPS, size=size + 0.4, tracking=0.8, color=BRASS)

    @property
    def figures(self) -> Style:
        """Amounts in a column: as wide as each other, so without kerning."""
        size = self.paper.body_size - 1
        return Style(face=Typeface.SANS, size=size, color=INK, kerned=False)

    @property
    def line_air(self) -> float:
        """Above and below the words of a line."""
        return self.paper.gap / 4

    @property
    def left(self) -> float:
        return self.paper.side

    @property
    def right(self) -> float:
        return self.paper.width - self.paper.side

    @property
    def middle(self) -> float:
        return self.paper.width / 2

    def centered(self, text: str, style: Style, *, lines: int = 3) -> Block:
        return words_block(
            set_words(text, style, self.paper.room, lines=lines), self.middle, Align.CENTER
        )

    def named(self, text: str) -> str:
        """Small capitals are written small; plain letters begin with a capital."""
        return text.capitalize() if self.paper.is_roll else text.lower()

    # -- head

    def head(self) -> list[Block]:
        """The shop: its logo, its name as it signs, where it is; then what this is."""
        shop, paper = self.writer.shop, self.paper
        blocks = []
        logo = (
            logo_of(shop.logo, LARGEST if paper.is_wide else LARGEST_SMALL) if shop.logo else None
        )
        if logo is not None:
            blocks += [Block(logo.height, partial(self._draw_logo, logo)), blank(2.0)]
        blocks.append(self.signature())
        if shop.strapline:
            blocks += [blank(0.6), self.centered(shop.strapline.lower(), self.strapline())]
        if facts := self.writer.head_facts():
            words = set_facts(facts, self.small, self.paper.room)
            blocks += [blank(1.2), words_block(words, self.middle, Align.CENTER)]
        blocks.append(rule_block(self.left, self.right, BRASS, HAIRLINE, air=paper.gap / 2))
        return blocks

    def _draw_logo(self, logo: Logo, pen: Pen, top: float) -> None:
        logo.draw(pen, self.middle, top)

    def strapline(self) -> Style:
        size = self.paper.small_size + (1.5 if self.paper.is_roll else 0.4)
        return Style(face=Typeface.SMALL_CAPS, size=size, tracking=1.4, color=BRASS)

    def signature(self) -> Block:
        """The name of the shop; a very long one is wrapped."""
        name, paper = self.writer.shop.name, self.paper
        size = wordmark_size(name, paper.shop_size, paper.room)
        if size is None or size < paper.shop_size * 0.55:
            style = Style(face=Typeface.SERIF, size=paper.shop_size * 0.62, color=INK)
            return self.centered(name, style, lines=4)

        def draw(pen: Pen, top: float) -> None:
            draw_wordmark(pen, (self.middle, top - size * 0.78 / mm), name, size, Align.CENTER)

        return Block(size * 1.08 / mm, draw)

    def running_head(self) -> Block:
        """On the pages that follow: whose slip it is, in one line."""
        name = set_words(
            self.writer.shop.name, replace(self.small, face=Typeface.SERIF), self.paper.room * 0.6
        )
        what = f"{TITLES[self.slip.kind]}, number {self.slip.number}"
        number = set_words(what, self.small, self.paper.room * 0.38)

        def draw(pen: Pen, top: float) -> None:
            name.draw(pen, self.left, top)
            number.draw(pen, self.right, top, Align.RIGHT)

        rule = rule_block(self.left, self.right, BRASS, HAIRLINE, air=1.4)
        return stacked([Block(max(name.height, number.height), draw), rule])

    def is_gift(self) -> bool:
        return self.slip.kind is SlipKind.GIFT

    # -- title and facts

    def opening(self) -> list[Block]:
        """What the slip is, and for whom, of which day, by which number."""
        title = Style(face=Typeface.ITALIC, size=self.paper.title_size, color=INK)
        words = "Your exchange" if self.slip.is_exchange else TITLES[self.slip.kind]
        if self.is_gift():
            title = replace(title, size=title.size * 1.15)
            stone = Block(2 * self.paper.gap * STONE, self._draw_stone)
            air = self.paper.gap / 2
            return [blank(1.0), stone, blank(air), self.centered(words, title), blank(air)]
        facts = self._facts_below() if self.paper.is_roll else self._facts_beside()
        return [
            words_block(set_words(words, title, self.paper.room), self.left),
            blank(self.paper.gap / 3),
            *facts,
            blank(self.paper.gap / 2),
        ]

    def _draw_stone(self, pen: Pen, top: float) -> None:
        radius = self.paper.gap * STONE
        draw_round_lines(pen, (self.middle, top - radius), radius, BRASS, 0.35)

    def _facts_beside(self) -> list[Block]:
        """In columns, each fact under its name; the first column is twice as wide."""
        facts = self.writer.facts(self.slip)
        most = 4 if self.paper.is_wide else 2
        rows = [facts[start : start + most] for start in range(0, len(facts), most)]
        return [self._row_of_facts(row, most) for row in rows]

    def _row_of_facts(self, facts: list[tuple[str, str]], most: int) -> Block:
        shares = [1.7, *[1.0] * (most - 1)][: len(facts)]
        room = self.paper.room - GUTTER * (most - 1)
        cells: list[tuple[float, Words, Words]] = []
        x = self.left
        for (name, text), share in zip(facts, shares, strict=True):
            wide = room * share / (0.7 + most)
            style = replace(self.body, size=self.body.size - 1)
            cells.append((x, set_words(name, self.name, wide), set_words(text, style, wide)))
            x += wide + GUTTER

        def draw(pen: Pen, top: float) -> None:
            for left, name, words in cells:
                name.draw(pen, left, top)
                words.draw(pen, left, top - name.height)

        return Block(max(name.height + words.height for _, name, words in cells), draw)

    def _facts_below(self) -> list[Block]:
        """One under the other, the name at the left and the fact at the right."""
        return [self._fact(name, text) for name, text in self.writer.facts(self.slip)]

    def _fact(self, name: str, text: str) -> Block:
        named = set_words(self.named(name), self.name, self.paper.room * 0.36)
        style = replace(self.body, size=self.body.size - 1)
        words = set_words(text, style, self.paper.room * 0.6, lines=3)

        def draw(pen: Pen, top: float) -> None:
            named.draw(pen, self.left, top - named.drop(words))
            words.draw(pen, self.right, top, Align.RIGHT)

        return Block(max(named.height, words.height), draw)

    # -- lines

    def columns(self) -> Block | None:
        """What the columns are called; a gift receipt has none."""
        if self.is_gift():
            return None
        stock_left, amount = self._stock_left(), "refund" if self._is_return() else "amount"

        def draw(pen: Pen, top: float) -> None:
            y = top - self.name.size * 0.8 / mm
            pen.text((self.left, y), self.named("piece"), self.name, Align.LEFT)
            if self.has_stock:
                pen.text((stock_left, y), self.named("stock"), self.name, Align.LEFT)
            pen.text((self.right, y), self.named(amount), self.name, Align.RIGHT)

        names = Block(self.name.size * 1.1 / mm, draw)
        return stacked([names, rule_block(self.left, self.right, INK, INK_RULE, air=0.7)])

    def _is_return(self) -> bool:
        return self.slip.kind is SlipKind.RETURN

    def _stock_left(self) -> float:
        return self.right - self.amount_room - GUTTER - self._stock_room()

    def _stock_room(self) -> float:
        return self.paper.room * 0.17

    def line(self, line: SlipLine) -> Block:
        """One piece with its amount; a gift stands alone in the middle."""
        if self.is_gift():
            return self._gift(line)
        has_stock = self.has_stock
        room = self.paper.room - self.amount_room - GUTTER
        room -= self._stock_room() + GUTTER if has_stock else 0
        words = set_words(line.description, self.body, room, lines=4)
        facts = self.writer.line_facts(line, with_stock=not has_stock)
        below = set_facts(facts, self.small, room) if facts else None
        stock = set_words(line.stock_number, self.small, self._stock_room()) if has_stock else None
        amount = self._amount(self.writer.money(line.amount_cents), self.amount_room)
        height = words.height + (below.height if below else 0)
        height = max(height, stock.height if stock else 0)

        def draw(pen: Pen, top: float) -> None:
            words.draw(pen, self.left, top - self.line_air)
            if below:
                below.draw(pen, self.left, top - self.line_air - words.height)
            if stock:
                stock.draw(pen, self._stock_left(), top - self.line_air - stock.drop(words))
            amount.draw(pen, self.right, top - self.line_air - amount.drop(words), Align.RIGHT)

        row = Block(height + 2 * self.line_air, draw)
        whole = stacked([row, rule_block(self.left, self.right, BRASS, HAIRLINE)])
        return replace(whole, amount=line.amount_cents or Cents(0))

    def _amount(self, text: str, room: float, style: Style | None = None) -> Words:
        """One line, whatever it takes: an amount is never parted."""
        style = style or self.figures
        fit = fit_text(text, style, room, floor=SMALLEST_AMOUNT, lines=1)
        return Words(fit.lines, replace(style, size=fit.size))

    def _gift(self, line: SlipLine) -> Block:
        style = Style(face=self.paper.face, size=self.paper.body_size + 2, color=INK, lining=True)
        return stacked([blank(self.line_air), self.centered(gift_words(line), style, lines=4)])

    # -- sums

    def closing(self) -> list[Block]:
        """What it comes to, how it was paid, what is left."""
        if self.is_gift():
            return self._gift_facts()
        slip, writer = self.slip, self.writer
        include = slip.prices_include_tax
        blocks = [blank(self.line_air)]
        if len(slip.lines) > 1 or (slip.taxes and not include):
            blocks.append(self.sum(writer.before_tax(slip), writer.money(slip.before_tax_cents)))
        taxes = [self.sum(*told) for told in writer.taxes(slip)]
        blocks += [] if include else taxes
        blocks += [self._sum_rule(), self.sum(*writer.total(slip), strong=True)]
        blocks += taxes if include else []
        if payments := [self.sum(*told) for told in writer.payments(slip)]:
            blocks += [blank(self.line_air), *payments]
        if left := writer.left(slip):
            blocks += [self._sum_rule(), self.sum(*left, strong=True)]
        return blocks

    def _sums_left(self) -> float:
        return self.left + (self.paper.room * 0.42 if self.paper.is_wide else 0)

    def _sum_rule(self) -> Block:
        return rule_block(self._sums_left(), self.right, INK, INK_RULE, air=0.9)

    def sum(self, words: str, amount: str, *, strong: bool = False) -> Block:
        """An amount at the right with its words before it."""
        style = replace(self.small, size=self.paper.body_size - 1.5)
        figures = self.figures
        if strong:
            big = self.paper.body_size + 3
            style = Style(face=Typeface.SERIF, size=big - 1, color=INK)
            figures = Style(face=Typeface.SERIF, size=big + 1, color=INK, lining=True)
        room = self.right - self._sums_left()
        set_amount = self._amount(amount, room * 0.62, figures)
        taken = max(width(line, figures.face, set_amount.style.size) for line in set_amount.lines)
        named = set_words(words, style, room - taken - GUTTER)
        tall = max(set_amount.height, named.height) + 0.5
        drop = max(0.0, named.drop(set_amount))

        def draw(pen: Pen, top: float) -> None:
            named.draw(pen, self._sums_left(), top - drop)
            set_amount.draw(pen, self.right, top + drop - named.drop(set_amount), Align.RIGHT)

        return Block(tall + drop / 2, draw)

    def carried(self, words: str, cents: Cents) -> Block:
        """The sum of the lines so far, at the end of a page and the beginning of the next."""
        return stacked([blank(0.8), self.sum(words, self.writer.money(cents))])

    def _gift_facts(self) -> list[Block]:
        facts = self.writer.facts(self.slip)
        told = "  ·  ".join(f"{name} {text}" if name == "number" else text for name, text in facts)
        return [
            rule_block(self.middle - 8, self.middle + 8, BRASS, HAIRLINE, air=self.paper.gap / 2),
            self.centered(told, self.small),
        ]
