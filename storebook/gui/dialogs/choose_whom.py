"""Whom a run of cards is for, and what it is called: plain conditions, all of which must hold."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.fields import CheckLine, ChoiceField, DayField, MoneyField, TextField
from storebook.gui.layout import row
from storebook.gui.words import button, label, link
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.runs.naming import name_to_give
from storebook.outreach.selecting import Selection, settled
from storebook.people.tags import all_tags
from storebook.staff.associates import associates
from storebook.staff.rights import Right

if TYPE_CHECKING:
    from storebook.gui.pages.occasions_asked import AskedFor, Details

ANYBODY = "Anybody"
ANY_TAG = "With or without a tag"
WHOEVER = "Whoever meets all of these gets a card. What is left empty does not matter."


class ChooseWhom(Dialog):
    """Asks once; `take` gets the answers as `Details`, and the page looks again."""

    def __init__(
        self, context: Context, asked: "AskedFor", take: "Callable[[Details], None]"
    ) -> None:
        super().__init__(
            context, "Who gets a card", width=640, draft=f"whom {asked.card_kind or 'all'}"
        )
        self._take = take
        self._make = type(asked.details)
        self._ask_conditions(asked.details.selection)
        self.name = TextField("Name of the run", placeholder="As its kind and days, if left empty")
        self.name.set_value(asked.details.name)
        self.holiday = TextField("What the day is called", placeholder=asked.title)
        self.holiday.set_value(asked.details.title)
        self.everybody = link("Everybody")
        self.everybody.clicked.connect(self._empty)
        self._lay_out_whom(context)
        self.holiday.setVisible(asked.card_kind is CardKind.HOLIDAY)
        self.ask_for(
            {
                "members": self.members,
                "tag": self.tag,
                "select": self.town,
                "since": self.since,
                "over": self.over,
                "cared_for_by": self.cared,
                "name": self.name,
                "title": self.holiday,
            }
        )
        self.set_actions(button("Look who it is", kind="primary", icon="check", key="save"))

    def _ask_conditions(self, chosen: Selection) -> None:
        context, shop = self.context, self.context.shop()
        self.members = CheckLine("Members of the club only", on=chosen.members)
        tags = [(one.name, one.name) for one in all_tags(context.book)]
        self.tag = ChoiceField("Tag", [("", ANY_TAG), *tags])
        self.tag.set_value(chosen.tag)
        self.town = TextField("Town")
        self.town.set_value(chosen.town)
        self.since = DayField(
            "Bought since",
            context.today,
            value=chosen.bought_since,
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self.over = MoneyField("Spent over", context.currency(), locale=shop.locale)
        self.over.set_value(chosen.spent_over)
        people = [(one.name, one.name) for one in associates(context.book)]
        self.cared = ChoiceField("Looked after by", [("", ANYBODY), *people])
        self.cared.set_value(chosen.cared_for_by)

    def _lay_out_whom(self, context: Context) -> None:
        head = row(label("Who gets a card?", "heading"), "stretch", self.everybody)
        self.content.addLayout(head)
        self.content.addWidget(label(WHOEVER, role="second", wrap=True))
        self.content.addWidget(self.members)
        for pair in ((self.tag, self.town), (self.since, self.over), (self.cared, self.name)):
            line = row(*pair, spacing=14)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self.content.addLayout(line)
        self.over.setVisible(context.viewer().may(Right.SEE_SPEND))
        self.content.addWidget(self.holiday)

    def is_for_the_shop(self) -> bool:
        """What somebody spent is asked here."""
        return True

    def _empty(self) -> None:
        self.members.set_on(False)
        self.tag.set_value("")
        self.town.set_value("")
        self.since.set_value(None)
        self.over.set_value(None)
        self.cared.set_value("")

    def save(self) -> None:
        book = self.context.book
        selection = Selection(
            members=self.members.is_on(),
            tag=self.tag.value() or "",
            town=self.town.value(),
            bought_since=self.since.value(),
            spent_over=self.over.value(),
            cared_for_by=self.cared.value() or "",
        )
        details = self._make(
            selection=settled(book, selection),
            name=name_to_give(book, self.name.value()),
            title=self.holiday.value(),
        )
        self.finished.connect(lambda: self._take(details))
