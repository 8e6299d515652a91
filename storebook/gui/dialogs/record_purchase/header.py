"""The head of the purchase: who buys, or that nobody is named; on which day, and who sold it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from storebook.base.checks import show_number
from storebook.club.members import member_of
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.people_found import people_found
from storebook.gui.fields import ChoiceField, DayField, PickField
from storebook.gui.layout import held, row
from storebook.gui.marks import InitialsMark, initials
from storebook.gui.photographs import small
from storebook.gui.words import label, link, one_line
from storebook.people.photos import first_of_shoppers
from storebook.people.shoppers import Standing, shopper
from storebook.staff.associates import associates


class Buyer(QWidget):
    """Whose purchase it is; as an answer of the form its draft is the shopper's id."""

    changed = Signal()

    def __init__(self, context: Context, shopper_id: int | None, deed: str) -> None:
        super().__init__()
        self._context = context
        self._deed = deed
        self.shopper_id = shopper_id
        self.mark = InitialsMark("", 52)
        self.title = label("", "heading", wrap=True)
        self.fact = one_line("", "small", role="second")
        self.other = link("Someone else", kind="small")
        self.nobody = link("A walk-in, with no name", kind="small")
        self.pick = PickField(
            "Who buys", people_found(context), placeholder="Name, phone or card number"
        )
        self.pick.hide_name()
        self._finder = held(row(self.pick, self.nobody, spacing=10))
        self._facts = held(row(self.fact, self.other, "stretch", spacing=4))
        self._connect()
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(3)
        for part in (self.title, self._facts, self._finder):
            words.addWidget(part)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(18)
        whole.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(words, 1)
        self.show_shopper(shopper_id)

    def _connect(self) -> None:
        self.other.clicked.connect(self._ask)
        self.nobody.clicked.connect(lambda: self._choose(None))
        self.pick.picked.connect(self._choose)

    def show_shopper(self, shopper_id: int | None) -> None:
        """Show who buys; nobody is told."""
        self.shopper_id = shopper_id
        if shopper_id is None:
            self.mark.hide()
            self.title.setText(f"{self._deed} by a walk-in")
            self.fact.setText("Nobody is named on it ·")
            self.other.set_words("Choose the shopper")
        else:
            self._show(shopper_id)
        self._finder.hide()
        self._facts.show()

    def _face(self, shopper_id: int) -> QPixmap | None:
        """Their photograph, unless somebody may be looking over the counter."""
        book = self._context.book
        if self._context.is_private():
            return None
        picture_id = first_of_shoppers(book, [shopper_id]).get(shopper_id)
        return None if picture_id is None else small(book, picture_id)

    def _show(self, shopper_id: int) -> None:
        who = shopper(self._context.book, shopper_id)
        self.mark.set_letters(initials(who.name, who.given or "", who.family or ""))
        self.mark.set_photo(self._face(shopper_id))
        self.mark.show()
        self.title.setText(f"{self._deed} by {who.name}")
        member = member_of(self._context.book, shopper_id)
        standing = "Not in the club yet"
        if member is not None and member.left_on is None:
            standing = f"Club member, card {show_number(member.number)}"
        elif who.standing is Standing.PROSPECTIVE:
            standing = "The first purchase"
        self.fact.setText(f"{standing} ·")
        self.other.set_words("Someone else")

    def _ask(self) -> None:
        """The search stands in the place of the facts; nothing is typed into it yet."""
        self.pick.set_value(None, "")
        self._facts.hide()
        self._finder.show()
        self.nobody.setVisible(self.shopper_id is not None)
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, shopper_id: int | None) -> None:
        self.show_shopper(shopper_id)
        self.changed.emit()

    def draft(self) -> object:
        """Whose it is."""
        return self.shopper_id

    def set_draft(self, kept: object) -> None:
        """Show again whose it was."""
        self.show_shopper(kept if isinstance(kept, int) else None)
        self.changed.emit()


class When(QWidget):
    """The day and who sold it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        shop = context.shop()
        self.day = DayField(
            "Day",
            context.today,
            value=context.today(),
            locale=shop.locale,
            first_weekday=shop.first_weekday,
            missing="On which day was it?",
        )
        people = [(one.id, one.name) for one in associates(context.book)]
        self.sold_by = ChoiceField("Sold by", people, context.book.associate_id)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.day, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sold_by, 0, 1, Qt.AlignmentFlag.AlignTop)
        theme.notifier().changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.day.setFixedWidth(theme.px(150))
        self.sold_by.setFixedWidth(theme.px(190))
