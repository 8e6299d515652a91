"""A household: who lives there, where joined mail goes, and how it names the two."""

from PySide6.QtCore import Qt

from storebook.base.errors import Refused
from storebook.base.text import one_line
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import ChoiceField, ParagraphField, PickField, TextField
from storebook.gui.form import enter_goes_on
from storebook.gui.layout import held, row
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label
from storebook.people.called import called_as, name_of
from storebook.people.contact_points import Address, address, addresses
from storebook.people.households import (
    Member,
    change_household,
    couple,
    household_of,
    leave_household,
    make_household,
    members,
)
from storebook.people.names import couple_choices

CHOOSE = "Choose who it is from those that are found, or leave it empty."


class HouseholdDialog(Dialog):
    """People at one address who may share one card; each step is saved by itself."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Household", width=720, draft=str(shopper_id))
        self._shopper_id = shopper_id
        self._home = household_of(context.book, shopper_id)
        self.table = RecordTable(
            self._columns(),
            "Who lives there",
            bare=True,
            fit=True,
            row_height=46,
            identity=lambda member: member.shopper_id,
        )
        self.table.acted.connect(lambda member, _: self._leave(member))
        self.table.opened.connect(lambda _: None)
        self.joins = PickField(
            "Who lives there too", people_found(context, {shopper_id}), placeholder="Name or phone"
        )
        self.address = ChoiceField("Joined mail goes to", [])
        self.couple_line = ParagraphField("The two on an envelope", lines=2)
        self.couple_greeting = TextField("Their letters begin with")
        self.styles = ChoiceField("In one of the usual ways", [])
        self.styles.picked.connect(self._take_style)
        enter_goes_on(self.styles)
        self._fill_content()

    def _columns(self) -> list[Column[Member]]:
        def name(member: Member) -> Cell:
            gone = "died" if member.deceased_on else "moved away" if member.moved_away_on else ""
            return Cell(text=member.name, second=gone)

        offer = Cell(text="Lives there no more", button=True)
        return [Column("", name), Column("", lambda _: offer, 168, key="leave")]

    def _fill_content(self) -> None:
        home, name = self._home, name_of(self.context.book, self._shopper_id)
        heading = f"Where {name} lives" if home else f"Who lives with {name}"
        self.content.addWidget(label(heading, "heading", wrap=True))
        self.content.addWidget(self.table)
        self.table.setHidden(home is None)
        self.content.addWidget(self.joins)
        if home is not None:
            self._show_home()
        self.ask_for(
            {
                "shopper": self.joins,
                "address_id": self.address,
                "couple_line": self.couple_line,
                "couple_greeting": self.couple_greeting,
            }
        )
        self.set_actions(button("Save", kind="primary", icon="check", key="save"))

    def _show_home(self) -> None:
        assert self._home is not None
        self.table.show_records(members(self.context.book, self._home.id))
        self.address.set_choices(self._addresses())
        if (kept := self._home.address_id) is not None:
            self.address.set_value(kept, _in_words(address(self.context.book, kept)))
        self.content.addWidget(self.address)
        self.couple_line.set_value(self._home.couple_line or "")
        self.couple_greeting.set_value(self._home.couple_greeting or "")
        pair = couple(self.context.book, self._home.id)
        if pair is None:
            return
        first, second = (called_as(self.context.book, one).person for one in pair)
        usual = couple_choices(first, second)
        styles = [(line, line.replace("\n", " / ")) for line in usual]
        self.styles.set_choices([("", "As written here"), *styles])
        beside = row(self.couple_line, self.styles, spacing=16)
        beside.setAlignment(self.styles, Qt.AlignmentFlag.AlignTop)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        self.content.addWidget(held(beside))
        self.content.addWidget(self.couple_greeting)
        if self._home.couple_note:
            self.content.addWidget(
                label(self._home.couple_note, "small", role="warning", wrap=True)
            )

    def _addresses(self) -> list[tuple[int | None, str]]:
        found: list[tuple[int | None, str]] = [(None, "Each to their own address")]
        assert self._home is not None
        for member in members(self.context.book, self._home.id):
            for one in addresses(self.context.book, member.shopper_id):
                if one.usable:
                    found.append((one.id, f"{_in_words(one)} ({member.name})"))
        return found

    def _take_style(self, line: str) -> None:
        if line:
            self.couple_line.set_value(line)

    def _leave(self, member: Member) -> None:
        def leave() -> None:
            leave_household(self.context.book, member.shopper_id)
            self.context.say(f"{member.name} lives there no more.")

        do_and_close(self, leave)

    def save(self) -> None:
        book, shop = self.context.book, self.context.shop()
        newcomer = self.joins.value()
        if newcomer is None and self.joins.typed():
            raise Refused(CHOOSE, "shopper")
        if self._home is None:
            people = [self._shopper_id] + ([newcomer] if newcomer else [])
            make_household(book, people, shop=shop)
            self.context.say("Household written down.")
            return
        change_household(
            book,
            self._home.id,
            address_id=self.address.value(),
            line=self.couple_line.value(),
            greeting=self.couple_greeting.value(),
            joins=() if newcomer is None else (newcomer,),
            shop=shop,
        )
        self.context.say("Household changed.")


def _in_words(place: Address) -> str:
    return ", ".join(part for part in (one_line(place.lines), place.city) if part)
