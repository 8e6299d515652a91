"""Write down a visit, a call or a letter, or put the words of one right."""

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.about import AboutSecret
from storebook.gui.fields import ChoiceField, DayField, ParagraphField
from storebook.gui.layout import held, row
from storebook.gui.shown import whole_day
from storebook.gui.words import button, label
from storebook.outreach.touches import (
    Direction,
    Touch,
    TouchDraft,
    TouchKind,
    change_touch,
    log_touch,
)
from storebook.people.called import name_of

KINDS = [
    (TouchKind.VISIT, "Visit"),
    (TouchKind.CALL, "Telephone"),
    (TouchKind.MESSAGE, "Text message"),
    (TouchKind.EMAIL, "E-mail"),
    (TouchKind.LETTER, "Letter"),
    (TouchKind.CARD, "Card"),
    (TouchKind.GIFT, "Small gift"),
    (TouchKind.EVENT, "Event"),
]
WHO_BEGAN = [(Direction.THEIRS, "They turned to us"), (Direction.OURS, "We turned to them")]
# Who began is a question where either may have written or called.
TWO_WAYS = frozenset({TouchKind.CALL, TouchKind.MESSAGE, TouchKind.EMAIL, TouchKind.LETTER})
EMPTY = "A word or two is needed."


class LogContact(Dialog):
    """Any contact counts, and begins the stay-in-touch clock anew."""

    def __init__(self, context: Context, shopper_id: int, *, touch: Touch | None = None) -> None:
        subject = f"{shopper_id} contact {touch.id}" if touch is not None else str(shopper_id)
        super().__init__(context, "Log a contact", width=660, draft=subject)
        self._shopper_id = shopper_id
        self._touch = touch
        shop = context.shop()
        self.kind = ChoiceField("How", KINDS)
        self.began = ChoiceField("Who began", WHO_BEGAN)
        self.day = DayField(
            "When",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
            missing="Which day was it?",
        )
        self.about = AboutSecret(context, shopper_id)
        self.text = ParagraphField("What was said or done", missing=EMPTY, lines=4)
        self.content.addWidget(label(self._heading(), "heading", wrap=True))
        if touch is None:
            self.content.addWidget(self.text)
            self.content.addWidget(held(row(self.kind, self.began, self.day, spacing=16)))
            self._ask_for_all()
            self.set_actions(button("Log contact", kind="primary", icon="check", key="save"))
            self.kind.picked.connect(lambda _: self._ask())
            self._ask()
        else:
            self.text.set_value(touch.text)
            self.content.addWidget(self.text)
            self.ask_for({"text": self.text})
            self.set_actions(button("Save", kind="primary", icon="check", key="save"))

    def _ask_for_all(self) -> None:
        answers = {"text": self.text, "kind": self.kind, "direction": self.began, "day": self.day}
        if self.about.offers:
            self.content.addWidget(self.about)
            answers["about"] = self.about
        self.ask_for(answers)

    def _ask(self) -> None:
        self.began.setVisible(self.kind.value() in TWO_WAYS)

    def _heading(self) -> str:
        name = name_of(self.context.book, self._shopper_id)
        if self._touch is None:
            return f"A contact with {name}"
        day = whole_day(self._touch.day, self.context.shop().locale)
        return f"{dict(KINDS)[self._touch.kind]}, {day}, with {name}"

    def save(self) -> None:
        today = self.context.today()
        if self._touch is not None:
            change_touch(self.context.book, self._touch.id, self.text.value())
            self.context.say("Contact changed.")
            return
        kind = self.kind.value()
        draft = TouchDraft(
            shopper_id=self._shopper_id,
            day=self.day.value() or today,
            kind=kind,
            text=self.text.value(),
            direction=self.began.value() if kind in TWO_WAYS else Direction.OURS,
            piece_id=self.about.piece_id(),
        )
        log_touch(self.context.book, draft, today=today)
        name = name_of(self.context.book, self._shopper_id)
        self.context.say(f"Contact with {name} logged.")
