"""What the cards say: the texts as shipped and the shop's own, with the card that they make."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.gui import theme
from storebook.gui.cells import Cell, Column
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField, ParagraphField, TextField
from storebook.gui.form import Form
from storebook.gui.layout import held, row, scrolling
from storebook.gui.pages.shop_words_card import CardBeside, Looked, fits_of, look_at
from storebook.gui.pages.shop_words_chips import FieldChips
from storebook.gui.pages.shop_words_kept import HalfTyped
from storebook.gui.pages.shop_words_sender import CardSender
from storebook.gui.table import RecordTable
from storebook.gui.timers import after
from storebook.gui.words import button, label, link, section_head
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.templates import (
    reset_templates,
    save_template,
    templates,
    tidied,
    use_template,
)
from storebook.outreach.wording import LANGUAGES, Origin, Template, fields_for, moments_for

KINDS = [
    (CardKind.BIRTHDAY, "Birthday"),
    (CardKind.WEDDING, "Anniversary"),
    (CardKind.CHILD, "Child’s birthday"),
    (CardKind.THANKS, "Thank-you"),
    (CardKind.HOLIDAY, "Holiday"),
    (CardKind.MONTHLY, "Monthly"),
]
ORIGINS = {Origin.SHIPPED: "unchanged", Origin.EDITED: "changed", Origin.OWN: "our own"}
LOOK_AFTER_MS = 150
NARROW_BELOW = 900
LOWEST_LIST = 170
SHARES, SHARES_NARROW = (30, 42, 28), (38, 62)
# As narrow as the column needs them; their lists are as wide as their words.
SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
FEW_LETTERS = 8
NEW = "new"
ANY_TIME = "Any time"
HOW = (
    "Words in {braces} are filled in for each card. Where one is not known the card is kept back, "
    "and the reason is listed. Nobody gets the same words again before all have been used."
)


class ShopWords(QWidget):
    """One kind in one language at a time. What is typed stays until it is saved, text by text."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: Template | None = None
        self._kept = HalfTyped(context.book, self)
        self._typed = self._kept.texts
        self.kind = ChoiceField("Cards", KINDS, density="desk")
        self.language = ChoiceField("Language", list(LANGUAGES.items()), "en", density="desk")
        self.table = RecordTable(
            self._columns(), "Texts", row_height=50, identity=lambda one: one.variant
        )
        self.name = TextField("Name of the text", density="desk")
        self.moment = ChoiceField("When it is for", [("", ANY_TIME)], density="desk")
        self.greeting = TextField("Greeting", density="desk")
        self.wish = ParagraphField("Wish", lines=4)
        self.signature = TextField("Signature", density="desk")
        self.chips = FieldChips()
        self.card = CardBeside()
        self.signing = CardSender(context)
        self.save_button = button("Save", kind="primary", key="save", density="desk")
        self.new_button = button("A new text", icon="plus", density="desk")
        self.shipped_button = button("As at first", density="desk")
        self.use_link = link("Put aside")
        self.form = Form(
            {
                "variant": self.name,
                "moment": self.moment,
                "greeting": self.greeting,
                "wish": self.wish,
                "signature": self.signature,
            },
            self,
        )
        self._soon = after(self, LOOK_AFTER_MS, self._look)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        for choice in (self.kind, self.language):
            choice.picked.connect(lambda _: self._on_kind())
        self.table.picked.connect(self._show_one)
        for field in (self.name, self.greeting, self.wish, self.signature):
            field.changed.connect(self._on_typed)
        self.moment.picked.connect(lambda _: self._on_typed())
        self.chips.wanted.connect(self._insert)
        self.card.changed.connect(self._look)
        self.save_button.clicked.connect(self.save)
        self.new_button.clicked.connect(self.begin_new)
        self.shipped_button.clicked.connect(self.as_shipped)
        self.use_link.clicked.connect(self.put_aside)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        asked = row(self.kind, self.language, spacing=10)
        asked.setStretch(0, 1)
        asked.setStretch(1, 1)
        left.addLayout(asked)
        for choice in (self.kind, self.language, self.moment, self.signing.gifts):
            choice.box.setSizeAdjustPolicy(SHORT)
            choice.box.setMinimumContentsLength(FEW_LETTERS)
        self.table.setMinimumHeight(theme.px(LOWEST_LIST))
        left.addWidget(self.table, 1)
        left.addLayout(row(self.new_button, "stretch", self.use_link))
        left.addWidget(self.signing)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        self._head = section_head("The words")
        middle.addWidget(self._head)
        pair = row(self.name, self.moment, spacing=12)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        middle.addLayout(pair)
        for field in (self.greeting, self.wish, self.signature):
            middle.addWidget(field)
        middle.addLayout(row(self.save_button, self.shipped_button, "stretch"))
        middle.addWidget(self.chips)
        middle.addWidget(label(HOW, "small", role="second", wrap=True))
        self._under_words = QVBoxLayout()
        middle.addLayout(self._under_words)
        middle.addStretch()
        words = held(middle)
        middle.setContentsMargins(0, 0, 8, 0)
        self._texts = held(left)
        left.setContentsMargins(0, 0, 8, 0)
        self._list = scrolling(self._texts)
        self._beside = row(self._list, scrolling(words), self.card, spacing=26)
        self._beside.setContentsMargins(0, 4, 0, 8)
        self.setLayout(self._beside)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """With large text in a narrow window the card stands under its words."""
        narrow = self.width() < theme.px(NARROW_BELOW)
        if narrow:
            self._under_words.addWidget(self.card)
        else:
            self._beside.addWidget(self.card)
        bar = self._list.verticalScrollBar().sizeHint().width()
        self._list.setMinimumWidth(self._texts.minimumSizeHint().width() + bar)
        for place, share in enumerate(SHARES_NARROW if narrow else SHARES):
            self._beside.setStretch(place, share)

    def _columns(self) -> list[Column[Template]]:
        return [
            Column("Text", self._name_cell),
            Column("", self._origin_cell, 116),
        ]

    def _name_cell(self, one: Template) -> Cell:
        moment = moments_for(one.kind).get(one.moment, "") if one.moment else ""
        color = "ink" if one.used else "ink3"
        first = one.wish.splitlines()[0] if one.wish else ""
        return Cell(text=one.variant, kind="listname", second=moment or first, color=color)

    def _origin_cell(self, one: Template) -> Cell:
        if one.key in self._typed:
            return Cell(text="not saved", color="citrine")
        differs = "" if one.origin is Origin.SHIPPED else ORIGINS[one.origin]
        return Cell(text=differs if one.used else "put aside", color="ink2")

    # -- what is shown

    def refresh(self) -> None:
        """Read the texts again; what is typed stays."""
        kind, language = self.kind.value(), self.language.value()
        found = templates(self._context.book, kind, language)
        self.moment.set_choices(self._moments(kind), self.moment.value())
        self.chips.show_fields(fields_for(kind, language))
        self.signing.refresh()
        self.table.show_records(found)
        if self._shown is None or self._shown.key[:2] != (kind.value, language):
            self._show_one(self.table.chosen())
        else:
            self._allow()
            self._look()

    def _moments(self, kind: CardKind) -> list[tuple[str, str]]:
        known = moments_for(kind)
        return [(key, words if key else ANY_TIME) for key, words in known.items()] or [
            ("", ANY_TIME)
        ]

    def _on_kind(self) -> None:
        self._shown = None
        self.refresh()

    def _show_one(self, one: Template | None) -> None:
        if one is None or (self._shown is not None and one.key == self._shown.key):
            self._allow()
            return
        self._fill(self._typed.get(one.key, one), one)

    def _fill(self, words: Template, one: Template) -> None:
        self._shown = one
        self.form.clear_messages()
        self.name.set_value("" if words.variant == NEW else words.variant)
        self.moment.set_value(words.moment)
        self.greeting.set_value(words.greeting)
        self.wish.set_value(words.wish)
        self.signature.set_value(words.signature)
        self._allow()
        self._look()

    def _allow(self) -> None:
        one = self._shown
        own = one is not None and one.origin is Origin.OWN
        self.name.line.setReadOnly(not own)
        self.shipped_button.set_words("Take away" if own else "As at first")
        changed = one is not None and (one.origin is not Origin.SHIPPED or one.key in self._typed)
        self.shipped_button.setEnabled(changed)
        self.save_button.setEnabled(one is not None and one.key in self._typed)
        self.use_link.set_words("Put aside" if one is None or one.used else "Take up again")
        self.use_link.setEnabled(one is not None and one in self.table.records())
        self._head.set_fact(ORIGINS[one.origin] if one is not None else "")

    # -- while somebody types

    def draft(self) -> Template | None:
        """The text as it stands in the fields."""
        one = self._shown
        if one is None:
            return None
        name = self.name.value() or one.variant
        return tidied(
            replace(
                one,
                variant=name if one.origin is Origin.OWN else one.variant,
                moment=self.moment.value() or "",
                greeting=self.greeting.value(),
                wish=self.wish.value(),
                signature=self.signature.value(),
            )
        )

    def _on_typed(self) -> None:
        one, draft = self._shown, self.draft()
        if one is None or draft is None:
            return
        if draft == one:
            self._typed.pop(one.key, None)
        else:
            self._typed[one.key] = draft
        self._kept.keep_soon()
        self.table.refresh_row(one.variant)
        self._allow()
        self._soon.start()

    def _look(self) -> None:
        draft, shop, long = self.draft(), self._context.shop(), self.card.is_long
        if draft is not None:
            self._context.jobs.read(
                lambda book: look_at(book, draft, shop, long=long),
                self._show_looked,
                owner=self,
                lane="words",
            )

    def _show_looked(self, looked: Looked) -> None:
        self.card.show_looked(looked, self._context.shop())
        wrong = {one.field: one.sentence for one in looked.problems}
        fields = {
            "moment": self.moment,
            "greeting": self.greeting,
            "wish": self.wish,
            "signature": self.signature,
        }
        for name, field in fields.items():
            if name in wrong:
                field.error(wrong[name])
            else:
                field.clear_message()

    def _insert(self, written: str) -> None:
        """Put a field where the caret is, or was before the chip was clicked."""
        lines = [field.control for field in (self.greeting, self.wish, self.signature)]
        at = next((one for one in lines if one is self.chips.came_from), self.wish.control)
        if isinstance(at, QLineEdit):
            at.insert(written)
        elif isinstance(at, QPlainTextEdit):
            at.insertPlainText(written)
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_typed()

    def leave(self) -> None:
        """Another page is opened, or another person comes: what is typed is kept now."""
        self._kept.keep()

    # -- deeds

    def save(self) -> None:
        """Keep the text as it stands; a refusal stands beside its field."""
        draft = self.draft()
        if draft is None or self._shown is None:
            return
        if self._shown.origin is Origin.OWN and not self.name.value():
            self.name.error("Name the text in a few letters, such as “spring”.")
            return
        try:
            kept = save_template(
                self._context.book,
                replace(draft, used=True),
                today=self._context.today(),
                fits=fits_of(self._context.shop()),
            )
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._typed.pop(self._shown.key, None)
        self._kept.keep()
        self._shown = kept
        self.refresh()
        self.table.choose(kept.variant)
        self._context.say(f"The words “{kept.variant}” are kept. Cards from now on say them.")

    def begin_new(self) -> None:
        """A text of the shop's own, from the one that is shown."""
        kind, language = self.kind.value(), self.language.value()
        east = language.startswith("zh") or language in ("ja", "ko")
        blank = Template(
            kind=kind,
            language=language,
            variant=NEW,
            greeting="{greeting}"
            + ("\uff1a" if language.startswith("zh") else "" if east else ","),
            wish="",
            signature="{associate}",
            origin=Origin.OWN,
        )
        self._fill(self._typed.get(blank.key, blank), blank)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def as_shipped(self) -> None:
        """Make the text as it was shipped again; one of the shop's own is taken away."""
        one = self._shown
        if one is None:
            return
        self._typed.pop(one.key, None)
        self._kept.keep()
        if one.origin is not Origin.SHIPPED and one in self.table.records():
            reset_templates(self._context.book, one.kind, one.language, one.variant)
            taken = one.origin is Origin.OWN
            done = "taken away" if taken else "as at first again"
            self._context.say(f"The words “{one.variant}” are {done}.")
        self._shown = None
        self.refresh()

    def put_aside(self) -> None:
        """Cards do not say it until it is taken up again."""
        one = self._shown
        if one is None:
            return
        use_template(self._context.book, one, used=not one.used, today=self._context.today())
        done = "put aside" if one.used else "taken up again"
        self._context.say(f"The words “{one.variant}” are {done}.")
        self._shown = None
        self.refresh()

    def focus_first(self) -> None:
        """The list of texts has the keys."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
