"""Who sends the envelopes: the shop in its own lines, or nobody in particular where it must be."""

import io

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.book.settings import load
from storebook.gui.buttons import Segments
from storebook.gui.context import Context
from storebook.gui.fields import ParagraphField
from storebook.gui.form import Form
from storebook.gui.layout import held, row, scrolling
from storebook.gui.print_preview import PdfPages, PrintPreview, Shown
from storebook.gui.timers import after
from storebook.gui.words import button, label, section_head
from storebook.printing.envelopes import (
    ENVELOPES,
    EnvelopeSender,
    EnvelopeText,
    print_envelopes,
    save_envelope_sender,
    sender_of,
    with_neutral,
)
from storebook.printing.press import envelope_paper

OURS, NEUTRAL = "ours", "neutral"
EXAMPLE = ("Margaret Ashworth", "12 Ocean Road", "Portsmouth NH 03801")
DRAW_AFTER_MS = 150
HOW_OURS = "Left empty, it is the shop’s name and address."
HOW_NEUTRAL = (
    "Where a surprise is waiting in the house, the envelope must not say who writes. Left empty, "
    "it is the shop’s address without its name."
)


class ShopEnvelopes(QWidget):
    """The envelope is seen as it will be printed while its sender is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._read: EnvelopeSender | None = None
        self.lines = ParagraphField("The sender", lines=4)
        self.neutral = ParagraphField("The sender where a surprise is waiting", lines=4)
        self.form = Form({"lines": self.lines, "neutral": self.neutral}, self)
        self.save_button = button("Save", kind="primary", key="save", density="desk")
        self.preview = PrintPreview("The envelope")
        self.which = Segments("Sender", [(OURS, "The shop"), (NEUTRAL, "Without our name")])
        self._soon = after(self, DRAW_AFTER_MS, self._draw)
        self.form.changed.connect(self._soon.start)
        self.which.chosen.connect(lambda _: self._draw())
        self.save_button.clicked.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(section_head("Who sends the envelopes"))
        left.addWidget(self.lines)
        left.addWidget(label(HOW_OURS, "small", role="second", wrap=True))
        left.addWidget(self.neutral)
        left.addWidget(label(HOW_NEUTRAL, "small", role="second", wrap=True))
        left.addLayout(row(self.save_button, "stretch"))
        left.addStretch()
        words = held(left)
        left.setContentsMargins(0, 0, 8, 0)
        seen = QVBoxLayout()
        seen.setSpacing(10)
        seen.addWidget(section_head("The envelope"))
        seen.addWidget(self.preview, 100)
        seen.addLayout(row(self.which, "stretch"))
        seen.addStretch(1)
        whole = row(scrolling(words), held(seen), spacing=32)
        whole.setStretch(0, 45)
        whole.setStretch(1, 55)
        whole.setContentsMargins(0, 4, 0, 8)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Read again; what is typed stays."""
        kept = load(self._context.book, EnvelopeSender)
        if kept != self._read:
            self._read = kept
            self.lines.set_value(kept.lines)
            self.neutral.set_value(kept.neutral)
        self._draw()

    def typed(self) -> EnvelopeSender:
        """The sender as it stands in the fields; Refused when the neutral lines name the shop."""
        lines = EnvelopeSender(lines=self.lines.value())
        return with_neutral(lines, self.neutral.value(), self._context.shop())

    def _draw(self) -> None:
        out, shop = io.BytesIO(), self._context.shop()
        is_neutral = self.which.value() == NEUTRAL
        try:
            on = envelope_paper(shop, ENVELOPES["a7"], self.typed())
            text = EnvelopeText(
                lines=EXAMPLE, name=EXAMPLE[0], country=shop.country, neutral=is_neutral
            )
            found = print_envelopes(out, [text], on)
        except Refused as refusal:
            self.preview.show_nothing(str(refusal))
            return
        if found:
            self.preview.show_nothing(found[0].sentence)
            return
        said = ", ".join(sender_of(shop, self.typed(), neutral=is_neutral))
        self.preview.show_part(Shown(pages=PdfPages(out.getvalue())), f"Sent by {said}")

    def save(self) -> None:
        """Keep how envelopes are signed; a refusal stands beside its field."""
        self.form.clear_messages()
        typed = EnvelopeSender(lines=self.lines.value(), neutral=self.neutral.value())
        try:
            save_envelope_sender(self._context.book, typed)
        except Refused as refusal:
            if not self.form.show_refusal(refusal):
                raise
            return
        self._context.say("The sender of envelopes is saved.")
        self.refresh()

    def focus_first(self) -> None:
        """The first lines."""
        self.lines.setFocus(Qt.FocusReason.TabFocusReason)
