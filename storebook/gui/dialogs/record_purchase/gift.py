"""For whom and for what: the giver, the occasion, and until when it is kept from its wearer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.choice_or_other import ChoiceOrOther
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.dialogs.record_purchase.people import Near, Person
from storebook.gui.fields import CheckLine, ChoiceField, DayField, PickField, TextField
from storebook.gui.layout import row
from storebook.gui.words import area, label
from storebook.sales.drafts import LineDraft, PurchaseDraft

NO_DAY = "Until which day is it a secret?"
KEPT = "Until then it is on no screen, list, letter or card that {names} could see."


def may_be_secret(line: LineDraft, ticket: PurchaseDraft) -> bool:
    """It can be kept from a wearer who neither gives nor buys it."""
    known = (None, ticket.who_gives, ticket.shopper_id)
    return line.quantity > 0 and line.wearer_id not in known


def with_secret(ticket: PurchaseDraft, until: date | None) -> PurchaseDraft:
    """The ticket with the day on every line that can be a secret; where none can, on all of them,
    so that it is refused with the reason and not forgotten.
    """
    if until is None:
        return ticket
    can = [may_be_secret(line, ticket) for line in ticket.lines]
    lines = tuple(
        replace(line, secret_until=until) if able or (not any(can) and line.quantity > 0) else line
        for line, able in zip(ticket.lines, can, strict=True)
    )
    return replace(ticket, lines=lines)


class GiftPart(QWidget):
    """The secret is offered when somebody wears it who did not give it; nothing is forgotten."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._people: Sequence[Person] = ()
        self._days: Sequence[Near] = ()
        self._touched = False
        shop = context.shop()
        self.giver = ChoiceOrOther(
            ChoiceField("Given by", []),
            PickField("Given by", people_found(context)),
            "Somebody else…",
        )
        self.occasion = ChoiceOrOther(
            ChoiceField("For the occasion", []), TextField("For the occasion"), "Something else…"
        )
        self.is_secret = CheckLine("Keep it a secret until")
        self.until = DayField(
            "Keep it a secret until",
            context.today,
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self.until.hide_name()
        self.kept_from = label("", "small", role="second", wrap=True)
        self.block = area("secret")
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.giver.changed.connect(self.changed)
        self.occasion.changed.connect(self._propose)
        self.is_secret.changed.connect(self._on_ticked)
        self.until.changed.connect(self._on_day)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.block)
        inside.setContentsMargins(18, 0, 0, 0)
        inside.setSpacing(6)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.is_secret.fact.hide()
        line.addWidget(self.is_secret, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.until, 1, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        inside.addLayout(line)
        inside.addWidget(self.kept_from)
        questions = row(self.giver, self.occasion, spacing=14)
        questions.setStretch(0, 3)
        questions.setStretch(1, 6)
        for part in (self.giver, self.occasion):
            questions.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(questions)
        whole.addWidget(self.block)
        whole.addStretch()
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.until.setMaximumWidth(theme.px(190))
        self.is_secret.setMaximumWidth(theme.px(210))

    # -- what it offers

    def show_people(self, people: Sequence[Person], days: Sequence[Near]) -> None:
        """Somebody else buys: their family, their days."""
        self._people, self._days = people, days
        choices: list[tuple[int | None, str]] = [(person.id, person.short) for person in people]
        if not people:
            choices = [(None, "Not known")]
        self.giver.set_choices(choices, people[0].id if people else None)
        offered: list[tuple[int | None, str]] = [(None, "No occasion")]
        offered += [(near.occasion_id, near.words) for near in days]
        typed = self.occasion.draft() if self.occasion.is_other() else None
        self.occasion.set_choices(offered, None)
        self.occasion.set_draft(typed)

    def show_wearers(self, wearer_ids: Sequence[int], shopper_id: int | None) -> None:
        """Who wears it: a secret can be kept from those who neither give nor buy."""
        others = [each for each in wearer_ids if each not in (self.giver.value(), shopper_id)]
        names = [person.short for person in self._people if person.id in others]
        said = " and ".join(names) if names else "its wearer"
        self.kept_from.setText(KEPT.format(names=said))
        if not others and not self._touched:
            self.is_secret.set_on(False)
        self.block.setVisible(bool(others) or self.is_secret.is_on())
        if others and not self._touched:
            self._propose(quietly=True)
        self.until.missing = NO_DAY if self.is_secret.is_on() else ""

    def _chosen_day(self) -> date | None:
        """When the chosen occasion is, where it is one of the family's."""
        chosen = self.occasion.value()
        return next((near.on for near in self._days if near.occasion_id == chosen), None)

    def _propose(self, *, quietly: bool = False) -> None:
        """The day after the occasion, until the clerk has said otherwise."""
        on = self._chosen_day()
        if on is not None and not self._touched:
            self.until.set_value(on + timedelta(days=1))
            self.until.clear_message()
            self.is_secret.set_on(not self.block.isHidden())
        if not quietly:
            self.changed.emit()

    def _on_ticked(self, on: bool) -> None:
        self._touched = True
        if on and self.until.is_empty():
            self.until.setFocus(Qt.FocusReason.OtherFocusReason)
        if not on:
            self.until.clear_message()
        self.changed.emit()

    def _on_day(self) -> None:
        self._touched = True
        self.is_secret.set_on(not self.until.is_empty())
        self.changed.emit()

    # -- what it says

    def told_on(self, ticket: PurchaseDraft) -> PurchaseDraft:
        """The ticket with giver, occasion and secret; raises Refused while a day is no day."""
        chosen = self.occasion.value()
        ticket = replace(
            ticket,
            giver_id=self.giver.value(),
            occasion_id=chosen if isinstance(chosen, int) else None,
            occasion_text=self._occasion_words(chosen),
        )
        return with_secret(ticket, self.until.value() if self.is_secret.is_on() else None)

    def _occasion_words(self, chosen: object) -> str:
        """An occasion of the family is named without its day, which is another one next year."""
        if isinstance(chosen, str):
            return chosen
        words = next((near.words for near in self._days if near.occasion_id == chosen), "")
        return words.rpartition(", ")[0]

    def draft(self) -> object:
        """Whether the clerk has decided on the secret; the fields keep themselves."""
        return self._touched

    def set_draft(self, kept: object) -> None:
        """From then on nothing is proposed."""
        self._touched = bool(kept)
        self.changed.emit()
