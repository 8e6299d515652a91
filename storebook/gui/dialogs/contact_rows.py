"""Phones, e-mails and addresses in a form: as many as there are, each with its use."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.countries import country_name
from storebook.gui import theme
from storebook.gui.buttons import CrossButton, LinkButton
from storebook.gui.context import Context
from storebook.gui.fields import CheckLine, ChoiceField, DayField, Field, ParagraphField, TextField
from storebook.gui.focus_chain import follow
from storebook.gui.form import enter_goes_on, stop_before, tab_stops
from storebook.gui.layout import column, held, row
from storebook.gui.words import link
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft, Use

USES = [(Use.MOBILE, "Mobile"), (Use.HOME, "Home"), (Use.WORK, "Work"), (Use.OTHER, "Other")]
USES_OF_PLACES = [each for each in USES if each[0] is not Use.MOBILE]
SAFE = "Safe for surprises"


class ContactRow(QWidget):
    """One of them; what is special about it is asked once something is typed."""

    changed = Signal()
    removed = Signal()
    always_whole = False

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self.id: int | None = None
        self.parts: dict[str, Any] = {}
        self._kind = name
        self.cross = CrossButton(f"Take off this {name}")
        self.cross.clicked.connect(self.removed)
        self.safe = CheckLine(SAFE)
        shop = context.shop()
        self.verified_on = DayField(
            "Verified on", context.today, locale=shop.locale, first_weekday=shop.first_weekday
        )
        self.verified_on.setMaximumWidth(190)
        self.details = QWidget()

    def finish(self, main: Field, parts: dict[str, Any]) -> None:
        """Listen to the parts; `main` is the one without which there is nothing."""
        self.main = main
        self.parts = {**parts, "safe": self.safe, "verified_on": self.verified_on}
        for each in (self.parts["use"], self.safe, self.verified_on):  # one a row, and all alike
            each.control.setAccessibleName(f"{each.control.accessibleName()}, {self._kind}")
        for part in self.parts.values():
            part.changed.connect(lambda *_: self._on_change())
            if isinstance(part, Field | CheckLine):
                enter_goes_on(part)
        self._on_change()

    def _on_change(self) -> None:
        self.details.setVisible(self.always_whole or not self.main.is_empty())
        self.changed.emit()

    def is_empty(self) -> bool:
        """Nothing was typed that would be kept."""
        return self.main.is_empty()

    def check(self) -> bool:
        """Whether every part will do."""
        fields = [part for part in self.parts.values() if isinstance(part, Field)]
        wrong = [field for field in fields if not field.check()]
        return not wrong

    def draft(self) -> dict[str, object]:
        """What is typed, for the form's draft."""
        return {"id": self.id, **{name: part.draft() for name, part in self.parts.items()}}

    def set_draft(self, kept: dict[str, object]) -> None:
        """Type it again."""
        found = kept.get("id")
        self.id = found if isinstance(found, int) else None
        for name, part in self.parts.items():
            if name in kept:
                part.set_draft(kept[name])
        self._on_change()

    def value(self) -> Any:
        """As the book wants it; Refused while a part cannot be read."""
        raise NotImplementedError

    def _lay_out(self, main: Field, use: ChoiceField, *more: QWidget, below: Any = None) -> None:
        """The main part with its use and a cross; beneath, what is asked once it is filled."""
        cross = held(column(self.cross, 4, spacing=0))  # in the middle of the field's height
        first = row(main, use, cross, spacing=12)
        first.setStretch(0, 3)
        first.setStretch(1, 1)
        first.setAlignment(cross, Qt.AlignmentFlag.AlignBottom)
        use.setMaximumWidth(theme.px(150))
        beside = row(self.safe, *more, self.verified_on, spacing=16)
        lines = QVBoxLayout(self.details)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        if below is not None:
            lines.addWidget(below)
        lines.addLayout(beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(first)
        whole.addWidget(self.details)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _show_common(self, on_file: Any, use: ChoiceField) -> None:
        self.id = on_file.id
        use.set_value(on_file.use)
        self.safe.set_on(on_file.safe_for_surprises)
        self.verified_on.set_value(on_file.verified_on)


class PhoneRow(ContactRow):
    """A number, its use, and whether a message may be left there."""

    def __init__(self, context: Context, on_file: Any = None) -> None:
        super().__init__(context, "phone")
        self.number = TextField("Phone")
        self.use = ChoiceField("Use", USES)
        self.no_messages = CheckLine("Leave no messages")
        self._lay_out(self.number, self.use, self.no_messages)
        if on_file is not None:
            self.number.set_value(on_file.raw)
            self.no_messages.set_on(on_file.no_messages)
            self._show_common(on_file, self.use)
        parts = {"number": self.number, "use": self.use, "no_messages": self.no_messages}
        self.finish(self.number, parts)

    def value(self) -> PhoneDraft:
        """As the book wants it."""
        return PhoneDraft(
            raw=self.number.value(),
            use=self.use.value(),
            safe_for_surprises=self.safe.is_on(),
            no_messages=self.no_messages.is_on(),
            verified_on=self.verified_on.value(),
            id=self.id,
        )


class EmailRow(ContactRow):
    """An e-mail address and its use."""

    def __init__(self, context: Context, on_file: Any = None) -> None:
        super().__init__(context, "e-mail")
        self.address = TextField("E-mail")
        self.use = ChoiceField("Use", USES_OF_PLACES)
        self._lay_out(self.address, self.use)
        if on_file is not None:
            self.address.set_value(on_file.raw)
            self._show_common(on_file, self.use)
        self.finish(self.address, {"address": self.address, "use": self.use})

    def value(self) -> EmailDraft:
        """As the book wants it."""
        return EmailDraft(
            raw=self.address.value(),
            use=self.use.value(),
            safe_for_surprises=self.safe.is_on(),
            verified_on=self.verified_on.value(),
            id=self.id,
        )


class AddressRow(ContactRow):
    """Street lines as they are written, then city, region, postcode and country."""

    always_whole = True

    def __init__(self, context: Context, on_file: Any = None) -> None:
        super().__init__(context, "address")
        self.lines = ParagraphField("Street and number", lines=2)
        self.city = TextField("City")
        self.region = TextField("State or region")
        self.postcode = TextField("Postcode")
        self.country = TextField("Country", placeholder=country_name(context.shop().country))
        self.use = ChoiceField("Use", USES_OF_PLACES)
        place = held(row(self.city, self.region, self.postcode, self.country, spacing=12))
        self._lay_out(self.lines, self.use, below=place)
        if on_file is not None:
            self.lines.set_value(on_file.lines)
            for field, value in (
                (self.city, on_file.city),
                (self.region, on_file.region),
                (self.postcode, on_file.postcode),
                (self.country, country_name(on_file.country)),
            ):
                field.set_value(value or "")
            self._show_common(on_file, self.use)
        self.finish(
            self.lines,
            {
                "lines": self.lines,
                "city": self.city,
                "region": self.region,
                "postcode": self.postcode,
                "country": self.country,
                "use": self.use,
            },
        )

    def is_empty(self) -> bool:
        return all(each.is_empty() for each in (self.lines, self.city, self.postcode))

    def value(self) -> AddressDraft:
        """As the book wants it."""
        return AddressDraft(
            lines=self.lines.value(),
            city=self.city.value(),
            region=self.region.value(),
            postcode=self.postcode.value(),
            country=self.country.value(),
            use=self.use.value(),
            safe_for_surprises=self.safe.is_on(),
            verified_on=self.verified_on.value(),
            id=self.id,
        )


class ContactRows(QWidget):
    """The rows of one kind; `add_link`, which the form places, adds another.

    `field` is how a refusal calls the list: “phones.1” is its second row.
    """

    changed = Signal()

    def __init__(self, field: str, words: str, make: Callable[[Any], ContactRow]) -> None:
        super().__init__()
        self.field = field
        self._make = make
        self.rows: list[ContactRow] = []
        self.add_link = link(f"+ {words}", kind="small")
        self.add_link.setAccessibleName(f"Add {words.lower()}")
        self.add_link.clicked.connect(self.add_and_focus)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, on_file: Any = None) -> ContactRow:
        """One more row."""
        made = self._make(on_file)
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        self._lines.insertWidget(len(self.rows), made)
        self.rows.append(made)
        self._put_in_order()
        return made

    def _put_in_order(self) -> None:
        """Tab comes to the newest row where it stands, and not at the end of the form."""
        newest = self.rows[-1]
        before = self.rows[-2:-1]
        at = stop_before(self.add_link, newest, LinkButton)
        if before:
            at = tab_stops(before[0])[-1]
        if at is None or at.window() is not newest.window():
            return
        follow(at, tab_stops(newest))

    def add_and_focus(self) -> None:
        """One more row, with the caret in it."""
        self.add().main.setFocus()
        self.changed.emit()

    def _remove(self, gone: ContactRow) -> None:
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        self.add_link.setFocus()
        self.changed.emit()

    def typed(self) -> list[str]:
        """What stands in the main part of each row, for finding who has it too."""
        return [str(row.main.draft()) for row in self._filled()]

    def values(self) -> tuple[Any, ...]:
        """What is filled in; Refused, about its row, while a part cannot be read."""
        return tuple(row.value() for row in self._filled())

    def _filled(self) -> list[ContactRow]:
        return [row for row in self.rows if not row.is_empty()]

    def check(self) -> bool:
        """Whether every row will do."""
        wrong = [row for row in self.rows if not row.check()]
        return not wrong

    def refuse(self, place: int, sentence: str) -> None:
        """Show a refusal at the row it is about."""
        filled = self._filled()
        if place < len(filled):
            filled[place].main.error(sentence)
            filled[place].main.setFocus()

    def draft(self) -> object:
        """What is typed in all rows."""
        return [row.draft() for row in self.rows]

    def set_draft(self, kept: object) -> None:
        """Rows as the draft had them."""
        if not isinstance(kept, list):
            return
        for place, one in enumerate(kept):
            line = self.rows[place] if place < len(self.rows) else self.add()
            line.set_draft(one)
        for gone in self.rows[len(kept) :]:
            self.rows.remove(gone)
            gone.hide()
            gone.deleteLater()

    def merge_draft(self, kept: object, was: object) -> None:
        """The draft's new rows join what is on file by now; a row that was changed in the book
        meanwhile stays as it is there."""
        if not isinstance(kept, list) or not isinstance(was, list):
            return
        began = {one["id"]: one for one in was if one["id"] is not None}
        typed = {one["id"]: one for one in kept if one["id"] is not None}
        for line in list(self.rows):
            if line.id not in began or _plain(line.draft()) != began[line.id]:
                continue
            if line.id in typed:
                line.set_draft(typed[line.id])
            else:
                self._remove(line)
        for one in kept:
            if one["id"] is None:
                self.add().set_draft(one)


def _plain(kept: object) -> Any:
    """As JSON gives it back."""
    return json.loads(json.dumps(kept))
