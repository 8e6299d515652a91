"""A wish: what they would love to be given, what it costs, and who may be told."""

from dataclasses import replace

from storebook.base.money import Cents
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import (
    CheckLine,
    ChoiceField,
    DayField,
    MoneyField,
    ParagraphField,
    PickField,
    TextField,
)
from storebook.gui.form import Answer
from storebook.gui.layout import column, held, row
from storebook.gui.words import button, label, section_head
from storebook.people.called import name_of
from storebook.people.kin import kin_of
from storebook.people.wishes import (
    Confidant,
    Wish,
    WishDraft,
    add_wish,
    edit_wish,
    fulfill_wish,
    remove_wish,
    wishes_of,
)
from storebook.sales.categories import CATEGORIES
from storebook.staff.rights import ALL_RIGHTS, Right


class WishDialog(Dialog):
    """The family can be told with a check; anybody else is found by typing."""

    def __init__(self, context: Context, shopper_id: int, *, wish: Wish | None = None) -> None:
        subject = f"{shopper_id} wish {wish.id}" if wish is not None else str(shopper_id)
        super().__init__(context, "Wish", width=700, draft=subject)
        self._shopper_id = shopper_id
        self._wish = wish
        shop = context.shop()
        self.description = TextField(
            "What is it", missing="What is the wish? Write it in a few words."
        )
        categories = [("", "Not said")] + [(each, each.capitalize()) for each in CATEGORIES]
        self.category = ChoiceField("Kind of piece", categories)
        self.price = MoneyField("Price", context.currency(), locale=shop.locale, note="if known")
        self.stock_number = TextField("Stock number", note="if it is ours")
        self.seen_on = DayField(
            "Seen on",
            context.today,
            value=context.today() if wish is None else wish.seen_on,
            locale=shop.locale,
            first_weekday=shop.first_weekday,
        )
        self.note = ParagraphField("Note", lines=2)
        self._may_see_price = wish is None or context.viewer().may(Right.SEE_SPEND)
        self.told: dict[int, CheckLine] = {}
        self.somebody = PickField(
            "Somebody else may be told",
            people_found(context, {shopper_id}),
            placeholder="Name or phone",
        )
        self._fill()
        self._fill_content()
        self._set_buttons()

    def _fill(self) -> None:
        wish = self._wish
        known = {each.shopper_id for each in wish.confidants} if wish else set()
        for one in self._may_be_told():
            self.told[one.shopper_id] = CheckLine(one.name, on=one.shopper_id in known)
        if wish is None:
            return
        self.description.set_value(wish.description)
        self.category.set_value(wish.category or "")
        if self._may_see_price:
            self.price.set_value(self._price_on_file(wish))
        self.stock_number.set_value(wish.stock_number or "")
        self.note.set_value(wish.note or "")

    def _price_on_file(self, wish: Wish) -> Cents | None:
        """What nobody may see now is kept all the same when the rest is corrected."""
        everything = replace(self.context.viewer(), private=False, rights=ALL_RIGHTS)
        found = wishes_of(self.context.book, self._shopper_id, everything)
        return next((one.price_cents for one in found if one.id == wish.id), None)

    def _price(self) -> Cents | None:
        if self._wish is None or self._may_see_price:
            return self.price.value()
        return self._price_on_file(self._wish)

    def show_privacy(self) -> None:
        super().show_privacy()
        self.price.setVisible(self._may_see_price and not self.context.is_private())

    def _may_be_told(self) -> list[Confidant]:
        """Living family, and whoever was named before."""
        family = [
            Confidant(shopper_id=one.shopper_id, name=one.name)
            for one in kin_of(self.context.book, self._shopper_id)
            if one.deceased_on is None and one.ended_on is None
        ]
        named = list(self._wish.confidants) if self._wish is not None else []
        return list({each.shopper_id: each for each in [*family, *named]}.values())

    def _fill_content(self) -> None:
        name = name_of(self.context.book, self._shopper_id)
        self.content.addWidget(label(f"A wish of {name}", "heading", wrap=True))
        self.content.addWidget(self.description)
        self.content.addWidget(held(row(self.category, self.price, spacing=16)))
        self.content.addWidget(held(row(self.seen_on, self.stock_number, spacing=16)))
        self.content.addWidget(self.note)
        self.content.addWidget(section_head("May be told"))
        self.content.addWidget(held(column(*self.told.values(), spacing=0)))
        self.content.addWidget(self.somebody)

    def _set_buttons(self) -> None:
        answers: dict[str, Answer] = {
            "description": self.description, "category": self.category, "price": self.price,
            "seen_on": self.seen_on, "stock_number": self.stock_number, "note": self.note,
            **{f"told {shopper_id}": line for shopper_id, line in self.told.items()},
            "confidants": self.somebody,
        }  # fmt: skip
        self.ask_for(answers)
        primary = button("Save wish", kind="primary", icon="check", key="save")
        if self._wish is None:
            self.set_actions(primary)
            return
        true = button("It came true", icon="sparkle")
        true.clicked.connect(lambda: do_and_close(self, self._fulfill))
        off = button("Take off", icon="trash")
        off.clicked.connect(lambda: do_and_close(self, self._remove))
        self.set_actions(primary, true, off)

    def _fulfill(self) -> None:
        if self._wish is not None:
            fulfill_wish(self.context.book, self._wish.id, on=self.context.today())
            self.context.say("The wish came true.")

    def _remove(self) -> None:
        if self._wish is not None:
            remove_wish(self.context.book, self._wish.id)
            self.context.say("Wish taken off the list.")

    def save(self) -> None:
        told = [shopper_id for shopper_id, line in self.told.items() if line.is_on()]
        if self.somebody.value() is not None:
            told.append(self.somebody.value())
        draft = WishDraft(
            description=self.description.value(),
            stock_number=self.stock_number.value(),
            category=self.category.value(),
            price_cents=self._price(),
            seen_on=self.seen_on.value(),
            note=self.note.value(),
            confidants=tuple(told),
        )
        if self._wish is None:
            add_wish(self.context.book, self._shopper_id, draft)
            self.context.say("Wish written down.")
        else:
            edit_wish(self.context.book, self._wish.id, draft)
            self.context.say("Wish changed.")
