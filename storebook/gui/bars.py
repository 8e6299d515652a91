"""Bars across a page: one for trouble and for what is only to be known, and the loading line."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from storebook.gui import keys, privacy, theme
from storebook.gui.buttons import CrossButton
from storebook.gui.fields import announce
from storebook.gui.timers import after
from storebook.gui.words import Sign, area, button, label, link

QUIET_MS = 200
TALK_MS = 2000
LOUD, QUIET = ("warning-circle", "garnet"), ("info", "brass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sentence with what can be done about it, that stands until it is closed or done.

    `for_one` is said to who works now, and not to who works next. What is no trouble is quiet.
    """

    sentence: str
    words: str
    do: Callable[[], object]
    for_one: bool = False
    is_trouble: bool = True


class TroubleBar(QFrame):
    """Trouble with disk or file, at the top of the page; what is typed stays where it is. A notice
    that is no trouble looks like what the page asks, not like an alarm.

    What is only said goes with the page; what stands is there again then, the newest first.
    """

    def __init__(self) -> None:
        super().__init__()
        self._holder = holder = area("trouble")
        self._sign = Sign(*LOUD)
        self._said = self._covered = ""
        self._standing: list[Standing] = []
        self._words = label("", wrap=True)
        self.deed = button("See what can be done", density="desk")
        self.deed.clicked.connect(self._do)
        cross = CrossButton("Close")
        cross.clicked.connect(self.close_bar)
        line = QHBoxLayout(holder)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(10)
        line.addWidget(self._sign)
        line.addWidget(self._words, 1)
        line.addWidget(self.deed)
        line.addWidget(cross)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 0, 32, 10)
        whole.addWidget(holder)
        self.deed.hide()
        self.hide()

    def text(self) -> str:
        """What it says; empty when it is not there."""
        return self._words.text() if not self.isHidden() else ""

    def show_privacy(self) -> None:
        """Words that were said in the open may name what a shopper is not to see."""
        waits = f"Something is said here. {keys.shown('privacy')} shows it again."
        covered = self._covered or waits
        self._words.setText(covered if privacy.is_on() and self._said else self._said)

    def say(self, sentence: str, covered: str = "", *, is_trouble: bool = True) -> None:
        """Show the sentence, and `covered` in its place while a shopper may look; an empty one
        takes it away, and what stands shows again.
        """
        standing = self._standing[-1] if self._standing and not sentence else None
        self._said = sentence if standing is None else standing.sentence
        self._covered = covered if standing is None else ""
        if standing is not None:
            self.deed.set_words(standing.words)
        self._dress(is_trouble=is_trouble if standing is None else standing.is_trouble)
        self.deed.setVisible(standing is not None)
        self.show_privacy()
        self.setVisible(bool(self._said))
        if sentence:
            announce(self, self.text())

    def stand(self, standing: Standing) -> None:
        """Say this until it is closed or done, in place of what offered the same. All else that
        stands waits behind it: some of that is told only once.
        """
        self._standing = [one for one in self._standing if one.words != standing.words]
        self._standing.append(standing)
        self.say("")
        announce(self, self.text())

    def close_bar(self) -> None:
        """What is said is gone; what stood behind it shows again."""
        if self._standing and self._said == self._standing[-1].sentence:
            self._standing.pop()
        self.say("")

    def take_over(self) -> None:
        """Somebody else works from here on."""
        self._standing = [one for one in self._standing if not one.for_one]
        self.say("")

    def _dress(self, *, is_trouble: bool) -> None:
        kind = "trouble" if is_trouble else "ask"
        if kind != self._holder.property("area"):
            self._holder.setProperty("area", kind)
            self._sign.show_sign(*(LOUD if is_trouble else QUIET))
            theme.restyle(self._holder)

    def _do(self) -> None:
        if self._standing:
            self._standing[-1].do()


class LoadingLine(QWidget):
    """Nothing for 200 ms, then a thin green line; after two seconds a sentence and Stop.

    Without `can_stop` there is no Stop, where what was begun has to be waited for.
    """

    stopped = Signal()

    def __init__(self, *, can_stop: bool = True) -> None:
        super().__init__()
        self._can_stop = can_stop
        self._line = _Line(self)
        self._words = label("", "small", role="second")
        self._stop = link("Stop", kind="small")
        self._stop.clicked.connect(self.stopped)
        self._quiet = after(self, QUIET_MS, self._line.show)
        self._talk = after(self, TALK_MS, self._say)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._words)
        beside.addWidget(self._stop)
        beside.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self._line)
        whole.addLayout(beside)
        self.done()

    def start(self, words: str) -> None:
        """Something slow has begun; `words` are said if it takes long."""
        self._words.setText(words)
        self._line.share = 0.0
        self._quiet.start()
        self._talk.start()

    def progress(self, done: int, total: int, words: str = "") -> None:
        """How far it is."""
        self._line.share = done / total if total else 0.0
        if words:
            self._words.setText(words)
        self._line.update()

    def done(self) -> None:
        """It is over; the line goes."""
        self._quiet.stop()
        self._talk.stop()
        for each in (self._line, self._words, self._stop):
            each.hide()

    def _say(self) -> None:
        self._words.show()
        self._stop.setVisible(self._can_stop)


class _Line(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.setFixedHeight(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("hair"))
        # Before anything is known of its length a third of the line says: at work.
        wide = round(self.width() * (self.share or 1 / 3))
        painter.fillRect(0, 0, wide, 3, theme.color("accent"))
