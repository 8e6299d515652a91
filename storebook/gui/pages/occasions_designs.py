"""The designs there are for a kind of card, drawn small: whose turn it is, or one for everybody."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.book.shop import Shop
from storebook.gui import theme
from storebook.gui.drawing import CENTER, text_width, write
from storebook.gui.pages.occasions_pieces import design_pages
from storebook.gui.print_preview import made_small
from storebook.gui.timers import every
from storebook.gui.words import link, one_line, section_head
from storebook.outreach.card_kinds import CardKind as AskedKind
from storebook.outreach.choosing import Chosen
from storebook.printing.designs.catalog import CardKind, Design, design, designs_for
from storebook.printing.folds import PANEL_HEIGHT, PANEL_WIDTH

THUMB_WIDTH = 62
NARROWEST = 34
GAP = 12
TITLE_HEIGHT = 22
OVERSIZE = 5
# What is asked for, as the designs call it.
KINDS = {
    AskedKind.BIRTHDAY: CardKind.BIRTHDAY,
    AskedKind.WEDDING: CardKind.ANNIVERSARY,
    AskedKind.CHILD: CardKind.BIRTHDAY,
    AskedKind.THANKS: CardKind.THANKS,
    AskedKind.HOLIDAY: CardKind.HOLIDAY,
    AskedKind.MONTHLY: CardKind.MONTHLY,
}
OCCASIONS = (CardKind.BIRTHDAY, CardKind.ANNIVERSARY)
HEADS = {
    CardKind.BIRTHDAY: "Birthday design",
    CardKind.ANNIVERSARY: "Anniversary design",
    CardKind.THANKS: "Thank-you design",
    CardKind.HOLIDAY: "Holiday design",
    CardKind.MONTHLY: "Monthly design",
}
PLURALS = {
    CardKind.BIRTHDAY: "birthdays",
    CardKind.ANNIVERSARY: "anniversaries",
    CardKind.THANKS: "thank-you cards",
    CardKind.HOLIDAY: "holidays",
    CardKind.MONTHLY: "the monthly card",
}
IN_TURN = "nobody gets the same one twice"
BY_MONTH = "another stone each month"


class DesignThumb(QAbstractButton):
    """One design, small. It is on while it is the one for everybody; `framed` on the card shown."""

    def __init__(self, one: Design) -> None:
        super().__init__()
        self.design = one
        self.framed = False
        self._picture: QImage | None = None
        self.setCheckable(True)
        self.setAccessibleName(f"{one.title}, for {PLURALS[one.kind]}")
        self.setAccessibleDescription(one.note)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def frame(self, *, framed: bool, on: bool) -> None:
        """Whether the card that is shown has this design, and whether everybody gets it."""
        self.framed = framed
        self.setChecked(on)
        self.update()

    def show_picture(self, picture: QImage | None) -> None:
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        tall = round(theme.px(THUMB_WIDTH) * PANEL_HEIGHT / PANEL_WIDTH)
        title = text_width(self.design.title, theme.font("smallstrong"))
        wide = max(theme.px(THUMB_WIDTH) + GAP, title + GAP)
        return QSize(wide, tall + theme.px(TITLE_HEIGHT) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(NARROWEST), self.sizeHint().height())

    def paper(self) -> QRect:
        """Where the card lies: as large as the thumb has room, in its own proportions."""
        room = self.height() - theme.px(TITLE_HEIGHT) - 2
        wide = min(self.width() - 6, round(room * PANEL_WIDTH / PANEL_HEIGHT))
        tall = round(wide * PANEL_HEIGHT / PANEL_WIDTH)
        return QRect((self.width() - wide) // 2, 1, wide, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paper = self.paper()
        painter.fillRect(paper, Qt.GlobalColor.white)
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, self._picture)
        strong = self.framed or self.isChecked()
        painter.setPen(QPen(theme.color("accent" if strong else "hair"), 2 if strong else 1))
        painter.drawRect(paper.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRect(paper.adjusted(-3, -1, 2, 2))
        below = QRect(0, paper.bottom() + 3, self.width(), theme.px(TITLE_HEIGHT) - 3)
        letters = theme.font("smallstrong" if strong else "small")
        write(painter, below, self.design.title, letters, "ink" if strong else "ink2", CENTER)


class DesignColumn(QWidget):
    """The designs for the kind of the card that is shown, in the stone of its month.

    `chosen` comes when everybody is to get one design, or each again the next in turn.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind: CardKind | None = None
        self._month = 1
        self._shop: Shop | None = None
        self._named: dict[CardKind, str] = {}
        self._drawn: dict[tuple[str, int, int], QImage] = {}
        self.thumbs: list[DesignThumb] = []
        self.fact = one_line(IN_TURN, "small", role="second")
        self.in_turn = link("In turn", kind="small")
        self.in_turn.setAccessibleName("Designs in turn")
        self.in_turn.clicked.connect(lambda: self._name(None))
        beside = QWidget()
        self.head = section_head("Birthday design", beside)
        facts = QHBoxLayout(beside)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(10)
        facts.addWidget(self.fact)
        facts.addWidget(self.in_turn)
        self.in_turn.setMaximumHeight(self.fact.sizeHint().height())
        self.in_turn.hide()
        # A design at a time, so that the list does not stand still while they are drawn.
        self._soon = every(self, 0, self._draw_next)
        self._lay_out()

    def _lay_out(self) -> None:
        self._line = QHBoxLayout()
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.head)
        whole.addLayout(self._line)
        self._show_kind(CardKind.BIRTHDAY)

    def named(self, kind: AskedKind | None) -> tuple[str, ...]:
        """The designs that everybody gets, of this kind; None is birthdays and anniversaries."""
        wanted = OCCASIONS if kind is None else (KINDS[kind],)
        return tuple(self._named[one] for one in wanted if one in self._named)

    def show_card(self, one: Chosen | None, kind: AskedKind | None, month: int, shop: Shop) -> None:
        """The designs for this card; without one, for the kind of day that is looked for."""
        self._month, self._shop = month, shop
        if one is not None:
            self._show_kind(design(one.design).kind)
        elif kind is not None:
            self._show_kind(KINDS[kind])
        elif self._kind not in OCCASIONS:
            self._show_kind(CardKind.BIRTHDAY)
        self._frame(one.design if one is not None else "")
        self._soon.start()

    def _show_kind(self, kind: CardKind) -> None:
        if kind is self._kind:
            return
        self._kind = kind
        while (item := self._line.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.thumbs = [DesignThumb(one) for one in designs_for(kind)]
        for thumb in self.thumbs:
            thumb.clicked.connect(lambda _, name=thumb.design.name: self._on_click(name))
            self._line.addWidget(thumb)
        self._line.addStretch(0)

    def _on_click(self, name: str) -> None:
        """For everybody; once more, and each gets the next in turn."""
        assert self._kind is not None
        self._name(None if self._named.get(self._kind) == name else name)

    def _name(self, name: str | None) -> None:
        assert self._kind is not None
        if name is None:
            self._named.pop(self._kind, None)
        else:
            self._named[self._kind] = name
        self._frame(name or "")
        self.chosen.emit()

    def _frame(self, shown: str) -> None:
        assert self._kind is not None
        named = self._named.get(self._kind)
        for thumb in self.thumbs:
            name = thumb.design.name
            thumb.frame(framed=name == shown, on=name == named)
        self.head.set_title(HEADS[self._kind])
        turns = BY_MONTH if self._kind is CardKind.MONTHLY else IN_TURN
        self.fact.setText(f"{design(named).title} for all" if named else turns)
        self.in_turn.setVisible(named is not None)

    # -- drawing

    def _draw_next(self) -> None:
        """Draw the first that is not drawn yet; the others come after whatever else waits."""
        for thumb in self.thumbs:
            key = self._key(thumb)
            if key not in self._drawn:
                self._drawn[key] = self._picture(thumb, key[2])
                thumb.show_picture(self._drawn[key])
                return
            thumb.show_picture(self._drawn[key])
        self._soon.stop()

    def _key(self, thumb: DesignThumb) -> tuple[str, int, int]:
        month = self._month if thumb.design.monthly else 0
        return thumb.design.name, month, round(theme.px(THUMB_WIDTH) * self.devicePixelRatioF())

    def _picture(self, thumb: DesignThumb, wide: int) -> QImage:
        assert self._shop is not None
        pixels = QSize(wide, round(wide * PANEL_HEIGHT / PANEL_WIDTH))
        # Drawn large and made small: at this size its hairlines would all be a pixel wide.
        large = design_pages(thumb.design, self._month, self._shop).picture(0, pixels * OVERSIZE)
        return made_small(large, pixels)


__all__ = ["DesignColumn", "DesignThumb"]
