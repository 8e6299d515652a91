"""The lock screen: who is it, and their PIN; nothing of the book is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storebook.base.text import possessive
from storebook.gui import theme
from storebook.gui.fields import announce
from storebook.gui.layout import held, row, scrolling
from storebook.gui.lock.faces import FORMS, Faces
from storebook.gui.lock.forgotten import ForgottenPin
from storebook.gui.lock.pin import KEY_TALL, PinLine, PinPad
from storebook.gui.marks import paint_round_cut
from storebook.gui.pressed import ENTER
from storebook.gui.shown import day_of_week, time_of_day
from storebook.gui.words import ShopName, button, label, link, set_role, small_capitals
from storebook.staff.associates import Role
from storebook.staff.signing_in import Choice

KEPT = "What was being typed is kept, and comes back after signing in."
NO_PIN = "Nobody here has a PIN, so this only hides the book: Enter brings it back."
CHECKING = "One moment…"
CUT, CUT_AT = 210, 1440  # as large as that in a window so wide
FAINT = 0.6
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the screen is to show. `note` stands under the pad, `foot` at the foot."""

    shop: str
    locale: str
    choices: Sequence[Choice]
    chosen_id: int | None
    note: str
    foot: str
    path: str = ""
    protected: bool = False
    way_back: str = ""
    """The button that leads back without a PIN, to the turned screen; none when empty."""


class LockScreen(QWidget):
    """`signed` brings who it says it is, and the PIN (empty where none is asked for)."""

    signed = Signal(int, str)
    returned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Locked")
        self._asked = Asked(shop="", locale="", choices=(), chosen_id=None, note="", foot="")
        self._busy = False
        self._who_id: int | None = None
        self.shop = ShopName("", "display")
        self.clock = small_capitals("", role="brass")
        self.faces = Faces()
        self.whose = label("", role="second")
        self.pin = PinLine()
        self.pad = PinPad()
        self.go_on = button("", kind="primary", density="counter")
        self.words = label("", role="second", wrap=True)
        self.forgot = link("Forgotten PIN", kind="small")
        self.forgotten = ForgottenPin()
        self.back = button("", kind="quiet", key="leave", density="counter")
        self.foot = label("", "small", role="hint", wrap=True)
        self._lay_out()
        self._connect()
        theme.notifier().changed.connect(self._fit)

    def _connect(self) -> None:
        self.faces.chosen.connect(self._on_face)
        self.pad.typed.connect(self._on_digit)
        self.pad.taken_back.connect(self.pin.backspace)
        self.pad.entered.connect(self.enter)
        self.pin.textEdited.connect(lambda _: self._clear_refusal())
        self.go_on.clicked.connect(self.enter)
        self.back.clicked.connect(self.returned)
        self.forgot.clicked.connect(self._ask_for_key)
        self.forgotten.left.connect(lambda: self.choose(self._who_id))

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for each in (self.clock, self.words, self.foot):
            each.setAlignment(middle)
        # Neither what is said nor the way out moves the keys under a finger.
        keeps = self.forgot.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.forgot.setSizePolicy(keeps)
        self._pin_row = held(row(self.whose, self.pin, spacing=20))
        self._body = body = QWidget()
        self._inside = inside = QVBoxLayout(body)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.setSpacing(0)
        inside.addStretch(3)
        inside.addWidget(self.shop, alignment=middle)
        inside.addSpacing(6)
        inside.addWidget(self.clock)
        inside.addSpacing(14)
        inside.addStretch(3)
        inside.addWidget(self.faces)
        inside.addSpacing(14)
        inside.addStretch(2)
        inside.addWidget(self._pin_row, alignment=middle)
        inside.addSpacing(10)
        inside.addWidget(self.pad, alignment=middle)
        inside.addWidget(self.go_on, alignment=middle)
        inside.addSpacing(18)
        inside.addWidget(self.words)
        inside.addWidget(self.forgotten, alignment=middle)
        inside.addSpacing(8)
        inside.addWidget(self.forgot, alignment=middle)
        inside.addWidget(self.back, alignment=middle)
        inside.addStretch(4)
        inside.addWidget(self.foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        scrolled = scrolling(body)
        scrolled.installEventFilter(self)
        whole.addWidget(scrolled)
        body.setAutoFillBackground(False)

    # -- what it shows

    def ask(self, asked: Asked, photos: dict[int, QPixmap], now: datetime) -> None:
        """Ask who it is; nothing typed here before is left."""
        self._asked = asked
        self._busy = False
        self.pin.clear()
        self.shop.set_name(asked.shop)
        self.tell_time(now)
        self.faces.show_choices(asked.choices, photos)
        self.foot.setText(asked.foot)
        self.back.set_words(asked.way_back or "Back")
        self.back.setVisible(bool(asked.way_back))
        self.choose(asked.chosen_id)

    def tell_time(self, now: datetime) -> None:
        """What the clock says."""
        locale = self._asked.locale
        words = f"{day_of_week(now.date(), locale)} · {time_of_day(now, locale)}"
        if self.clock.accessibleName() != words:
            self.clock.setText(words.lower())
            self.clock.setAccessibleName(words)

    def chosen(self) -> Choice | None:
        """Who is being asked for a PIN."""
        return self.faces.marked()

    def choose(self, associate_id: int | None) -> None:
        """Ask this one; somebody else's half-typed PIN is forgotten."""
        ids = [one.id for one in self._asked.choices]
        if associate_id not in ids and len(ids) == 1:
            associate_id = ids[0]
        self._who_id = associate_id if associate_id in ids else None
        self.faces.mark(self._who_id)
        self.pin.clear()
        self._say(self._asked.note)
        who = self.chosen()
        asks = who is None or who.asks_pin
        self.forgotten.hide()
        self.forgotten.forget()
        self.forgot.setVisible(who is not None and asks)
        self._pin_row.setVisible(asks)
        self.pad.setVisible(asks)
        self.go_on.setVisible(not asks)
        if who is None:
            self.whose.setText("Who is it?")
        else:
            name = self.faces.shown_name(who.id)
            self.whose.setText(f"{possessive(name)} PIN")
            self.go_on.set_words(f"Go on as {name}")
        self.pin.setAccessibleName(self.whose.text())
        self._fit()
        self.focus_first()

    def _ask_for_key(self) -> None:
        who = self.chosen()
        if who is None or self._busy:
            return
        for part in (self._pin_row, self.pad, self.forgot):
            part.hide()
        self._say("")
        self.forgotten.show()
        if who.role is Role.OWNER:
            self.forgotten.ask(who.name, self._asked.path, protected=self._asked.protected)
        else:
            self.forgotten.send_to_owner()
        self._fit()

    def say_reset(self) -> None:
        """The new PIN is set: it is asked for at once."""
        self.choose(self._who_id)
        self._say("The new PIN is set. Sign in with it.")

    def focus_first(self) -> None:
        """The keys go to the PIN, or to the button where there is none."""
        target = (
            self.pin if not self.pin.isHidden() and self._pin_row.isVisibleTo(self) else self.go_on
        )
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self) -> None:
        """The PIN is being looked at; keys pressed meanwhile do nothing."""
        self._busy = True
        self._say(CHECKING)

    def refuse(self, sentence: str) -> None:
        """Say why not, once, and ask anew."""
        self._busy = False
        self.pin.clear()
        self._say(sentence, "error")
        announce(self.words, sentence)
        self.focus_first()

    def count_down(self, sentence: str) -> None:
        """The wait as it gets shorter; not read out each second."""
        if self.forgotten.isHidden():
            self._say(sentence, "error")

    def _clear_refusal(self) -> None:
        if self.words.property("role") == "error":
            self._say(self._asked.note)

    def _say(self, words: str, role: str = "second") -> None:
        self.words.setText(words)
        set_role(self.words, role)

    # -- what is pressed

    def enter(self) -> None:
        """Sign in as who is chosen, with what is typed."""
        who = self.chosen()
        if self._busy:
            return
        if who is None:
            self._say("Choose who you are first.", "error")
        elif not who.asks_pin:
            self.signed.emit(who.id, "")
        elif self.pin.text():
            self.signed.emit(who.id, self.pin.text())

    def _on_face(self, associate_id: int) -> None:
        if self._busy:
            self.faces.mark(self._who_id)
            return
        self.choose(associate_id)

    def _on_digit(self, digit: str) -> None:
        if not self._busy:
            self.pin.put(digit)
            self._clear_refusal()
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What scrolls would keep the arrows, which choose a face."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key ends here: the window behind hears none."""
        event.accept()
        if self._busy:
            return
        key = Qt.Key(event.key())
        if self.forgotten.isVisible():
            if key == Qt.Key.Key_Escape:
                self.choose(self._who_id)
            return
        if key in STEPS:
            self._move(STEPS[key])
        elif key in ROWS:
            self._move(ROWS[key] * self.faces.in_a_row())
        elif key in ENTER and not event.isAutoRepeat():
            self.enter()
        elif key == Qt.Key.Key_Escape:
            self._step_back()
        else:
            self._on_text(event.text())

    def _on_text(self, text: str) -> None:
        """Digits are of the PIN, letters of a name."""
        if text.isascii() and text.isdecimal():
            self._on_digit(text)
        elif text.isalpha() and (found := self.faces.by_letter(text)) is not None:
            self.choose(found.id)

    def _move(self, by: int) -> None:
        if (found := self.faces.step(by)) is not None:
            self.choose(found.id)

    def _step_back(self) -> None:
        if self.pin.text():
            self.pin.clear()
        elif self._asked.way_back:
            self.returned.emit()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.accept()

    # -- how it looks

    def showEvent(self, event: QShowEvent) -> None:
        """Only now its parts know how tall they are."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # the faces have their new width by then

    def _fit(self) -> None:
        """In a low window the keys of the pad are lower, then the faces smaller and the foot left
        out, and at last the names stand beside the faces.
        """
        wide = min(theme.px(560), self.width() - 64)
        self.words.setMinimumSize(wide, self.words.fontMetrics().lineSpacing())
        self.forgotten.set_wide(wide)
        full = theme.px(KEY_TALL)
        for form in FORMS:
            self.faces.set_form(form)
            self.foot.setHidden(form is not FORMS[0])
            self.pad.set_tall(full)
            self._inside.activate()
            missing = self._body.sizeHint().height() - self.height()
            self.pad.set_tall(full - max(0, -(-missing // 4)))
            self._inside.activate()
            if self._body.sizeHint().height() <= self.height():
                break

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("paper"))
        paint_cuts(painter, self.size())


def paint_cuts(painter: QPainter, size: QSize) -> None:
    """Two cut stones looking in from the corners; smaller where the words need the room."""
    radius = CUT * min(1, size.width() / CUT_AT) / theme.now().factor
    painter.setOpacity(FAINT)
    paint_round_cut(painter, QPointF(size.width() - radius * 0.39, radius * 0.3), radius)
    paint_round_cut(painter, QPointF(radius * 0.43, size.height() - radius * 0.29), radius)
