"""Write down a new shopper, or correct one: a name is enough, everything else may come later."""

from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from storebook.base.errors import Refused
from storebook.base.text import digits, one_line
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.shopper_form import OPEN_TEXTS, ShopperFields, show_tags
from storebook.gui.fields import ParagraphField, YearlyDayField, announce
from storebook.gui.layout import held, row
from storebook.gui.pages.shopper_flow import Flow
from storebook.gui.timers import after
from storebook.gui.words import Sign, button, label, link, section_head
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.notes import NoteDraft
from storebook.people.own_fields import own_values
from storebook.people.shoppers import (
    ShopperDraft,
    add_shopper,
    edit_shopper,
    owner_facts,
    shopper,
)
from storebook.people.similar import Similar, similar_people
from storebook.people.tags import tags_of

WIDTH = 820
PAUSE_MS = 250
MOST = 4


class ShopperDialog(Dialog):
    """What both forms have in common: the sections, and who may be in the book already."""

    def __init__(self, context: Context, title: str, subject: str, shopper_id: int | None) -> None:
        super().__init__(context, title, width=WIDTH, draft=subject)
        self._shopper_id = shopper_id
        self.fields = ShopperFields(context, [shopper_id] if shopper_id is not None else [])
        self._found: list[Similar] = []
        self.alike = Flow(14, 4)
        self.alike.hide()
        self._pause = after(self, PAUSE_MS, self._look_for_others)
        fields = self.fields
        for part in (fields.name, fields.given, fields.family, fields.phones, fields.emails):
            part.changed.connect(self._pause.start)

    def lay_out(self, heading: str, *, after_contact: tuple[QWidget, ...], more: Any = ()) -> None:
        """The open part, then the closed sections."""
        fields = self.fields
        self.content.addWidget(label(heading, "heading", wrap=True))
        self.content.addWidget(fields.name)
        self.content.addWidget(held(row(fields.given, fields.family, spacing=16)))
        self.content.addWidget(self.alike)
        self.names = fields.name_section()
        self.content.addWidget(self.names)
        self.content.addWidget(section_head("How to reach them"))
        for rows in fields.contact_rows():
            self.content.addWidget(rows)
        adding = [rows.add_link for rows in fields.contact_rows()]
        self.content.addWidget(held(row(*adding, "stretch", spacing=10)))
        for part in after_contact:
            self.content.addWidget(part)
        self.person = fields.person_section()
        self.shop_part = fields.shop_section(*more)
        self.content.addWidget(self.person)
        self.content.addWidget(self.shop_part)
        self.content.setSpacing(14)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody is looked for on a form that is gone."""
        super().hideEvent(event)
        self._pause.stop()

    def _sections(self) -> tuple[Any, ...]:
        return (self.names, self.person, self.shop_part)

    def open_what_is_filled(self) -> None:
        """A section that holds something is not hidden."""
        for section in self._sections():
            section.open_if_needed()

    def show_privacy(self) -> None:
        super().show_privacy()
        self.fields.show_privacy()

    # -- who may be in the book already

    def _look_for_others(self) -> None:
        """Warn of who it may be, a moment after the last key; it never blocks."""
        self._pause.stop()
        fields = self.fields
        found = similar_people(
            self.context.book,
            name=fields.name.value(),
            phones=fields.phones.typed(),
            emails=fields.emails.typed(),
            birthday=self.birthday_so_far(),
            shop=self.context.shop(),
            but_not=self._shopper_id,
        )
        if found == self._found:  # what can be pressed is not taken from under the pointer
            return
        self._found = found
        parts: list[QWidget] = []
        if found:
            words = "In the book already:"
            sign = Sign("warning", "citrine", 16)
            parts.append(held(row(sign, label(words, "small", role="warning"), spacing=7)))
            announce(self.alike, f"{words} {', '.join(each.name for each in found[:MOST])}")
        parts += [self._other(each) for each in found[:MOST]]
        if len(found) > MOST:
            words = f"and {len(found) - MOST} more"
            parts.append(label(words, "small", role="second"))
        self.alike.show_parts(parts)

    def birthday_so_far(self) -> Any:
        """The birthday, when it is asked and can be read."""
        return None

    def _other(self, one: Similar) -> QWidget:
        """A name that leads to their page; what was typed waits as a draft."""
        made = link(f"Open {one.name}", kind="small")
        made.clicked.connect(lambda: self._open_other(one.shopper_id))
        return held(row(made, label(", ".join(one.why), "small", role="second"), spacing=6))

    def _open_other(self, shopper_id: int) -> None:
        self.leave()
        self.context.open_shopper(shopper_id)

    # -- saving

    def accept(self) -> None:
        wrong = [rows for rows in self.fields.contact_rows() if not rows.check()]
        if wrong:
            return
        super().accept()
        self.open_what_is_filled()

    def refuse(self, refusal: Refused) -> None:
        field, _, place = (refusal.field or "").partition(".")
        rows = {each.field: each for each in self.fields.contact_rows()}.get(field)
        if rows is not None and place.isdigit():
            rows.refuse(int(place), str(refusal))
            return
        if field == "tags":
            refusal = Refused(str(refusal), "tags")
        for section in self._sections():
            if self.form.answers.get(refusal.field or "") in section.answers:
                section.set_open(True)
        super().refuse(refusal)


class NewShopper(ShopperDialog):
    """`typed` is what was searched for: digits go to the phone, an address with @ to the e-mail."""

    def __init__(self, context: Context, typed: str = "") -> None:
        super().__init__(context, "New shopper", "" if not typed else f"typed {typed}", None)
        day_first = context.shop().day_first
        self.birthday = YearlyDayField("Birthday", context.today, day_first=day_first)
        self.birthday.changed.connect(self._pause.start)
        self.note = ParagraphField("Note", lines=2)
        self.fields.phones.add()
        self.fields.emails.add()
        self.lay_out("A new shopper", after_contact=(self.birthday,), more=(self.note,))
        self._put(one_line(typed))
        answers = self.fields.answers()
        self.ask_for({**answers, "birthday": self.birthday, "note": self.note})
        self._look_for_others()  # for who stands in a draft
        self.fields.derive_lines()
        self.open_what_is_filled()
        primary = button("Save shopper", kind="primary", icon="check", key="save")
        self.set_actions(primary)

    def _put(self, typed: str) -> None:
        """Put what was searched for where it belongs."""
        if not typed:
            return
        if "@" in typed and " " not in typed:
            self.fields.emails.rows[0].set_draft({"address": typed})
        elif digits(typed) and not any(letter.isalpha() for letter in typed):
            self.fields.phones.rows[0].set_draft({"number": typed})
        else:
            self.fields.name.set_value(typed)

    def birthday_so_far(self) -> Any:
        try:
            return self.birthday.value()
        except Refused:
            return None

    def save(self) -> None:
        note = self.note.value()
        draft = ShopperDraft(
            **self.fields.values(),
            birthday=self.birthday.value(),
            notes=(NoteDraft(text=note),) if note else (),
            own={name: text for name, text in self.fields.own_values().items() if text},
        )
        shopper_id = add_shopper(
            self.context.book, draft, shop=self.context.shop(), today=self.context.today()
        )
        self.context.open_shopper(shopper_id)
        self.context.say(f"{one_line(draft.name)} is in the book.")


class EditShopper(ShopperDialog):
    """The same form, filled; `start` is where the caret goes: "", "contact" or "about"."""

    def __init__(self, context: Context, shopper_id: int, *, start: str = "") -> None:
        super().__init__(context, "Edit shopper", str(shopper_id), shopper_id)
        self._id = shopper_id
        self._start = start
        self._on_file = shopper(context.book, shopper_id)
        self._fill()
        self._shown = {name: each.draft() for name, each in self.fields.answers().items()}
        self.lay_out(self._on_file.name, after_contact=())
        self.ask_for(self.fields.answers())
        self.fields.derive_lines()
        self.open_what_is_filled()
        self.set_actions(button("Save", kind="primary", icon="check", key="save"))

    def _fill(self) -> None:
        fields, known, book = self.fields, self._on_file, self.context.book
        for name in OPEN_TEXTS:
            getattr(fields, name).set_value(getattr(known, name) or "")
        private = owner_facts(book, self._id, self.context.viewer())
        fields.personality.set_value(private.personality or "")
        fields.income_band.set_value(private.income_band or "")
        fields.gender.set_value(known.gender)
        fields.language.set_value(known.language or "")
        fields.standing.set_value(known.standing)
        fields.since.set_value(known.since)
        fields.looked_after_by.set_value(known.looked_after_by, f"{known.associate} (left)")
        if known.referrer_id is not None:
            fields.referrer_id.set_value(known.referrer_id, known.referrer or "")
        fields.tags.set_value(show_tags(tags_of(book, self._id)))
        for each in own_values(book, self._id):
            fields.own[each.name].set_value(each.value)
        self._fill_contact()

    def _fill_contact(self) -> None:
        fields, book = self.fields, self.context.book
        for phone in phones(book, self._id):
            fields.phones.add(phone)
        for email in emails(book, self._id):
            fields.emails.add(email)
        for address in addresses(book, self._id):
            if address.left_on is None:  # former ones stay on file untouched
                fields.addresses.add(address)

    def focus_first(self) -> None:
        if self._start == "contact":
            phones_rows = self.fields.phones
            if not phones_rows.rows:
                phones_rows.add()
            phones_rows.rows[0].main.setFocus()
        elif self._start == "about":
            self.person.set_open(True)
            self.person.focus_first()
        else:
            self.fields.name.setFocus()

    def save(self) -> None:
        book, shop, today = self.context.book, self.context.shop(), self.context.today()
        values = self.fields.values()
        name = one_line(values["name"])
        answers = self.fields.answers()
        touched = {each for each, answer in answers.items() if answer.draft() != self._shown[each]}
        changed = {each: value for each, value in values.items() if each in touched}
        if "name" in changed:
            changed["named"] = True
        own = self.fields.own_values()
        changed["own"] = {each: text for each, text in own.items() if f"own.{each}" in touched}
        edit_shopper(book, self._id, shop=shop, today=today, **changed)
        self.context.say(f"{name} corrected.")
