"""The form of photos: everything in it is saved at once, and can be taken back."""

from collections.abc import Callable, Sequence
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)

from storebook.base.errors import Refused
from storebook.base.pictures import Picture, turned
from storebook.book.history import changes, take_back
from storebook.book.kept_pictures import jpeg
from storebook.gui import ask, camera, local_settings, theme
from storebook.gui.arriving import Arrivals
from storebook.gui.bars import LoadingLine
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.photos import sources
from storebook.gui.dialogs.photos.sources import Read, Source
from storebook.gui.dialogs.photos.strip import Strip
from storebook.gui.dialogs.photos.words import in_words, photo_words, room_words
from storebook.gui.dialogs.photos.words_kept import WordsKept
from storebook.gui.fields import TextField, announce
from storebook.gui.layout import held, row
from storebook.gui.photographs import Stage, unpacked
from storebook.gui.pressed import ALONE, ENTER
from storebook.gui.words import button, label, link
from storebook.people.photos import (
    Photo,
    Subject,
    add_photos,
    caption_photo,
    make_first,
    photos_of,
    remove_photo,
    turn_photo,
)

NOTHING = "No photo yet. Choose files, paste with Ctrl V, or drop pictures here."
NO_PICTURE = "There is no picture to paste. Copy one first, or choose a file."
LANE = "photo"
TALL = 400
ANY_ROOM = 100_000


class PhotosDialog(Dialog):
    """Large above, all of them small beneath; one who works alone can do it all by keys."""

    def __init__(self, context: Context, subject: Subject, heading: str) -> None:
        super().__init__(context, "Photos", width=880)
        self.subject = subject
        self.stage = Stage(NOTHING)
        self.strip = Strip(context)
        self.loading = LoadingLine(can_stop=False)
        self.caption = TextField("What it shows", placeholder="Nothing written yet")
        self._words_kept = WordsKept(context.book, subject, self.caption, self)
        self.kept = label("", "small", role="hint")
        self.said = label("", "small", role="second")
        self.undo = link("Undo", kind="small")
        self._last_change = 0
        self._make_buttons()
        self._camera = camera.Camera(self)
        self._arrivals: Arrivals | None = None
        self._frame = QImage()
        self._lay_out_photos(heading)
        self._connect()
        self.setAcceptDrops(True)
        self._read_photos()

    def _make_buttons(self) -> None:
        self.close_button = button("Close", kind="primary", key="leave")
        self.files = button("From files…", icon="folder-open")
        self.paste = button("Paste", icon="clipboard", key="Ctrl V")
        self.live = button("Camera", icon="camera")
        self.watch = button("Watch a folder…", icon="image")
        self.take = button("Take the photo", kind="primary", icon="camera")
        self.turn = button("Turn", icon="arrow-clockwise")
        self.first = button("Put first", icon="star")
        self.remove = button("Remove", icon="trash", key="Del")

    def _lay_out_photos(self, heading: str) -> None:
        self.content.setSpacing(12)
        self.content.addWidget(label(heading, "heading", wrap=True))
        self.content.addWidget(self.stage, 1)
        self.content.addWidget(self.take, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self.loading)
        self.content.addWidget(self.strip)
        self._about = held(row(self.caption, self.turn, self.first, self.remove, spacing=10))
        layout = self._about.layout()
        assert layout is not None
        for part in (self.turn, self.first, self.remove):
            layout.setAlignment(part, Qt.AlignmentFlag.AlignBottom)
        self.content.addWidget(self._about)
        self.content.addWidget(held(row(self.said, self.undo, "stretch", self.kept, spacing=6)))
        self.undo.hide()
        self.take.hide()
        self.live.setVisible(camera.is_installed())
        self.set_actions(self.close_button, self.files, self.paste, self.live, self.watch)
        self.leave_button.hide()

    def _connect(self) -> None:
        self.files.clicked.connect(self.add_files)
        self.paste.clicked.connect(self.add_pasted)
        self.live.clicked.connect(self.turn_camera)
        self.take.clicked.connect(self.take_photo)
        self.watch.clicked.connect(self.watch_folder)
        self.turn.clicked.connect(self.turn_chosen)
        self.first.clicked.connect(self._first_chosen)
        self.remove.clicked.connect(self.remove_chosen)
        self.undo.clicked.connect(self.take_back)
        self.strip.chosen.connect(self._show)
        self.caption.left.connect(self.keep_caption)
        self.caption.line.installEventFilter(self)
        self._camera.seen.connect(self._on_frame)
        self._camera.failed.connect(self._on_no_camera)

    # -- what is shown

    def is_for_the_shop(self) -> bool:
        """Faces are nobody else's affair."""
        return self.subject.shopper_id is not None

    def best_height(self, room: int) -> int:
        """Where there is little room, the picture is smaller, and nothing has to be scrolled."""
        over = super().best_height(ANY_ROOM) - room
        self.stage.set_tall(min(theme.px(TALL), self.stage.tall - over))
        return super().best_height(room)

    def _read_photos(self, choose: int | None = None) -> None:
        found = photos_of(self.context.book, self.subject)
        self.strip.show_photos(found, choose)
        self._about.setVisible(bool(found))
        self.kept.setText(room_words(self.context.book))

    def _show(self, photo: Photo | None) -> None:
        """The chosen one large: read and unpacked in the worker."""
        self._words_kept.follow(photo)
        self.first.setEnabled(photo is not None and not self.strip.is_first(photo))
        if self._camera.is_on():
            return
        if photo is None:
            self.stage.show_words(NOTHING)
            return
        said, picture_id = photo_words(self.context, photo), photo.picture_id
        self.context.jobs.read(
            lambda book: unpacked(jpeg(book, picture_id)),
            lambda picture: self._show_large(picture_id, picture, said),
            owner=self,
            lane=LANE,
        )

    def _show_large(self, picture_id: int, picture: QImage, said: str) -> None:
        now = self.strip.photo()
        if now is not None and now.picture_id == picture_id and not self._camera.is_on():
            self.stage.show_picture(picture, said)

    # -- adding

    def add_files(self) -> None:
        """One file or several."""
        chosen = ask.open_files(self.context.window(), "Photos", sources.KINDS)
        self.add(chosen)

    def add_pasted(self) -> None:
        """What was copied elsewhere: a picture, or files."""
        found = sources.sources_in(QGuiApplication.clipboard().mimeData())
        if not found:
            self.refuse(Refused(NO_PICTURE))
        self.add(found)

    def add(self, found: Sequence[Source]) -> None:
        """Read them in the worker and put them into the book, also when this is closed by then."""
        if not found:
            return
        self._problem.clear()
        self.loading.start("Reading the photos")
        self.context.jobs.read(lambda _: sources.read_all(found), self._keep)

    def _keep(self, read: Read) -> None:
        """Save what was read. Nobody may be looking any more."""
        refused = list(read.refused)
        added: list[int] = []
        if read.pictures:
            try:
                added = self._add_to_book(read.pictures)
            except Refused as refusal:
                refused.append(str(refusal))
        if not shiboken6.isValid(self):
            return
        self.loading.done()
        if added:
            self._read_photos(added[0])
            self.strip.focus_chosen()
        if refused:
            self.refuse(Refused(in_words(refused)))

    def _add_to_book(self, pictures: list[Picture]) -> list[int]:
        added = add_photos(self.context.book, self.subject, pictures, today=self.context.today())
        words = "Photo added" if len(added) == 1 else f"{len(added)} photos added"
        self._tell(f"{words}.")
        return added

    def _tell(self, sentence: str) -> None:
        """To the bar, which stands under the scrim while this is open, and here beside an Undo."""
        self.context.say(sentence)
        if shiboken6.isValid(self):
            self._last_change = changes(self.context.book, limit=1)[0].id
            self.said.setText(sentence)
            self.undo.show()
            announce(self, sentence)

    def take_back(self) -> None:
        """Take back what was done here last."""
        if self.undo.isHidden():
            return
        taken = take_back(self.context.book, self._last_change)
        self.context.say(f"{taken.what}.", taken_back=True)
        self.said.setText("Taken back.")
        self.undo.hide()
        now = self.strip.photo()
        self._read_photos(now.id if now is not None else None)
        self.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if sources.has_picture(event.mimeData()) and not self._veil.isVisible():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(sources.sources_in(event.mimeData()))

    # -- the camera, and other programs for one

    def turn_camera(self) -> None:
        """Look through the camera, or at the photos again."""
        if self._camera.is_on():
            self._stop_camera()
            return
        self._problem.clear()
        self._camera.start()
        if self._camera.is_on():
            self.live.set_words("Stop the camera")
            self.stage.show_words("The camera is starting")
            self.take.show()
            self.take.setEnabled(False)

    def take_photo(self) -> None:
        """Keep what is seen at this moment."""
        if not self._frame.isNull():
            self.add([self._frame])
            self._stop_camera()

    def _on_frame(self, picture: QImage) -> None:
        first, self._frame = self._frame.isNull(), picture
        self.stage.show_picture(picture, "What the camera sees")
        if first:
            self.take.setEnabled(True)
            self.take.setFocus()

    def _on_no_camera(self, sentence: str) -> None:
        self._stop_camera()
        self.refuse(Refused(sentence))

    def _stop_camera(self) -> None:
        self._camera.stop()
        self._frame = QImage()
        self.take.hide()
        self.live.set_words("Camera")
        self._show(self.strip.photo())

    def watch_folder(self) -> None:
        """Add by itself what arrives in a folder, until this is closed."""
        if self._arrivals is not None:
            self._arrivals.deleteLater()
            self._arrivals = None
            self.watch.set_words("Watch a folder…")
            return
        start = local_settings.photo_folder()
        folder = ask.choose_folder(self.context.window(), "Where new photos arrive", start)
        if folder is not None:
            self.watch_this(folder)

    def watch_this(self, folder: Path) -> None:
        """Watch it, and remember it for next time."""
        local_settings.remember_photo_folder(folder)
        self._arrivals = Arrivals(folder, self)
        self._arrivals.arrived.connect(self.add)
        self.watch.set_words("Stop watching")
        self._problem.say("hint", f"Whatever photo arrives in “{folder.name}” is added here.")

    # -- what is done with one

    def _do(self, deed: Callable[[Photo], None], said: str) -> None:
        photo = self.strip.photo()
        if photo is None:
            return
        self._problem.clear()
        before = self.context.book.changed_count
        try:
            deed(photo)
        except Refused as refusal:
            self.refuse(refusal)
        if self.context.book.changed_count != before:
            self._tell(said)
        self._read_photos(photo.id)

    def keep_caption(self) -> None:
        """Save what was written, once the line is left."""
        photo, words = self.strip.photo(), self.caption.value()
        if photo is not None and words != photo.caption:
            book, subject = self.context.book, self.subject
            self._words_kept.drop()
            self._do(lambda one: caption_photo(book, subject, one.id, words), "Photo described.")

    def turn_chosen(self) -> None:
        """A quarter to the right, in the worker."""
        photo = self.strip.photo()
        if photo is None:
            return
        self.turn.setEnabled(False)
        self.context.jobs.read(
            lambda book: turned(jpeg(book, photo.picture_id), 1),
            lambda picture: self._keep_turned(photo, picture),
            owner=self,
        )

    def _keep_turned(self, photo: Photo, picture: Picture) -> None:
        self.turn.setEnabled(True)
        book, subject = self.context.book, self.subject
        self._do(lambda _: turn_photo(book, subject, photo.id, picture), "Photo turned.")

    def _first_chosen(self) -> None:
        book, subject = self.context.book, self.subject
        self._do(lambda one: make_first(book, subject, one.id), "Photo put first.")

    def remove_chosen(self) -> None:
        """Take it away; the bar offers to bring it back."""
        book, subject = self.context.book, self.subject
        self._do(lambda one: remove_photo(book, subject, one.id), "Photo removed.")
        self.strip.focus_chosen()

    # -- keys, and leaving

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line of words keeps what was written with Enter, and lets a copied picture pass."""
        if isinstance(event, QKeyEvent) and watched is self.caption.line:
            alone = event.modifiers() in ALONE
            if event.key() in ENTER and alone:
                if event.type() == QEvent.Type.KeyPress:
                    self.keep_caption()
                return True
            pastes = event.matches(QKeySequence.StandardKey.Paste)
            if pastes and not QGuiApplication.clipboard().text():
                if event.type() == QEvent.Type.KeyPress:
                    self.add_pasted()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        veiled = self._veil.isVisible()
        if event.matches(QKeySequence.StandardKey.Paste) and not veiled:
            self.add_pasted()
        elif event.matches(QKeySequence.StandardKey.Undo) and not veiled:
            self.take_back()
        elif event.key() == Qt.Key.Key_Delete and not veiled:
            self.remove_chosen()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        if self.strip.photo() is not None:
            self.strip.focus_chosen()
        else:
            self.files.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """All is saved already, but for words just typed."""
        self.keep_caption()

    def leave(self) -> None:
        self.keep_caption()
        self._camera.stop()
        super().leave()
