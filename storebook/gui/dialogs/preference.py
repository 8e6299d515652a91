"""What a shopper likes, must not wear, or wants to spend, one kind at a time."""

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import ChoiceField, DayField, TextField
from storebook.gui.form import put_last
from storebook.gui.layout import held, row
from storebook.gui.shown import whole_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.people.called import name_of
from storebook.people.preferences import (
    Preference,
    PreferenceKind,
    add_preference,
    edit_preference,
    preferences_of,
    remove_preference,
    set_budget,
)

# What the kind is called, and what one might answer.
KINDS = {
    PreferenceKind.METAL: ("Metal", "18k yellow, platinum"),
    PreferenceKind.STONE: ("Stone", "sapphire, old cuts"),
    PreferenceKind.STYLE: ("Style", "vintage, quiet"),
    PreferenceKind.DISLIKE: ("Avoid", "opal, hoops"),
    PreferenceKind.ALLERGY: ("Allergy", "nickel"),
    PreferenceKind.HERE: ("When they are here", "tea, the window seat"),
    PreferenceKind.BUDGET: ("Budget", "$2,000 to $5,000"),
}


class TakenUp:
    """Which of those on file is being corrected: a part of the draft that nobody sees."""

    def __init__(self) -> None:
        self.id: int | None = None

    def draft(self) -> object:
        """Its number, or None when one is added."""
        return self.id

    def set_draft(self, kept: object) -> None:
        """Go on with the one that was taken up."""
        self.id = kept if isinstance(kept, int) else None


class PreferenceDialog(Dialog):
    """Adds one; those of its kind that are on file stand below, to be corrected or taken off."""

    def __init__(
        self, context: Context, shopper_id: int, kind: PreferenceKind = PreferenceKind.METAL
    ) -> None:
        super().__init__(context, "Preferences", width=640, draft=f"{shopper_id} {kind}")
        self._shopper_id = shopper_id
        self._taken_up = TakenUp()
        shop = context.shop()
        self.kind = ChoiceField("What about", self._kinds(), kind)
        self.value = TextField("What is it", missing="Write it in a word or two.")
        self.note = TextField("Note")
        self.told_on = DayField(
            "Told on",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self._head = section_head("On file")
        self.table = RecordTable(self._columns(), "On file", bare=True, fit=True, row_height=44)
        self.table.opened.connect(self._change)
        self.table.acted.connect(lambda one, _: self._remove(one))
        self.kind.picked.connect(lambda _: self._show_kind())
        self._fill_content()
        self._primary = button("Add", kind="primary", icon="check", key="save")
        self.set_actions(self._primary)
        put_last(self.told_on.control, self._primary, self.table)
        self._show_kind()
        self.ask_for(
            {
                "kind": self.kind,
                "value": self.value,
                "note": self.note,
                "told_on": self.told_on,
                "taken_up": self._taken_up,
            }
        )

    def _fill_content(self) -> None:
        name = name_of(self.context.book, self._shopper_id)
        self.content.addWidget(label(f"What {name} likes", "heading", wrap=True))
        self.content.addWidget(self.kind)
        self.content.addWidget(self.value)
        self.content.addWidget(held(row(self.note, self.told_on, spacing=16)))
        self.content.addWidget(self._head)
        self.content.addWidget(self.table)

    def is_for_the_shop(self) -> bool:
        """What they want to spend."""
        return bool(self.kind.value() is PreferenceKind.BUDGET)

    def show_privacy(self) -> None:
        super().show_privacy()
        if not self.is_for_the_shop():
            self.kind.set_choices(self._kinds(), self.kind.value())

    def _kinds(self) -> list[tuple[PreferenceKind, str]]:
        sees_spend = self.context.viewer().sees_spend
        return [
            (kind, words)
            for kind, (words, _) in KINDS.items()
            if kind is not PreferenceKind.BUDGET or sees_spend
        ]

    def _columns(self) -> list[Column[Preference]]:
        return [
            Column("", self._cell),
            Column("", lambda _: Cell(text="Take off", button=True), 96, key="remove"),
        ]

    def _cell(self, one: Preference) -> Cell:
        when = whole_day(one.told_on, self.context.shop().locale) if one.told_on else ""
        second = " · ".join(part for part in (one.note, f"told {when}" if when else "") if part)
        return Cell(text=one.value, second=second)

    def _of_kind(self) -> list[Preference]:
        book, viewer = self.context.book, self.context.viewer()
        found = preferences_of(book, self._shopper_id, viewer)
        return [one for one in found if one.kind is self.kind.value()]

    def on_filled(self) -> None:
        self._show_kind()
        self._primary.set_words("Add" if self._taken_up.id is None else "Save")

    def _show_kind(self) -> None:
        found = self._of_kind()
        self.value.line.setPlaceholderText(KINDS[self.kind.value()][1])
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self._head.setVisible(bool(found))
        if self.kind.value() is PreferenceKind.BUDGET and found and self.value.is_empty():
            self._change(found[0])

    def _change(self, one: Preference) -> None:
        """Take it up into the fields, to be corrected."""
        self._taken_up.id = one.id
        self.value.set_value(one.value)
        self.note.set_value(one.note or "")
        self.told_on.set_value(one.told_on)
        self._primary.set_words("Save")
        self.value.setFocus()

    def _remove(self, one: Preference) -> None:
        remove_preference(self.context.book, one.id)
        self.context.say(self.context.either(f"Taken off: {one.value}.", "Taken off."))
        self._taken_up.id = None
        self._primary.set_words("Add")
        self._show_kind()

    def save(self) -> None:
        book, kind, value = self.context.book, self.kind.value(), self.value.value()
        note, told_on = self.note.value(), self.told_on.value()
        if kind is PreferenceKind.BUDGET:
            set_budget(book, self._shopper_id, value, note=note, told_on=told_on)
        elif self._taken_up.id in [one.id for one in self._of_kind()]:
            edit_preference(book, self._taken_up.id, value, note=note, told_on=told_on)
        else:
            add_preference(book, self._shopper_id, kind, value, note=note, told_on=told_on)
        words = KINDS[kind][0]
        said = f"{words}: {value}, written down."
        self.context.say(self.context.either(said, f"{words} written down."))
