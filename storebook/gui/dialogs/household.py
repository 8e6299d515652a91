"""A household: who lives there, where joined mail goes, and how it names the two."""

from storebook.base.text import one_line
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import ChoiceField, PickField, TextField
from storebook.gui.layout import held, row
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label
from storebook.people.called import called_as, name_of
from storebook.people.contact_points import addresses
from storebook.people.households import (
    Member,
    couple,
    household_of,
    join_household,
    leave_household,
    make_household,
    members,
    pick_address,
    set_couple_line,
)
from storebook.people.names import couple_choices


class HouseholdDialog(Dialog):
    """People at one address who may share one card; each step is saved by itself."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Household", width=720)
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
        self.couple_line = TextField("The two on an envelope")
        self.couple_greeting = TextField("Their letters begin with")
        self.styles = ChoiceField("In one of the usual ways", [])
        self.styles.picked.connect(self._take_style)
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
        self.address.set_choices(self._addresses(), self._home.address_id)
        self.content.addWidget(self.address)
        pair = couple(self.context.book, self._home.id)
        if pair is None:
            return
        self.couple_line.set_value(one_line(self._home.couple_line or ""))
        self.couple_greeting.set_value(self._home.couple_greeting or "")
        first, second = (called_as(self.context.book, one).person for one in pair)
        styles = [(line, one_line(line)) for line in couple_choices(first, second)]
        self.styles.set_choices([("", "As written here"), *styles])
        self.content.addWidget(held(row(self.couple_line, self.styles, spacing=16)))
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
                    place = ", ".join(part for part in (one_line(one.lines), one.city) if part)
                    found.append((one.id, f"{place} ({member.name})"))
        return found

    def _take_style(self, line: str) -> None:
        if line:
            self.couple_line.set_value(one_line(line))

    def _leave(self, member: Member) -> None:
        def leave() -> None:
            leave_household(self.context.book, member.shopper_id)
            self.context.say(f"{member.name} lives there no more.")

        do_and_close(self, leave)

    def save(self) -> None:
        book, shop = self.context.book, self.context.shop()
        newcomer = self.joins.value()
        if self._home is None:
            people = [self._shopper_id] + ([newcomer] if newcomer else [])
            make_household(book, people, shop=shop)
            self.context.say("Household written down.")
            return
        self._save_lines()
        if self.address.value() not in (None, self._home.address_id):
            pick_address(book, self._home.id, self.address.value())
        if newcomer is not None:
            join_household(book, newcomer, self._home.id, shop=shop)
        self.context.say("Household changed.")

    def _save_lines(self) -> None:
        assert self._home is not None
        typed = (self.couple_line.value(), self.couple_greeting.value())
        known = (one_line(self._home.couple_line or ""), self._home.couple_greeting or "")
        if typed != known:
            set_couple_line(self.context.book, self._home.id, *typed)
