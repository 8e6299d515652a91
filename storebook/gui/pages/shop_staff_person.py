"""One who works here: the picture, what they are and may do, the PIN, and their leaving."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from storebook.base.errors import Refused
from storebook.base.pictures import Picture, read_picture_file
from storebook.gui import ask
from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField
from storebook.gui.layout import column, held, row
from storebook.gui.marks import InitialsMark
from storebook.gui.pages.shop_staff_leaving import LeavingPart
from storebook.gui.pages.shop_staff_pin import PinPart
from storebook.gui.pages.shop_staff_rights import RightsPart
from storebook.gui.photographs import small
from storebook.gui.words import button, label, name_label
from storebook.staff.associates import Associate, Role, associate, give_role, welcome_back
from storebook.staff.faces import set_face
from storebook.staff.leaving import let_go
from storebook.staff.rights import Right

ROLES = [(Role.CLERK, "Clerk"), (Role.MANAGER, "Manager"), (Role.OWNER, "Owner")]
WORDS = dict(ROLES)
KINDS = "Photos (*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG *.WEBP);;All files (*)"


class PersonPart(QWidget):
    """`changed`: the list is to be read again."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id: int | None = None
        self.mark = InitialsMark(pixels=76)
        self.whose = name_label("", "heading")
        self.role = ChoiceField("Works as", ROLES, density="desk")
        self.picture_button = button("Choose a picture…", density="desk")
        self.no_picture_button = button("Initials instead", kind="quiet", density="desk")
        self.go_button = button("No longer works here", density="desk")
        self.leaving = LeavingPart(context)
        self.pin = PinPart(context)
        self.rights = RightsPart(context)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.role.picked.connect(self.give_role)
        self.picture_button.clicked.connect(self.choose_picture)
        self.no_picture_button.clicked.connect(lambda: self._set_picture(None))
        self.go_button.clicked.connect(self._turn)
        for part in (self.leaving, self.pin, self.rights):
            part.changed.connect(self.changed)

    def _lay_out(self) -> None:
        self.role.hide_name()
        self.role.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        works = row(label("works as", role="second"), self.role, 8, self.go_button, "stretch")
        pictures = row(self.picture_button, self.no_picture_button, "stretch", spacing=8)
        beside = column(self.whose, held(works), held(pictures), spacing=8)
        head = row(self.mark, held(beside), spacing=18)
        head.setStretch(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(18)
        whole.addLayout(head)
        whole.addWidget(self.leaving)
        whole.addWidget(self.pin)
        whole.addWidget(self.rights)
        whole.addStretch()

    def show_one(self, one: Associate) -> None:
        """This one; what may not be changed by who works now is greyed."""
        self._id = one.id
        book = self._context.book
        may = self._context.viewer().may(Right.STAFF)
        own = one.id == book.associate_id
        self.whose.setText(one.name)
        self.mark.set_letters(one.initials)
        if one.picture_id:
            self.mark.set_photo(small(book, one.picture_id))
        self.role.set_value(one.role)
        self.role.setEnabled(one.active and may)
        self.go_button.set_words("No longer works here" if one.active else "Works here again")
        self.go_button.setVisible(may and not (one.active and own))
        self.picture_button.setVisible(one.active and (may or own))
        self.no_picture_button.setVisible(one.active and (may or own) and bool(one.picture_id))
        self.leaving.show_one(one, may=may)
        self.pin.show_one(one, may=may)
        self.rights.show_one(one, may=may)

    def _one(self) -> Associate | None:
        return None if self._id is None else associate(self._context.book, self._id)

    def give_role(self, role: Role) -> None:
        """Make them a clerk, a manager or an owner."""
        one = self._one()
        if one is None or role is one.role:
            return
        try:
            give_role(self._context.book, one.id, role)
        except Refused:
            self.role.set_value(one.role)
            raise
        self._context.say(f"{one.name} works as {WORDS[role].lower()} now.")
        self.changed.emit()

    def choose_picture(self) -> None:
        """A photo from a file."""
        path = ask.open_file(self._context.window(), "A picture", KINDS)
        if path is not None:
            self._set_picture(read_picture_file(path))

    def _set_picture(self, picture: Picture | None) -> None:
        one = self._one()
        if one is not None:
            set_face(self._context.book, one.id, picture)
            self._context.say(f"Picture of {one.name} changed.")
            self.changed.emit()

    def _turn(self) -> None:
        one = self._one()
        if one is None:
            return
        if one.active:
            let_go(self._context.book, one.id)
            self._context.say(f"{one.name} no longer works here, and has no PIN any more.")
        else:
            welcome_back(self._context.book, one.id)
            self._context.say(f"{one.name} works here again.")
        self.changed.emit()
