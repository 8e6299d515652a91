"""What may be sent and said to a shopper: one yes or no at a time, in which words."""

from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.fields import CheckLine, ChoiceField, DayField, TextField
from storebook.gui.layout import column, held, row
from storebook.gui.shown import short_day
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label, section_head
from storebook.people.called import name_of
from storebook.people.consent import (
    Channel,
    Purpose,
    consent_state,
    record_consent,
    stop_everything,
)

CHANNELS = {
    Channel.MAIL: "By mail",
    Channel.PHONE: "By phone",
    Channel.TEXT: "By text",
    Channel.EMAIL: "By e-mail",
}
PURPOSES = {
    Purpose.OCCASIONS: ("Birthdays and anniversaries", "cards and good wishes"),
    Purpose.OFFERS: ("Offers", "new pieces, sales"),
    Purpose.EVENTS: ("Events", "invitations to evenings here"),
    Purpose.SERVICE: ("Their own pieces", "repairs, orders, inspections"),
}
HOW = [
    ("at the counter", "at the counter"),
    ("on the telephone", "on the telephone"),
    ("in writing", "in writing"),
    ("online", "online"),
]
ASKED = "May we write to you, call you or send you news this way?"
STOPPED = "Asked us to send nothing any more."


class ConsentDialog(Dialog):
    """Above what holds today; below the new answer. Nothing is ever checked by itself."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Permissions", width=760, draft=str(shopper_id))
        self._shopper_id = shopper_id
        self._state = consent_state(context.book, shopper_id)
        shop = context.shop()
        self.table = RecordTable(
            self._columns(),
            "What holds today",
            bare=True,
            fit=True,
            row_height=36,
            headings=True,
            identity=lambda channel: channel,
        )
        self.table.opened.connect(self.pick_channel)
        self.channel = ChoiceField("Which way", list(CHANNELS.items()))
        self.given = ChoiceField("The answer", [(True, "Yes, they agreed"), (False, "No")])
        self.lines = {
            purpose: CheckLine(words, fact=fact) for purpose, (words, fact) in PURPOSES.items()
        }
        self.wording = TextField(
            "The words they were asked with", missing="Write down the words of the question."
        )
        self.wording.set_value(ASKED)
        self.how = ChoiceField("How they told us", HOW)
        self.day = DayField(
            "When",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self._fill_content()
        self._set_buttons()

    def _columns(self) -> list[Column[Channel]]:
        columns: list[Column[Channel]] = [Column("", lambda channel: CHANNELS[channel], 110)]
        for purpose in PURPOSES:
            columns.append(self._column(purpose))
        return columns

    def _column(self, purpose: Purpose) -> Column[Channel]:
        words = "Occasions" if purpose is Purpose.OCCASIONS else PURPOSES[purpose][0]
        return Column(words, lambda channel: self._cell(channel, purpose))

    def _cell(self, channel: Channel, purpose: Purpose) -> Cell:
        event = self._state.get((channel, purpose))
        if event is None:
            return Cell(text="not asked", color="ink3", kind="small")
        day = short_day(event.day, self.context.today(), self.context.shop().locale)
        words, color = ("yes", "leaf") if event.given else ("no", "ink")
        return Cell(text=f"{words}, {day}", color=color, kind="small")

    def _fill_content(self) -> None:
        name = name_of(self.context.book, self._shopper_id)
        self.content.addWidget(label(f"What {name} agreed to", "heading", wrap=True))
        self.table.show_records(list(CHANNELS))
        self.content.addWidget(self.table)
        self.content.addWidget(section_head("A new answer"))
        self.content.addWidget(held(row(self.channel, self.given, spacing=16)))
        for line in self.lines.values():
            line.align_facts(260)
        self.content.addWidget(held(column(*self.lines.values(), spacing=0)))
        self.content.addWidget(self.wording)
        self.content.addWidget(held(row(self.how, self.day, spacing=16)))
        self.content.setSpacing(10)

    def _set_buttons(self) -> None:
        self.ask_for(
            {
                "channel": self.channel,
                "given": self.given,
                **{f"for {purpose}": line for purpose, line in self.lines.items()},
                "wording": self.wording,
                "how": self.how,
                "day": self.day,
            }
        )
        stop = button("They want nothing any more", icon="prohibit")
        stop.clicked.connect(lambda: do_and_close(self, self._stop))
        primary = button("Write down", kind="primary", icon="check", key="save")
        self.set_actions(primary, stop)

    def pick_channel(self, channel: Channel) -> None:
        """Answer for the way that was clicked."""
        self.channel.set_value(channel)
        self.lines[Purpose.OCCASIONS].setFocus()

    def _stop(self) -> None:
        day = self.day.value() or self.context.today()
        said = self.wording.value()
        wording = STOPPED if said in ("", ASKED) else said
        stop_everything(
            self.context.book, self._shopper_id, wording=wording, how=self.how.value(), day=day
        )
        self.context.say(f"{name_of(self.context.book, self._shopper_id)} gets nothing any more.")

    def save(self) -> None:
        record_consent(
            self.context.book,
            self._shopper_id,
            self.channel.value(),
            [purpose for purpose, line in self.lines.items() if line.is_on()],
            given=self.given.value(),
            wording=self.wording.value(),
            how=self.how.value(),
            day=self.day.value() or self.context.today(),
        )
        self.context.say("Permission written down.")
