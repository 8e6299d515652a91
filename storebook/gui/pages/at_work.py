"""What is shown while the book is closed for a moment, and something is done with its file."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent

from storebook.gui.aside import Aside
from storebook.gui.bars import LoadingLine
from storebook.gui.closed_deeds import AtHand, ClosedDeed, Outcome
from storebook.gui.front import Front, front_sheet
from storebook.gui.words import label

WAIT = "The book opens again by itself. Leave the computer on meanwhile."


class AtWork(Front):
    """Does the deed, and hands its outcome or its error to the program."""

    def __init__(
        self,
        deed: ClosedDeed,
        at_hand: AtHand,
        done: Callable[[Outcome], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(at_hand.path.stem)
        self.aside = Aside(self)
        self.loading = LoadingLine(can_stop=False)
        self.doing = label(deed.fact, "heading", role="second", wrap=True)
        wait = label(WAIT, role="second", wrap=True)
        title = label(deed.title, "title", wrap=True)
        self.put(front_sheet(title, 8, self.doing, 10, wait, 20, self.loading))
        self.aside.said.connect(lambda words: self.doing.setText(words))
        self.loading.start("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nothing is to be pressed meanwhile
        self.setFocus()
        QTimer.singleShot(
            0, self, lambda: self.aside.run(lambda say: deed.work(at_hand, say), done, failed)
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self.aside.close()
        super().closeEvent(event)
