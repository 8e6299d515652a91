"""The right side of the shopper's page: next steps, the wish list and the pieces."""

from PySide6.QtGui import QPixmap

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.task import TaskDialog, done_words
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.glyphs import Glyph, glyph_for
from storebook.gui.pages.shopper_section import Section, add_link
from storebook.gui.pages.shopper_wrapping import WrappingTable
from storebook.gui.photographs import small
from storebook.gui.shown import day, distance, short_day
from storebook.gui.words import link
from storebook.outreach.tasks import Task, finish_task, tasks_of
from storebook.people.called import first_names
from storebook.people.known import Facts
from storebook.people.relations import Gender
from storebook.people.shoppers import Shopper
from storebook.people.wishes import Wish, wishes_told_to
from storebook.sales.piece_photos import first_of_pieces
from storebook.sales.pieces import PieceRole, PieceRow, count_pieces, pieces_of

FIRST_PIECES = 4
PIECES = {Gender.WOMAN: "Her pieces", Gender.MAN: "His pieces"}
OWNED = {Gender.WOMAN: "hers", Gender.MAN: "his"}


class NextSteps(Section):
    """What is still to be done for the shopper, each with a box to check."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "Next steps",
            add_link("+ Add", "Add a next step", self._add),
            nothing="Nothing is left to do.",
        )
        self.table = WrappingTable([Column("", self._cell)], "Next steps", 54)
        self.table.toggled.connect(self._finish)
        self.table.opened.connect(self._open)
        self.hold(self.table)

    def _cell(self, task: Task) -> Cell:
        today, locale = self._context.today(), self._context.shop().locale
        when = f"by {day(task.due_on, today, locale)}" if task.due_on else "when there is time"
        late = task.is_overdue(today)
        if late and task.due_on is not None:
            when = f"due {distance(task.due_on, today)}"
        second = " · ".join(part for part in (when, task.associate) if part)
        color = "citrine" if late else "ink2"
        return Cell(text=task.what, second=second, second_color=color, checked=False)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the open tasks."""
        self._shopper_id = shopper.id
        found = tasks_of(self._context.book, shopper.id, today=self._context.today())
        self.fact.setText(str(len(found)) if found else "")
        self.show_list(self.table, found)

    def _add(self) -> None:
        self._context.dialogs.open(TaskDialog(self._context, self._shopper_id))

    def _open(self, task: Task) -> None:
        self._context.dialogs.open(TaskDialog(self._context, task=task))

    def _finish(self, task: Task, _: bool) -> None:
        finish_task(self._context.book, task.id, today=self._context.today())
        self._context.say(done_words(self._context, task))


class WishList(Section):
    """What they would love to be given, and who may be told."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "Wish list",
            add_link("+ Add", "Add a wish", self._add),
            nothing="No wish has been told yet.",
        )
        self.table = WrappingTable([Column("", self._cell)], "Wish list", 56)
        self.table.opened.connect(self._open)
        self.hold(self.table)

    def _cell(self, wish: Wish) -> Cell:
        return Cell(
            text=wish.description,
            second=wish_fact(self._context, wish),
            glyph=drawing_of(wish.category, wish.description),
            color="ink3" if wish.fulfilled_on else "ink",
        )

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the wishes; who may be told stands in the head when it is the same for all."""
        self._shopper_id = shopper.id
        found = facts.wishes
        told = {each.confidants for each in found if each.fulfilled_on is None}
        ids = [one.shopper_id for one in next(iter(told))] if len(told) == 1 else []
        names = first_names(self._context.book, ids)
        self.fact.setText(f"may be told: {', '.join(names)}" if names else "")
        self.show_list(self.table, found)

    def _add(self) -> None:
        self._context.dialogs.open(WishDialog(self._context, self._shopper_id))

    def _open(self, wish: Wish) -> None:
        self._context.dialogs.open(WishDialog(self._context, self._shopper_id, wish=wish))


class MayHear(Section):
    """The wishes of others that this shopper may be told of: what to give, before it is asked."""

    def __init__(self, context: Context) -> None:
        self._context = context
        super().__init__("May be told of")
        self.table = WrappingTable([Column("", self._cell)], "Wishes they may be told of", 56)
        self.table.opened.connect(lambda wish: context.open_shopper(wish.shopper_id))
        self.hold(self.table)

    def _cell(self, wish: Wish) -> Cell:
        price = self._context.money(wish.price_cents)
        second = " · ".join(part for part in (f"a wish of {wish.name}", price) if part)
        glyph = drawing_of(wish.category, wish.description)
        return Cell(text=wish.description, second=second, glyph=glyph)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the open wishes; without one the section is not there."""
        found = wishes_told_to(self._context.book, shopper.id, self._context.viewer())
        self.setVisible(bool(found))
        self.show_list(self.table, found)


def wish_fact(context: Context, wish: Wish) -> str:
    """ "seen Dec 12, 2025 · $9,400.00"."""
    today, locale = context.today(), context.shop().locale
    if wish.fulfilled_on is not None:
        return f"came true {short_day(wish.fulfilled_on, today, locale)}"
    parts = [
        f"seen {short_day(wish.seen_on, today, locale)}" if wish.seen_on else "",
        wish.note or "",
        context.money(wish.price_cents),
    ]
    return " · ".join(part for part in parts if part)


class Pieces(Section):
    """What they wear, gifts included once their day has come, and what they gave."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        self._whole = False
        self._gender: Gender | None = None
        self._photos: dict[int, QPixmap] = {}
        self.more = link("all", kind="small")
        super().__init__(
            "Pieces",
            add_link("+ Add", "Add a piece bought elsewhere", self._add),
            self.more,
            nothing="No piece is known yet.",
        )
        self.more.clicked.connect(self._turn)
        self.table = WrappingTable([Column("", self._cell)], "Pieces", 60)
        self.table.opened.connect(self._open)
        self.hold(self.table)

    def _cell(self, piece: PieceRow) -> Cell:
        fact, color = self._fact(piece)
        return Cell(
            text=piece.description,
            second=fact,
            second_color=color,
            glyph=drawing_of(piece.category, piece.description),
            photo=self._photos.get(piece.id),
        )

    def _fact(self, piece: PieceRow) -> tuple[str, str]:
        today, locale = self._context.today(), self._context.shop().locale
        if piece.secret_until is not None:
            until = short_day(piece.secret_until, today, locale)
            return f"for {piece.wearer}, secret until {until}", "brass"
        parts = [piece_whose(piece, self._shopper_id, self._gender)]
        if piece.certificate:
            parts.append(f"certificate {piece.certificate}")
        elif piece.serial:
            parts.append(f"serial {piece.serial}")
        elif piece.day is not None:
            parts.append(str(piece.day.year))
        return " · ".join(part for part in parts if part), "ink2"

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the pieces that this page may show."""
        if shopper.id != self._shopper_id:
            self._whole = False
        self._shopper_id, self._gender = shopper.id, shopper.gender
        title = PIECES.get(shopper.gender, "Pieces") if shopper.gender else "Pieces"
        self.head.set_title(title)
        self._show()

    def _show(self) -> None:
        """The first few are read, and the others counted; all are read when they are wanted."""
        book, viewer = self._context.book, self._context.viewer()
        limit = None if self._whole else FIRST_PIECES + 1
        found = pieces_of(book, self._shopper_id, viewer, limit=limit)
        more = len(found) > FIRST_PIECES
        self.more.setVisible(more)
        if more and not self._whole:
            found = found[:FIRST_PIECES]
            self.more.set_words(f"all {count_pieces(book, self._shopper_id, viewer)}")
        else:
            self.more.set_words("fewer")
        ids = [piece.id for piece in found]
        firsts = first_of_pieces(book, ids, self._shopper_id, viewer)
        self._photos = {piece_id: small(book, one) for piece_id, one in firsts.items()}
        self.show_list(self.table, found)

    def _turn(self) -> None:
        self._whole = not self._whole
        self._show()

    def _add(self) -> None:
        self._context.dialogs.open(PieceDialog(self._context, self._shopper_id))

    def _open(self, piece: PieceRow) -> None:
        self._context.dialogs.open(PieceDialog(self._context, self._shopper_id, piece=piece))


def drawing_of(category: str | None, description: str) -> Glyph:
    """By its kind; a mere ring may be a signet or a band, which its description says."""
    mere = not category or category in ("ring", "other")
    known = Glyph.PIECE if mere else glyph_for(category or "")
    return glyph_for(description) if known is Glyph.PIECE else known


def piece_whose(piece: PieceRow, shopper_id: int, gender: Gender | None) -> str:
    """ "hers", "from Daniel", "for Margaret"."""
    if piece.role is PieceRole.GAVE:
        return f"for {piece.wearer}" if piece.wearer else ""
    if piece.giver_id is not None and piece.giver_id != shopper_id and piece.giver:
        return f"from {piece.giver}"
    return OWNED.get(gender, "") if gender else ""
