"""One shopper's page: who they are, what happened, and what to do next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QTabBar, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.club.members import Member, member_of
from storebook.gui import keys, theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.shopper_history import ShopperHistory
from storebook.gui.layout import column, held, scrolling
from storebook.gui.pages.shopper_facts import About, Contact, Preferences, Sizes
from storebook.gui.pages.shopper_family import Family
from storebook.gui.pages.shopper_flow import Flow
from storebook.gui.pages.shopper_header import ShopperHeader
from storebook.gui.pages.shopper_next import MayHear, NextSteps, Pieces, WishList
from storebook.gui.pages.shopper_rare import RareDeed, rare_deeds
from storebook.gui.pages.shopper_section import Section
from storebook.gui.pages.shopper_story import Story
from storebook.gui.places import FORMS
from storebook.gui.words import UprightRule, button, rule
from storebook.outreach.touches import touches_of
from storebook.people.known import facts_of
from storebook.people.notes import notes_of
from storebook.people.shoppers import Shopper, shopper
from storebook.sales.pieces import pieces_of
from storebook.sales.timeline import TimelineEntry, TimelineKind

LEFT, RIGHT = 292, 340
THREE_COLUMNS_FROM = 1020
LEAST_COLUMNS = 380
MOST_TOUCHES = 10_000
CARD_FORM = "member_card"
QUIET_OR_GONE = "Quiet, moved away or died"


class ShopperPage(QWidget):
    """Three columns; with large text in a narrow window the third stands under the second."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shopper: Shopper | None = None
        self._is_member = False
        self._edges: dict[QObject, tuple[QScrollArea, QWidget, int]] = {}
        self.header = ShopperHeader(context)
        self.family = Family(context)
        self.sizes = Sizes(context)
        self.preferences = Preferences(context)
        self.contact = Contact(context)
        self.about = About(context)
        self.story = Story(context)
        self.next_steps = NextSteps(context)
        self.wish_list = WishList(context)
        self.may_hear = MayHear(context)
        self.pieces = Pieces(context)
        self.deeds = self._make_deeds()
        self._connect()
        self._lay_out()

    @property
    def shopper_id(self) -> int | None:
        """Who is shown."""
        return None if self._shopper is None else self._shopper.id

    @property
    def sections(self) -> list[Section]:
        """Everything that is read again, in reading order."""
        left = [self.family, self.sizes, self.preferences, self.contact, self.about]
        return [*left, self.next_steps, self.wish_list, self.may_hear, self.pieces]

    # -- making

    def _make_deeds(self) -> Flow:
        self.sell = button("Record purchase", kind="primary", icon="receipt", key="record_purchase")
        self.log = button("Log a contact", icon="chat-teardrop-text", key="log_contact")
        self.enroll = button("Enroll in club", icon="identification-card", key="enroll")
        self.print_card = button("Print card", icon="printer", key="print")
        self.edit = button("Edit", icon="pencil-line", key="edit")
        self.history = button("History", kind="quiet", icon="clock-counter-clockwise")
        self.history.setAccessibleName("History of changes")
        self.more = button("More", kind="quiet", icon="caret-down")
        forms = (
            ("departure", QUIET_OR_GONE, DepartureDialog),
            ("household", "Household", HouseholdDialog),
            ("permissions", "Permissions", ConsentDialog),
        )
        self.more_deeds = [
            RareDeed(action, words, partial(self._open_form, form)) for action, words, form in forms
        ]
        self.more_deeds.insert(2, RareDeed("photos", "Photos", self.open_photos))
        actions = Flow(10, 8)
        actions.show_parts(
            [
                self.sell,
                self.log,
                self.enroll,
                self.print_card,
                self.edit,
                self.more,
            ]
        )
        return actions

    def _connect(self) -> None:
        dialogs = self._context.dialogs
        self.sell.clicked.connect(lambda: dialogs.record_purchase(self.shopper_id))
        self.enroll.clicked.connect(lambda: dialogs.enroll(self.shopper_id))
        self.log.clicked.connect(lambda: dialogs.log_contact(self._id()))
        self.print_card.clicked.connect(self.print_it)
        self.edit.clicked.connect(lambda: dialogs.edit_shopper(self._id()))
        self.history.clicked.connect(lambda: self._open(ShopperHistory(self._context, self._id())))
        self.more.clicked.connect(self.show_more)
        self.header.ask.settled.connect(self.focus_first)
        self.story.opened.connect(self._open_entry)
        self.story.note_wanted.connect(lambda: self._open(NoteDialog(self._context, self._id())))
        theme.notifier().changed.connect(self._measure)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(32, 4, 32, 14)
        head.setSpacing(14)
        head.addWidget(self.header)
        deeds = QHBoxLayout()
        deeds.setSpacing(10)
        deeds.addWidget(self.deeds, 1)
        deeds.addWidget(self.history, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(deeds)
        facts = self._column_of(self.sections[:5], 32, 12)
        self._left = scrolling(facts)
        self._keep_edge(self._left, facts, 12)
        self._next = self._column_of(self.sections[5:], 24, 20)
        self._right = scrolling(self._next)
        self._keep_edge(self._right, self._next, 20)
        middle = QWidget()
        self._middle_lines = QVBoxLayout(middle)
        self._middle_lines.setContentsMargins(0, 0, 0, 0)
        self._middle_lines.addWidget(self.story)
        self._rules = [UprightRule(), UprightRule()]
        self._columns = QWidget()
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left)
        columns.addWidget(self._rules[0])
        columns.addWidget(scrolling(middle), 1)
        columns.addWidget(self._rules[1])
        columns.addWidget(self._right)
        body = QWidget()
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(head)
        lines.addWidget(rule())
        lines.addWidget(self._columns, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(body))

    def _column_of(self, sections: list[Section], left: int, right: int) -> QWidget:
        made = held(column(*sections, "stretch", spacing=0))
        layout = made.layout()
        if layout is not None:
            layout.setContentsMargins(left, 14, right, 16)
        return made

    def _keep_edge(self, area: QScrollArea, inside: QWidget, right: int) -> None:
        """The lists end at the same place whether or not there is a bar to scroll them."""
        self._edges[area.viewport()] = (area, inside, right)
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A bar came or went, which the room of the column shows."""
        found = self._edges.get(watched) if event.type() == QEvent.Type.Resize else None
        layout = None if found is None else found[1].layout()
        if found is not None and layout is not None:
            area, _, right = found
            bar = area.verticalScrollBar()
            margins = layout.contentsMargins()
            margins.setRight(right if bar.maximum() else right + bar.sizeHint().width())
            layout.setContentsMargins(margins)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        narrow = self.width() < theme.px(THREE_COLUMNS_FROM)
        self._left.setFixedWidth(theme.px(LEFT))
        self._right.setFixedWidth(theme.px(RIGHT))
        self._rules[1].setHidden(narrow)
        # In a low window the head moves away before the columns are too low to be read.
        self._columns.setMinimumHeight(theme.px(LEAST_COLUMNS))
        under = self._middle_lines.indexOf(self._next) >= 0
        if narrow and not under:
            self._right.takeWidget()
            self._middle_lines.addWidget(self._next)
            self._next.show()
        elif under and not narrow:
            self._middle_lines.removeWidget(self._next)
            self._right.setWidget(self._next)
        self._right.setHidden(narrow)

    # -- what is shown

    def open(self, shopper_id: int) -> bool:
        """Show this shopper from the top; False when they are no longer in the book."""
        another = shopper_id != self.shopper_id
        if not self._read(shopper_id):
            return False
        if another:
            self._left.verticalScrollBar().setValue(0)
            self._right.verticalScrollBar().setValue(0)
        return True

    def refresh(self) -> bool:
        """Read the shopper again; False when they are no longer in the book."""
        return self._shopper is not None and self._read(self._shopper.id)

    def _read(self, shopper_id: int) -> bool:
        try:
            found = shopper(self._context.book, shopper_id)
        except Refused:  # taken back since: the list stands in
            self._shopper = None
            return False
        self._shopper = found
        book, leap_day = self._context.book, self._context.shop().leap_day_rule
        member = member_of(book, found.id)
        facts = facts_of(book, found.id, self._context.viewer(), leap_day=leap_day)
        self.header.refresh(found, member, facts)
        for section in self.sections:
            section.refresh(found, facts)
        self.story.refresh(found)
        self._offer_club(found, member)
        return True

    def _offer_club(self, found: Shopper, member: Member | None) -> None:
        """A member has a card to print, everybody else may be enrolled."""
        self._is_member = member is not None and member.left_on is None
        living = found.deceased_on is None
        self.enroll.setVisible(living and not self._is_member)
        self.print_card.setVisible(living and self._is_member and CARD_FORM in FORMS)

    # -- what the user does

    def _id(self) -> int:
        assert self._shopper is not None
        return self._shopper.id

    def open_photos(self) -> None:
        """All photos of who is shown."""
        self.header.mark.open_photos()

    def _open(self, dialog: Dialog) -> None:
        self._context.dialogs.open(dialog)

    def _open_form(self, form: Callable[[Context, int], Dialog]) -> None:
        self._open(form(self._context, self._id()))

    def all_more(self) -> list[RareDeed]:
        """What is done more rarely with who is shown, as far as one may."""
        return [*self.more_deeds, *rare_deeds(self._context, self._id())]

    def show_more(self) -> None:
        """All of it in a menu under its button, each with its key."""
        menu = QMenu(self)
        theme.set_letters(menu, "body")
        for one in self.all_more():
            words = f"{one.words.replace('&', '&&')}\t{keys.shown(one.action)}"
            menu.addAction(words).triggered.connect(lambda _=False, do=one.do: do())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_entry(self, one: TimelineEntry) -> None:
        """Open what stands behind an entry of the timeline."""
        dialog = dialog_of(self._context, self._id(), one)
        if dialog is not None:
            self._context.dialogs.open(dialog)

    def focus_first(self) -> None:
        """The first deed has the keys."""
        self.sell.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another page is opened: what was typed into the prompt waits."""
        self.header.ask.keep()

    def tabs(self) -> QTabBar:
        """For Ctrl Tab."""
        return self.story.tab_bar

    def print_it(self) -> bool:
        """What can be printed of a shopper: the membership card of a member."""
        if not self._is_member or CARD_FORM not in FORMS:
            return False
        form = FORMS[CARD_FORM](self._context, shopper_id=self._id())
        self._context.dialogs.open(form)
        return True


def dialog_of(context: Context, shopper_id: int, one: TimelineEntry) -> Dialog | None:
    """The form that shows this entry whole; None while there is none for its kind."""
    book, viewer = context.book, context.viewer()
    if one.kind is TimelineKind.NOTE:
        notes = {note.id: note for note in notes_of(book, shopper_id, viewer)}
        return NoteDialog(context, shopper_id, note=notes[one.id])
    if one.kind in (TimelineKind.CONTACT, TimelineKind.CARD):
        found = touches_of(book, shopper_id, viewer, limit=MOST_TOUCHES)
        touches = {touch.id: touch for touch in found}
        return LogContact(context, shopper_id, touch=touches[one.id])
    if one.purchase_id is not None:
        return PurchaseDetail(context, one.purchase_id, subject_id=shopper_id)
    if one.kind is TimelineKind.GIFT:
        pieces = {piece.id: piece for piece in pieces_of(book, shopper_id, viewer)}
        return PieceDialog(context, shopper_id, piece=pieces[one.id])
    return None
