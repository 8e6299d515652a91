"""A size of a finger, wrist, neck or of the ears, in whatever system it is told."""

from storebook.base.errors import Refused
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import ChoiceField, DayField, TextField
from storebook.gui.form import Answer, put_last
from storebook.gui.layout import held, row
from storebook.gui.shown import whole_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.people.called import name_of
from storebook.people.ring_sizes import LABELS, LENGTHS, SizeSystem, describe_size, read_size
from storebook.people.sizes import (
    BodyPart,
    Method,
    Size,
    SizeDraft,
    add_size,
    remove_size,
    sizes_of,
    usual_system,
)

METHODS = {
    Method.SIZER: "with our sizers",
    Method.MANDREL: "a ring on our mandrel",
    Method.OWN_RING: "a ring of their own",
    Method.STRING: "string or paper",
    Method.TOLD: "only told",
}
MOST_ASKED = (
    BodyPart.LEFT_RING,
    BodyPart.RIGHT_RING,
    BodyPart.LEFT_MIDDLE,
    BodyPart.RIGHT_MIDDLE,
    BodyPart.WRIST,
    BodyPart.NECK,
    BodyPart.EARS,
)


class _PartField(ChoiceField):
    """Which part: what comes after it is answered in the measures of that part."""

    def set_draft(self, kept: object) -> None:
        """As the user picks it: the measures follow."""
        super().set_draft(kept)
        self.picked.emit(self.value())


class SizeDialog(Dialog):
    """Reads the size while it is typed; what was measured before stands below and is kept."""

    def __init__(self, context: Context, shopper_id: int, *, size: Size | None = None) -> None:
        subject = f"{shopper_id} {size.body_part}" if size else str(shopper_id)
        super().__init__(context, "Size", width=640, draft=subject)
        self._shopper_id = shopper_id
        parts = [*MOST_ASKED, *(part for part in BodyPart if part not in MOST_ASKED)]
        first = size.body_part if size else BodyPart.LEFT_RING
        shop = context.shop()
        words = [(part, part.value[:1].upper() + part.value[1:]) for part in parts]
        self.part = _PartField("Where", words, first)
        self.text = TextField("Size", missing="Which size is it?")
        self.system = ChoiceField("Told as", [])
        self.method = ChoiceField("Measured", [(None, "Not said"), *METHODS.items()])
        self.measured_on = DayField(
            "On",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self.note = TextField("Note", placeholder="snug, summer, knuckle")
        self._head = section_head("Measured before")
        self.table = RecordTable(self._columns(), "Measured before", bare=True, fit=True)
        self._connect()
        self._fill_content()
        self._show_part()
        answers: dict[str, Answer] = {
            "body_part": self.part, "size": self.text, "system": self.system,
            "method": self.method, "measured_on": self.measured_on, "note": self.note,
        }  # fmt: skip
        self.ask_for(answers)
        primary = button("Add size", kind="primary", icon="check", key="save")
        self.set_actions(primary)
        put_last(self.note.control, primary, self.table)

    def _connect(self) -> None:
        self.part.picked.connect(lambda _: self._show_part())
        self.system.picked.connect(lambda _: self._understand())
        self.text.changed.connect(self._understand)
        self.table.acted.connect(lambda one, _: self._remove(one))
        self.table.opened.connect(lambda _: None)

    def _fill_content(self) -> None:
        name = name_of(self.context.book, self._shopper_id)
        self.content.addWidget(label(f"A size of {name}", "heading", wrap=True))
        self.content.addWidget(self.part)
        self.content.addWidget(held(row(self.text, self.system, spacing=16)))
        self.content.addWidget(held(row(self.method, self.measured_on, spacing=16)))
        self.content.addWidget(self.note)
        self.content.addWidget(self._head)
        self.content.addWidget(self.table)

    def _columns(self) -> list[Column[Size]]:
        return [
            Column("", self._cell),
            Column("", lambda _: Cell(text="Take off", button=True), 96, key="remove"),
        ]

    def _cell(self, size: Size) -> Cell:
        measured = size.measurement
        system = usual_system(size.body_part, self.context.shop())
        text = size.entered if measured is None else describe_size(measured, system)
        when = size.measured_on
        parts = (
            whole_day(when, self.context.shop().locale) if when else "day not known",
            METHODS.get(size.method, "") if size.method else "",
            size.note or "",
        )
        return Cell(text=text, second=" · ".join(part for part in parts if part))

    def _show_part(self) -> None:
        """Offer the systems of this part, and show what was measured before."""
        part: BodyPart = self.part.value()
        ears = part is BodyPart.EARS
        if not ears:
            usual = usual_system(part, self.context.shop())
            self.system.set_choices(_systems(part), usual)
        self.system.setVisible(not ears)
        hint = "pierced, lever back" if ears else "6 1/4" if part.is_finger else "6 1/2 in"
        self.text.line.setPlaceholderText(hint)
        found = sizes_of(self.context.book, self._shopper_id)
        before = [each for each in found if each.body_part is part]
        self.table.show_records(before)
        self.table.setVisible(bool(before))
        self._head.setVisible(bool(before))
        self._understand()

    def _understand(self) -> None:
        """Say back what was read, as soon as it can be read."""
        part: BodyPart = self.part.value()
        if part is BodyPart.EARS or self.text.is_empty():
            self.text.clear_message()
            return
        try:
            measured = read_size(self.text.value(), self.system.value())
        except Refused:
            return
        system = usual_system(part, self.context.shop())
        self.text.good(describe_size(measured, system))

    def _remove(self, size: Size) -> None:
        remove_size(self.context.book, size.id)
        self.context.say("Size taken off.")
        self._show_part()

    def save(self) -> None:
        draft = SizeDraft(
            body_part=self.part.value(),
            text=self.text.value(),
            system=self.system.value() if self.part.value() is not BodyPart.EARS else None,
            method=self.method.value(),
            measured_on=self.measured_on.value(),
            note=self.note.value(),
        )
        add_size(self.context.book, self._shopper_id, draft, shop=self.context.shop())
        self.context.say(f"Size written down: {draft.body_part.value}.")


def _systems(part: BodyPart) -> list[tuple[SizeSystem, str]]:
    """Rings are told in sizes or millimeters, all else in lengths."""
    lengths = [(system, LABELS[system]) for system in LENGTHS]
    if not part.is_finger:
        return lengths
    rings = [(system, words) for system, words in LABELS.items() if system not in LENGTHS]
    return [*rings, (SizeSystem.MM, LABELS[SizeSystem.MM])]
