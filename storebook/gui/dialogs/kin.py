"""The family: somebody is added, new or from the book; a couple parts; a mistake is taken off."""

from datetime import date

from storebook.base.errors import Refused
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import CheckLine, ChoiceField, DayField, PickField, YearlyDayField
from storebook.gui.form import Answer
from storebook.gui.layout import held, row
from storebook.gui.table import RecordTable
from storebook.gui.words import button, label
from storebook.people.called import name_of
from storebook.people.kin import Ending, Kin, add_kin, end_tie, kin_of, remove_kin
from storebook.people.relations import COUPLES, read_relation
from storebook.people.shoppers import ShopperDraft, Standing

WORDS = (
    "husband", "wife", "spouse", "partner", "daughter", "son", "child", "mother", "father",
    "parent", "sister", "brother", "sibling", "granddaughter", "grandson", "grandmother",
    "grandfather", "aunt", "uncle", "niece", "nephew", "cousin", "mother-in-law", "father-in-law",
    "daughter-in-law", "son-in-law", "sister-in-law", "brother-in-law", "friend", "other",
)  # fmt: skip
NEWCOMER = "Nobody of that name was picked: a new shopper is written down, a prospect for now."


class AddKin(Dialog):
    """Typing a name that nobody has makes a new shopper; picking one ties two who are there."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Family", width=640, draft=str(shopper_id))
        self._shopper_id = shopper_id
        self._name = name_of(context.book, shopper_id)
        day_first = context.shop().day_first
        self.relation = ChoiceField(
            f"What they are to {self._name}", [(word, word.capitalize()) for word in WORDS]
        )
        self.other = PickField(
            "Who",
            people_found(context, {shopper_id}),
            placeholder="Name, as they write it",
            missing="Who is it? A name is enough.",
        )
        self.birthday = YearlyDayField("Birthday", context.today, day_first=day_first)
        self.wedding = YearlyDayField("Wedding day", context.today, day_first=day_first)
        self._connect()
        self.content.addWidget(label(f"Who belongs to {self._name}", "heading", wrap=True))
        for part in (self.other, self.relation, self.birthday, self.wedding):
            self.content.addWidget(part)
        answers: dict[str, Answer] = {
            "other": self.other, "relation": self.relation, "birthday": self.birthday,
            "wedding": self.wedding,
        }  # fmt: skip
        self.ask_for(answers)
        self.set_actions(button("Add to family", kind="primary", icon="check", key="save"))
        self._ask()

    def _connect(self) -> None:
        self.relation.picked.connect(lambda _: self._ask())
        self.other.changed.connect(self._ask)
        self.other.left.connect(self._ask)

    def _ask(self) -> None:
        """A birthday is asked of who is new, a wedding day of a couple."""
        new = self.other.value() is None
        self.birthday.setVisible(new)
        self.wedding.setVisible(read_relation(self.relation.value())[0] in COUPLES)
        if new and self.other.typed():
            self.other.hint(NEWCOMER)
        elif self.other.message.state == "hint":
            self.other.clear_message()

    def focus_first(self) -> None:
        self.other.setFocus()

    def refuse(self, refusal: Refused) -> None:
        if refusal.field == "name":
            refusal = Refused(str(refusal), "other")
        super().refuse(refusal)

    def save(self) -> None:
        picked = self.other.value()
        relation, gender = read_relation(self.relation.value())
        wedding = self.wedding.value() if relation in COUPLES else None
        newcomer = ShopperDraft(
            name=self.other.typed() or "?",
            standing=Standing.PROSPECTIVE,
            gender=gender,
            birthday=self.birthday.value() if picked is None else None,
        )
        other_id = add_kin(
            self.context.book,
            self._shopper_id,
            newcomer if picked is None else picked,
            self.relation.value(),
            wedding=wedding,
            shop=self.context.shop(),
            today=self.context.today(),
        )
        name = name_of(self.context.book, other_id)
        self.context.say(f"{name} belongs to {self._name}.")


class FamilyTies(Dialog):
    """Who belongs to the shopper: a couple parts here, and a mistake is taken off."""

    def __init__(self, context: Context, shopper_id: int) -> None:
        super().__init__(context, "Family ties", width=700, draft=str(shopper_id))
        self._shopper_id = shopper_id
        self._name = name_of(context.book, shopper_id)
        shop = context.shop()
        self.table = RecordTable(
            self._columns(),
            "Family ties",
            bare=True,
            fit=True,
            row_height=50,
            identity=lambda kin: kin.kin_id,
        )
        self.table.acted.connect(lambda kin, _: self._remove(kin))
        self.ending = ChoiceField(
            "How", [(Ending.DIVORCE, "Divorced"), (Ending.SEPARATION, "Separated")]
        )
        self.leaves = ChoiceField("Who moved out", [(None, "Nobody, or not known")])
        self.on = DayField(
            "Since",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
            missing="Since which day?",
        )
        self.parted = CheckLine("They are a couple no longer")
        self.parted.changed.connect(lambda _: self._ask())
        self._fields = held(row(self.ending, self.leaves, self.on, spacing=16))
        self.content.addWidget(label(f"The family of {self._name}", "heading", wrap=True))
        for part in (self.table, self.parted, self._fields):
            self.content.addWidget(part)
        self._read()  # who could have moved out is known before a draft says who did
        self.ask_for(
            {"parted": self.parted, "ending": self.ending, "leaves": self.leaves, "on": self.on}
        )
        self.set_actions(button("Save", kind="primary", icon="check", key="save"))
        self._ask()

    def _columns(self) -> list[Column[Kin]]:
        return [
            Column("", lambda kin: Cell(text=kin.name, second=kin.word)),
            Column("", lambda _: Cell(text="A mistake: take off", button=True), 170, key="off"),
        ]

    def _read(self) -> None:
        found = kin_of(self.context.book, self._shopper_id)
        self.table.show_records(found)
        self._partner = next((kin for kin in found if self._is_live(kin)), None)
        partner = self._partner
        self.parted.setVisible(partner is not None)
        if partner is not None:
            self.parted.fact.setText(f"{self._name} and {partner.name}")
            people = [(self._shopper_id, self._name), (partner.shopper_id, partner.name)]
            self.leaves.set_choices([(None, "Nobody, or not known"), *people])
        self._ask()

    def _ask(self) -> None:
        self._fields.setVisible(self._partner is not None and self.parted.is_on())

    def focus_first(self) -> None:
        self.table.setFocus()

    def _is_live(self, kin: Kin) -> bool:
        return kin.relation in COUPLES and kin.ended_on is None and kin.deceased_on is None

    def _remove(self, kin: Kin) -> None:
        remove_kin(self.context.book, kin.kin_id)
        self.context.say(f"{kin.name} is no longer tied to {self._name}.")
        self._read()

    def save(self) -> None:
        if self._partner is None or not self.parted.is_on():
            return
        on: date = self.on.value() or self.context.today()
        end_tie(
            self.context.book,
            self._shopper_id,
            self._partner.shopper_id,
            self.ending.value(),
            on=on,
            leaves=self.leaves.value(),
        )
        self.context.say(f"{self._name} and {self._partner.name} parted.")
