"""Two files of one person side by side: what differs is chosen, all else comes together."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.kept_backups import ONE_SITTING, keep_before
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.deeds import do_and_close
from storebook.gui.dialogs.merge_sides import Differences, TwoSides
from storebook.gui.dialogs.merge_words import short, together_line, why_line
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import PickField
from storebook.gui.shown import plural
from storebook.gui.words import button, empty_state, label, link, section_head, set_role
from storebook.people.called import name_of
from storebook.people.duplicates import (
    LikelyPair,
    likely_pairs,
    say_not_the_same,
    similar_to,
)
from storebook.people.merging import MergeLook, look_at_merge, merge
from storebook.staff.rights import Right, may

LOOKING = "Looking for who may be in the book twice…"
NOTHING = "Nobody seems to be in the book twice"
NOTHING_FACT = "When two files share a phone, an e-mail, an address or a birthday, they stand here."
LOST_NOTHING = (
    "Nothing is lost: what is not chosen goes into a note, and the other number and card lead "
    "here from now on. Undo stays open afterwards."
)
MOST_OFFERED = 3
CHOOSE = "Choose who it is, by name, phone or card number."


def back_up_before(book: Book) -> None:
    """A large book takes seconds to be copied; where it fails, the merge itself says so."""
    if may(book, Right.MERGE):
        keep_before(book, "merge", at_most_every=ONE_SITTING)


class MergeShoppers(Dialog):
    """Opened with one shopper, with two, or with nobody: then it goes through the likely pairs."""

    def __init__(
        self, context: Context, shopper_id: int | None = None, other_id: int | None = None
    ) -> None:
        super().__init__(context, "Merge two files", width=900)
        self._keep = shopper_id
        self._other = other_id
        self._pairs: list[LikelyPair] = []
        self._place = 0
        self._look: MergeLook | None = None
        self._is_backed_up = False
        self._is_asked = False
        self.pick: PickField | None = None
        self.offers: list[QPushButton] = []
        self._heading = label("", "heading", wrap=True)
        self._why = label("", role="second", wrap=True)
        self.sides = TwoSides(context)
        self.sides.swapped.connect(self._swap)
        self.differences = Differences()
        self._differ_head = section_head("What differs")
        self._together_head = section_head("What comes together")
        self._together = label("", wrap=True)
        self._remarks = label("", "small", role="warning", wrap=True)
        self._fact = label(LOST_NOTHING, "small", role="second", wrap=True)
        self._empty = empty_state(NOTHING, NOTHING_FACT)
        self._build()

    @property
    def _goes_through_all(self) -> bool:
        return self.pick is None and self._keep is None

    def _build(self) -> None:
        self.content.addWidget(self._heading)
        self.content.addWidget(self._why)
        if self._keep is not None and self._other is None:
            name = name_of(self.context.book, self._keep)
            self._heading.setText(f"Who is {name}, too?")
            find = people_found(self.context, {self._keep})
            self.pick = PickField("The same person", find, placeholder="Name or phone")
            self.pick.changed.connect(self._picked)
            self.pick.picked.connect(lambda _: self._picked())
            self.content.addWidget(self.pick)
            self._offer(self._keep, self.pick)
            self.ask_for({"other": self.pick})
        for part in (
            self.sides, self._differ_head, self.differences, self._together_head,
            self._together, self._remarks, self._fact, self._empty,
        ):  # fmt: skip
            self.content.addWidget(part)
            part.hide()
        self.merge_button = button("Merge", kind="primary", icon="check", key="save")
        self.apart_button = button("Two different people", icon="x")
        self.next_button = button("Look at the next", kind="quiet", icon="caret-right")
        self.apart_button.clicked.connect(self._say_apart)
        self.next_button.clicked.connect(self._next)
        self.set_actions(self.merge_button, self.apart_button, self.next_button)
        self.next_button.setVisible(self._goes_through_all)
        self._begin()

    def _begin(self) -> None:
        # In the worker, while somebody reads: a merge finds that it was backed up before already.
        self.context.jobs.read(back_up_before, self._backed_up, owner=self, failed=self._backed_up)
        if self._goes_through_all:
            self._heading.setText(LOOKING)
            self._can_do(False)
            self.context.jobs.read(likely_pairs, self._show_pairs, owner=self, lane="likely pairs")
        else:
            self._show()

    def _offer(self, shopper_id: int, pick: PickField) -> None:
        """Who shares a phone, an e-mail or the name stands there to be chosen."""
        for one in similar_to(self.context.book, shopper_id, self.context.shop())[:MOST_OFFERED]:
            offer = link(f"{one.name}, {', '.join(one.why)}")
            offer.clicked.connect(partial(self._choose, one.shopper_id, one.name))
            self.offers.append(offer)
            self.content.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose(self, shopper_id: int, name: str) -> None:
        assert self.pick is not None
        self.pick.set_value(shopper_id, name)
        self._picked()
        self.merge_button.setFocus()

    # -- the likely pairs, one after the other

    def _show_pairs(self, pairs: list[LikelyPair]) -> None:
        self._pairs, self._place = pairs, 0
        self._show_pair()

    def _show_pair(self) -> None:
        if self._place >= len(self._pairs):
            self._keep = self._other = None
            self._show()
            return
        pair = self._pairs[self._place]
        self._keep, self._other = pair.shopper_id, pair.other_id
        self._show()
        self.focus_now()

    def _next(self) -> None:
        """The next pair of which neither went into another meanwhile."""
        gone = {self._other}
        self._place += 1
        while self._place < len(self._pairs):
            pair = self._pairs[self._place]
            if self._are_there(pair) and not gone & {pair.shopper_id, pair.other_id} - {None}:
                break
            self._place += 1
        self._show_pair()

    def _are_there(self, pair: LikelyPair) -> bool:
        try:
            name_of(self.context.book, pair.shopper_id)
            name_of(self.context.book, pair.other_id)
        except Refused:
            return False
        return True

    # -- showing

    def _picked(self) -> None:
        assert self.pick is not None
        self._other = self.pick.value()
        self._show()

    def _swap(self) -> None:
        self._keep, self._other = self._other, self._keep
        self._show()

    def _can_do(self, can: bool) -> None:
        for each in (self.merge_button, self.apart_button):
            each.setEnabled(can)

    def _show(self) -> None:
        """Both sides anew, with what was chosen before where it is still asked."""
        self._look = None
        if self._keep is not None and self._other is not None:
            self._look = look_at_merge(
                self.context.book, self._keep, self._other, self.context.viewer()
            )
        self._show_look(self._look)
        is_done = self._goes_through_all and self._look is None
        self._empty.setVisible(is_done)
        self.next_button.setEnabled(self._place + 1 < len(self._pairs))
        if is_done:
            self._heading.setText("")
            self._why.setText("")
        for part in (self._heading, self._why):
            part.setVisible(bool(part.text()))
        self.grown.emit()

    def _show_look(self, look: MergeLook | None) -> None:
        for part in (self.sides, self._together_head, self._together, self._fact):
            part.setVisible(look is not None)
        differs = look is not None and bool(look.contradictions)
        self._differ_head.setVisible(differs)
        self.differences.setVisible(differs)
        self._can_do(look is not None)
        if look is None:
            self._remarks.hide()
            return
        self._tell_who(look)
        self.sides.show_sides(look.keep, look.other)
        self.differences.show_rows(look.contradictions)
        self._together.setText(together_line(look) or "Nothing but the name.")
        said = look.refusal or " ".join(look.remarks)
        self._remarks.setText(said)
        set_role(self._remarks, "error" if look.refusal else "warning")
        self._remarks.setVisible(bool(said))
        self._fact.setVisible(not look.refusal)
        self.merge_button.setEnabled(not look.refusal)
        self.merge_button.set_words(f"Merge into {short(look.keep.name)}")

    def _tell_who(self, look: MergeLook) -> None:
        if look.keep.name == look.other.name:
            self._heading.setText(f"Is this one {look.keep.name}?")
        else:
            self._heading.setText(f"Are {look.keep.name} and {look.other.name} one person?")
        if self._pairs:
            pair = self._pairs[self._place]
            left = plural(len(self._pairs) - self._place - 1, "more pair", "more pairs")
            self._why.setText(f"{why_line(pair.why)} · {left} to look at")

    def is_for_the_shop(self) -> bool:
        """Phones, days and what was bought of two people stand side by side."""
        return True

    def show_privacy(self) -> None:
        if self._look is not None:
            self.sides.show_sides(self._look.keep, self._look.other)
        super().show_privacy()

    def focus_first(self) -> None:
        (self.pick or self.merge_button).setFocus()

    # -- doing

    def _backed_up(self, _: object) -> None:
        """Where it failed the merge tries again, and says why it can't be done."""
        self._is_backed_up = True
        if self._is_asked:
            self._is_asked = False
            self.accept()

    def accept(self) -> None:
        """Merge; of the likely pairs the next one stands there at once."""
        if not self._is_backed_up:
            self._is_asked = True
            return
        if self._look is None or not self._goes_through_pairs():
            super().accept()
            return
        self._problem.clear()
        self.saving.emit()
        try:
            self.save()
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._next()

    def _goes_through_pairs(self) -> bool:
        return bool(self._pairs)

    def save(self) -> None:
        if self._look is None or self._keep is None or self._other is None:
            raise Refused(CHOOSE, "other")
        merge(
            self.context.book,
            self._keep,
            self._other,
            self.differences.picks(),
            shop=self.context.shop(),
            today=self.context.today(),
        )
        self.context.say(f"{self._look.other.name} went into {self._look.keep.name}.")
        if not self._pairs:
            self.context.open_shopper(self._keep)

    def _say_apart(self) -> None:
        """They are two people; nobody offers them again."""
        if self._look is None:
            return
        look = self._look

        def deed() -> None:
            say_not_the_same(self.context.book, look.keep.shopper_id, look.other.shopper_id)
            self.context.say(f"{look.keep.name} and {look.other.name} are two people.")

        if not self._pairs:
            do_and_close(self, deed)
            return
        try:
            deed()
        except Refused as refusal:
            self.refuse(refusal)
            return
        self._place += 1
        self._show_pair()
