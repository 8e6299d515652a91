"""The left side of the shopper's page: sizes, tastes, how to reach them and who they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from storebook.base.text import one_line
from storebook.gui.cells import Cell
from storebook.gui.context import Context
from storebook.gui.dialogs.address import AddressDialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.pages.shopper_section import Section, add_link, named_columns, short_list
from storebook.gui.pages.shopper_wrapping import WrappingTable
from storebook.gui.shown import month_and_year, month_word
from storebook.gui.words import label
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.households import Household, household_of
from storebook.people.known import Facts
from storebook.people.own_fields import own_values
from storebook.people.phone_numbers import shown_phone
from storebook.people.preferences import (
    BodyPart,
    Preference,
    PreferenceKind,
    Size,
)
from storebook.people.ring_sizes import describe_size
from storebook.people.shoppers import Gender, Shopper, Standing, owner_facts
from storebook.people.sizes import is_old, usual_system
from storebook.people.tags import tags_of

KINDS = {
    PreferenceKind.ALLERGY: "Allergy",
    PreferenceKind.METAL: "Metal",
    PreferenceKind.STONE: "Stones",
    PreferenceKind.DISLIKE: "Avoid",
    PreferenceKind.STYLE: "Style",
    PreferenceKind.HERE: "Here",
    PreferenceKind.BUDGET: "Budget",
}
PARTS = {
    BodyPart.LEFT_WRIST: "Wrist",
    BodyPart.RIGHT_WRIST: "Wrist",
    BodyPart.WRIST: "Wrist",
    BodyPart.NECK: "Neck",
    BodyPart.ANKLE: "Ankle",
    BodyPart.EARS: "Ears",
}
GENDERS = {Gender.WOMAN: "Woman", Gender.MAN: "Man", Gender.OTHER: "Other"}


class Sizes(Section):
    """What fits: the newest of each finger, then of wrist, neck and ears."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "Sizes",
            add_link("+ Add", "Add a size", self._add),
            nothing="Nothing has been measured yet.",
        )
        self.rings = short_list(named_columns(lambda _: "Ring", self._ring), "Ring sizes", 46)
        self.lengths = short_list(
            named_columns(lambda size: PARTS[size.body_part], self._length), "Other sizes", 34
        )
        for each in (self.rings, self.lengths):
            each.opened.connect(self._open)
        self.hold(self.rings, self.lengths)

    def _said(self, size: Size) -> str:
        system = usual_system(size.body_part, self._context.shop())
        measured = size.measurement
        return size.entered if measured is None else describe_size(measured, system)

    def _ring(self, size: Size) -> Cell:
        if is_old(size.measured_on, self._context.today()) and size.measured_on is not None:
            second = f"{short_part(size.body_part)}, {size.measured_on.year}: measure"
            return Cell(text=self._said(size), second=second, second_color="citrine")
        parts = (size.body_part.value, size.note or "", self._when(size))
        return Cell(text=self._said(size), second=", ".join(part for part in parts if part))

    def _length(self, size: Size) -> Cell:
        side = size.body_part.value.split()[0] if " " in size.body_part.value else ""
        parts = (self._said(size), side, size.note or "")
        words = ", ".join(part for part in parts if part)
        old = is_old(size.measured_on, self._context.today())
        return Cell(text=words, aside="measure" if old else "", aside_color="citrine", stays=old)

    def _when(self, size: Size) -> str:
        if size.measured_on is None:
            return ""
        month = month_word(size.measured_on, self._context.shop().locale)
        return f"{month.capitalize()} {size.measured_on.year}"

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the sizes that hold."""
        self._shopper_id = shopper.id
        order = list(BodyPart)
        current = [each for each in facts.sizes if each.current]
        current.sort(key=lambda size: order.index(size.body_part))
        rings = [each for each in current if each.body_part.is_finger]
        lengths = [each for each in current if not each.body_part.is_finger]
        self.show_list(self.rings, rings)
        self.show_list(self.lengths, lengths)
        self.say_nothing().setVisible(not current)

    def _add(self) -> None:
        self._context.dialogs.open(SizeDialog(self._context, self._shopper_id))

    def _open(self, size: Size) -> None:
        self._context.dialogs.open(SizeDialog(self._context, self._shopper_id, size=size))


def short_part(part: BodyPart) -> str:
    """ "right middle", where every finger is a finger."""
    return part.value.removesuffix(" finger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tastes:
    """All preferences of one kind, on one line."""

    id: PreferenceKind
    values: str


class Preferences(Section):
    """Metals, stones, styles and what to avoid; how they like it when they are here."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "Preferences",
            add_link("+ Add", "Add a preference", self._add),
            nothing="No taste, no dislike and no allergy is known yet.",
        )
        columns = named_columns(lambda one: KINDS[one.id], self._value)
        self.table = WrappingTable(columns, "Preferences", 34)
        self.table.opened.connect(self._open)
        self.hold(self.table)

    def _value(self, one: Tastes) -> Cell:
        color = "garnet" if one.id is PreferenceKind.ALLERGY else "ink"
        return Cell(text=one.values, color=color)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read the tastes that this viewer may see."""
        self._shopper_id = shopper.id
        self.show_list(self.table, by_kind(facts.tastes))

    def _add(self) -> None:
        self._context.dialogs.open(PreferenceDialog(self._context, self._shopper_id))

    def _open(self, one: Tastes) -> None:
        self._context.dialogs.open(PreferenceDialog(self._context, self._shopper_id, one.id))


def by_kind(found: Sequence[Preference]) -> list[Tastes]:
    """One line a kind, in the order in which one asks."""
    return [
        Tastes(id=kind, values=", ".join(values))
        for kind in KINDS
        if (values := [each.value for each in found if each.kind is kind])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """A phone, an e-mail or an address, with what must be known before using it."""

    id: str
    icon: str
    text: str
    second: str
    color: str = "ink2"


class Contact(Section):
    """How to reach them, and whether the number is safe when a surprise is planned."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "Contact",
            add_link("Permissions", "Change permissions", self._ask),
            add_link("+ Add", "Add a phone, e-mail or address", self._edit),
            nothing="No phone, no e-mail and no address is known yet.",
        )
        columns = [named_columns(lambda _: "", self._cell)[1]]
        self.table = WrappingTable(columns, "Phones, e-mails and addresses", 48)
        self.table.opened.connect(self._open)
        self.hold(self.table)

    def _cell(self, one: ContactRow) -> Cell:
        return Cell(text=one.text, second=one.second, second_color=one.color, icon=one.icon)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read phones, e-mails and addresses."""
        self._shopper_id = shopper.id
        self.show_list(self.table, contact_rows(self._context, shopper.id))

    def _open(self, one: ContactRow) -> None:
        kind, number = one.id.split()
        if kind == "address":
            dialog = AddressDialog(self._context, self._shopper_id, int(number))
            self._context.dialogs.open(dialog)
        else:
            self._edit()

    def _edit(self) -> None:
        dialog = EditShopper(self._context, self._shopper_id, start="contact")
        self._context.dialogs.open(dialog)

    def _ask(self) -> None:
        self._context.dialogs.open(ConsentDialog(self._context, self._shopper_id))


def contact_rows(context: Context, shopper_id: int) -> list[ContactRow]:
    """Phones, then e-mails, then addresses, each in the order the shopper wants them used."""
    book, locale, country = context.book, context.shop().locale, context.shop().country
    rows = [
        ContactRow(
            id=f"phone {one.id}",
            icon="phone",
            text=shown_phone(one.raw, one.e164, country),
            second=_use(one.use, one.safe_for_surprises, one.verified_on, locale),
        )
        for one in phones(book, shopper_id)
    ]
    rows += [
        ContactRow(
            id=f"email {one.id}",
            icon="envelope-simple",
            text=one.raw,
            second=_use(one.use, one.safe_for_surprises, one.verified_on, locale),
        )
        for one in emails(book, shopper_id)
    ]
    for one in addresses(book, shopper_id):
        trouble = "mail came back" if one.returned_on else "left" if one.left_on else ""
        place = " ".join(part for part in (one.city, one.region, one.postcode) if part)
        use = _use(one.use, one.safe_for_surprises, one.verified_on, locale)
        rows.append(
            ContactRow(
                id=f"address {one.id}",
                icon="map-pin",
                text=one_line(one.lines) or place,
                second=trouble or " · ".join(part for part in (place, use) if part),
                color="citrine" if trouble else "ink2",
            )
        )
    return rows


def _use(use: str, safe: bool, verified_on: date | None, locale: str) -> str:
    parts = [use]
    if safe:
        parts.append("safe for surprises")
    if verified_on:
        parts.append(f"verified {month_and_year(verified_on, locale)}")
    return " · ".join(parts)


class About(Section):
    """Who they are, as far as they told; what is not known is not there."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shopper_id = 0
        super().__init__(
            "About",
            add_link("Household", "Edit the household", self._edit_home),
            add_link("Edit", "Edit what is known", self._edit),
        )
        self.lines = QWidget()
        self._grid = QGridLayout(self.lines)
        self._grid.setContentsMargins(0, 10, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.hold(self.lines)

    def refresh(self, shopper: Shopper, facts: Facts) -> None:
        """Read what is known; a long answer is shown whole."""
        self._shopper_id = shopper.id
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for line, (name, value) in enumerate(known_of(self._context, shopper).items()):
            self._grid.addWidget(label(name, role="second", wrap=True), line, 0, top)
            self._grid.addWidget(label(value, wrap=True, selectable=True), line, 1, top)

    def _edit(self) -> None:
        self._context.dialogs.open(EditShopper(self._context, self._shopper_id, start="about"))

    def _edit_home(self) -> None:
        self._context.dialogs.open(HouseholdDialog(self._context, self._shopper_id))


def known_of(context: Context, shopper: Shopper) -> dict[str, str]:
    """What is known, in the order in which one would tell it."""
    book = context.book
    home = household_of(book, shopper.id)
    private = owner_facts(book, shopper.id, context.viewer())
    known = {
        "Greeting": one_line(shopper.greeting_line),
        "Envelope": one_line(shopper.envelope_line),
        "Couple": couple_words(home),
        "Standing": "Prospect" if shopper.standing is Standing.PROSPECTIVE else "",
        "Tags": ", ".join(tags_of(book, shopper.id)),
        "Gender": GENDERS.get(shopper.gender, "") if shopper.gender else "",
        "Language": shopper.language or "",
        "Work": shopper.occupation or "",
        "Interests": shopper.interests or "",
        "Came by": shopper.source or "",
        "Sent by": shopper.referrer or "",
        "Manner": private.personality or "",
        "Income": private.income_band or "",
    }
    known |= {each.name: each.value for each in own_values(book, shopper.id)}
    return {name: value for name, value in known.items() if value}


def couple_words(home: Household | None) -> str:
    """How mail names the two, or why that has to be written anew."""
    if home is None:
        return ""
    return one_line(home.couple_line or home.couple_note or "")
