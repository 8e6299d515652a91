"""A piece that lives on: what is known of it, who wears it, and until when it is a secret."""

from collections.abc import Callable
from datetime import date

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.fields import ChoiceField, DayField, PickField, TextField
from storebook.gui.form import Answer
from storebook.gui.layout import held, row
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label
from storebook.people.called import name_of
from storebook.sales.categories import CATEGORIES
from storebook.sales.piece_photos import of_piece
from storebook.sales.pieces import (
    Origin,
    PieceDraft,
    PieceRole,
    PieceRow,
    PieceState,
    add_piece,
    change_piece,
)
from storebook.sales.pieces import (
    piece as piece_on_file,
)

ORIGINS = [(Origin.ELSEWHERE, "Bought elsewhere"), (Origin.INHERITED, "Inherited")]
STATES = [
    (PieceState.OWNED, "With its wearer"),
    (PieceState.LOST, "Lost"),
    (PieceState.SOLD, "Sold"),
    (PieceState.TRADED_IN, "Traded in"),
]


class PieceDialog(Dialog):
    """A new one is bought elsewhere or inherited; what is sold here comes by its ticket."""

    def __init__(self, context: Context, shopper_id: int, *, piece: PieceRow | None = None) -> None:
        subject = f"{shopper_id} piece {piece.id}" if piece is not None else str(shopper_id)
        super().__init__(context, "Piece", width=760, draft=subject)
        self._shopper_id = shopper_id
        self._row = piece
        self._kept = piece_on_file(context.book, piece.id) if piece is not None else None
        shop = context.shop()
        missing = "Say what it is in a few words."
        self.description = TextField("What it is", missing=missing)
        categories = [("", "Not said")] + [(each, each.capitalize()) for each in CATEGORIES]
        self.category = ChoiceField("Kind", categories)
        self.metal = TextField("Metal")
        self.purity = TextField("Purity")
        self.stones = TextField("Stones")
        self.size_text = TextField("Size")
        self.engraving = TextField("Engraving")
        self.serial = TextField("Serial number")
        self.certificate = TextField("Certificate")
        self.wearer = PickField("Who wears it", people_found(context))
        self.giver = PickField("Who gave it", people_found(context))
        self.origin = ChoiceField("Where from", ORIGINS)
        self.came_on = DayField("Since", context.today, locale=shop.locale)
        self.secret_until = DayField(
            "Secret until",
            context.today,
            locale=shop.locale,
            note="empty: no secret",
        )
        self.state = ChoiceField("Where it is", STATES)
        self._fill()
        self._fill_content()

    def _fill(self) -> None:
        book, kept = self.context.book, self._kept
        if kept is None:
            self.wearer.set_value(self._shopper_id, name_of(book, self._shopper_id))
            return
        self.size_text.set_value(kept.size)
        for name in ("description", "metal", "purity", "stones", "engraving"):
            getattr(self, name).set_value(getattr(kept, name))
        self.serial.set_value(kept.serial)
        self.certificate.set_value(kept.certificate)
        self.category.set_value(kept.category)
        for person_id, field in ((kept.wearer_id, self.wearer), (kept.giver_id, self.giver)):
            if person_id is not None:
                field.set_value(person_id, name_of(book, person_id))
        self.came_on.set_value(kept.came_on)
        self.origin.set_value(kept.origin)
        self.secret_until.set_value(self._row.secret_until if self._row else None)
        self.state.set_value(self._row.state if self._row else PieceState.OWNED)

    def _is_ours(self) -> bool:
        return self._kept is not None and self._kept.origin is Origin.HERE

    def _fill_content(self) -> None:
        self.content.addWidget(label(self._heading(), "heading", wrap=True))
        self._fact_line = label(self._fact(), role="second", wrap=True)
        self.content.addWidget(self._fact_line)
        self._fact_line.setVisible(bool(self._fact()))
        for pair in (
            (self.description, self.category),
            (self.metal, self.purity, self.stones),
            (self.size_text, self.engraving),
            (self.serial, self.certificate),
            (self.wearer, self.giver),
        ):
            self.content.addWidget(held(row(*pair, spacing=16)))
        last = [] if self._is_ours() else [self.origin, self.came_on]
        if self._row is not None:
            last.append(self.state)
        if self._knows_secret():
            last.append(self.secret_until)
        if last:
            self.content.addWidget(held(row(*last, spacing=16)))
        self.content.setSpacing(12)
        answers: dict[str, Answer] = {
            "description": self.description, "category": self.category, "metal": self.metal,
            "purity": self.purity, "stones": self.stones, "size": self.size_text,
            "engraving": self.engraving, "serial": self.serial, "certificate": self.certificate,
            "wearer": self.wearer, "giver": self.giver, "origin": self.origin,
            "came_on": self.came_on, "secret_until": self.secret_until, "state": self.state,
        }  # fmt: skip
        self.ask_for(answers)
        photos = button("Photos", icon="camera")
        photos.clicked.connect(self.open_photos)
        self.set_actions(button("Save piece", kind="primary", icon="check", key="save"), photos)
        photos.setVisible(self._row is not None)  # only now: alone it is a window of its own

    def key_deeds(self) -> dict[str, Callable[[], object]]:
        """Ctrl I means the piece that is open."""
        return {"photos": self.open_photos} if self._row is not None else {}

    def open_photos(self) -> None:
        """The photos of this piece; what was typed here waits as a draft."""
        if self._row is None:
            return
        context = self.context
        subject = of_piece(context.book, self._row.id, self._shopper_id, context.viewer())
        heading = f"Photos of {self._row.description}"
        context.dialogs.open(PhotosDialog(context, subject, heading))

    def _knows_secret(self) -> bool:
        """The day of a secret stands only on the page of who gave it."""
        return self._row is not None and self._row.role is PieceRole.GAVE

    def _heading(self) -> str:
        if self._row is None:
            return f"A piece of {name_of(self.context.book, self._shopper_id)}"
        return self._row.description

    def _fact(self) -> str:
        one = self._row
        if one is None:
            return "What was bought here comes by itself with its purchase."
        locale = self.context.shop().locale
        parts = [
            whole_day(one.day, locale) if one.day else "",
            f"from {one.giver}" if one.giver and one.giver_id != one.wearer_id else "",
            f"worn by {one.wearer}" if one.wearer else "",
            self.context.money(one.price_cents),
        ]
        return " · ".join(part for part in parts if part)

    def show_privacy(self) -> None:
        super().show_privacy()
        self._fact_line.setText(self._fact())

    def _draft(self) -> PieceDraft:
        return PieceDraft(
            description=self.description.value(),
            wearer_id=self.wearer.value(),
            giver_id=self.giver.value(),
            category=self.category.value() or "",
            metal=self.metal.value(),
            purity=self.purity.value(),
            stones=self.stones.value(),
            serial=self.serial.value(),
            certificate=self.certificate.value(),
            size=self.size_text.value(),
            engraving=self.engraving.value(),
            secret_until=self._secret_day(),
            origin=Origin.HERE if self._is_ours() else self.origin.value(),
            came_on=self.came_on.value(),
        )

    def _secret_day(self) -> date | None:
        kept = self._kept.secret_until if self._kept is not None else None
        shown = self._row.secret_until if self._row is not None else None
        typed = self.secret_until.value()
        # A secret whose day has come is shown no more, and stays on file all the same.
        return typed if self._knows_secret() and typed != shown else kept

    def save(self) -> None:
        today = self.context.today()
        if self._row is None:
            add_piece(self.context.book, self._draft(), today=today)
            self.context.say("Piece written down.")
            return
        moved = self.state.value() if self.state.value() is not self._row.state else None
        change_piece(self.context.book, self._row.id, self._draft(), today=today, state=moved)
        self.context.say("Piece changed.")
