"""All components on one sheet, to be looked at: `python -m tests.gui.gallery FOLDER`."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from storebook.base.money import Cents, currency
from storebook.gui import theme
from storebook.gui.bars import TroubleBar
from storebook.gui.buttons import Chip, Segments
from storebook.gui.cells import Cell, Column
from storebook.gui.context import FollowUp
from storebook.gui.fields import (
    CheckLine,
    ChoiceField,
    DayField,
    LineEdit,
    MoneyField,
    TextField,
    YearlyDayField,
)
from storebook.gui.glyphs import Glyph
from storebook.gui.icons import GLYPHS, paint_icon
from storebook.gui.layout import column, held, row
from storebook.gui.marks import InitialsMark, RoundCut, Tier, initials, paint_piece
from storebook.gui.table import RecordTable
from storebook.gui.theme import Look
from storebook.gui.timeline import Entry, Timeline
from storebook.gui.undo_bar import UndoBar
from storebook.gui.words import (
    KeyCap,
    area,
    button,
    empty_state,
    label,
    link,
    name_label,
    section_head,
    small_capitals,
    tag,
)

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody invented, for the list."""

    id: int
    name: str
    fact: str
    script: str = ""
    matches: tuple[tuple[int, int], ...] = ()
    script_matches: tuple[tuple[int, int], ...] = ()
    visit: tuple[str, str] = ("Oct 31", "3 weeks ago")
    tier: Tier | None = Tier.PEARL
    club: str = "Member"
    phone: str = "ends 0142"
    occasion: tuple[str, str] = ("Birthday", "Thu, Nov 26")


PEOPLE = [
    Person(
        id=1,
        name="Margaret Ashworth",
        fact="Household with Daniel Ashworth",
        matches=((9, 3),),
        tier=Tier.FULL,
        club="Gold",
    ),
    Person(id=2, name="Éloïse Ångström", fact="Looked after by Jun", tier=Tier.CUT, club="Silver"),
    Person(
        id=3,
        name="陳雅詩",
        script="Ashley Chan",
        fact="Prefers messages in Chinese",
        script_matches=((0, 3),),
    ),
    Person(id=4, name="Asha Raman & <b>Sons</b>", fact="Not yet bought", tier=None, club="Not yet"),
]

PEOPLE_COLUMNS = [
    Column[Person](
        "Shopper",
        lambda person: Cell(
            text=person.name,
            script=person.script,
            second=person.fact,
            kind="rowname",
            initials=initials(person.name),
            matches=person.matches,
            script_matches=person.script_matches,
        ),
    ),
    Column[Person](
        "Last visit", lambda person: Cell(text=person.visit[0], second=person.visit[1]), 116
    ),
    Column[Person]("Club", lambda person: Cell(text=person.club, tier=person.tier), 110),
    Column[Person](
        "Next occasion",
        lambda person: Cell(text=person.occasion[0], second=person.occasion[1]),
        190,
    ),
]

DAYS_COLUMNS = [
    Column[Person](
        "Day",
        lambda person: Cell(
            ticket=("26", "nov"), text=person.name, second="Birthday", kind="listname"
        ),
    ),
    Column[Person]("Card", lambda person: Cell(text="card ready", kind="small"), 110, right=True),
]

DEEDS_COLUMNS = [
    Column[Person](
        "Next step",
        lambda person: Cell(text="Invite to clean", second="after Dec 1", checked=person.id == 2),
    ),
    Column[Person]("", lambda person: Cell(text="Fix", link=True), 60, right=True, key="fix"),
]

ENTRIES = [
    Entry(
        id=1,
        year="2026",
        day="Nov 20",
        mark="purchase",
        first="Eternity band and a care kit",
        second="2 pieces · for herself · sold by Marta",
        amount="$3,190",
        fresh=True,
    ),
    Entry(
        id=2,
        year="2026",
        day="Sep 8",
        mark="contact",
        first="Telephone: the clasp holds well",
        second="She called us.",
    ),
    Entry(
        id=3,
        year="2025",
        day="Dec 1",
        mark="envelope-simple",
        first="Anniversary card mailed",
        second="“Laurel” · both names",
    ),
]


class Pictures(QWidget):
    """The piece glyphs and every sign of the set."""

    def sizeHint(self) -> QSize:
        return QSize(640, 190)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, glyph in enumerate(Glyph):
            paint_piece(painter, QRectF(index * 54, 0, 44, 44), glyph)
        for index, name in enumerate(sorted(GLYPHS)):
            x, y = index % 22 * 30, 58 + index // 22 * 28
            paint_icon(painter, QRect(x, y, 20, 20), name, "ink2")


class Gallery(QWidget):
    """One column of everything."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(32, 20, 32, 20)
        whole.setSpacing(32)
        for parts in (self._first(title), self._second()):
            side = QVBoxLayout()
            side.setSpacing(11)
            for part in parts:
                side.addWidget(part)
            side.addStretch()
            whole.addLayout(side, 1)

    def _first(self, title: str) -> list[QWidget]:
        return [
            label(title, "title"),
            name_label("Éloïse Ångström & Søn"),
            section_head("Buttons", "a quiet fact"),
            *self._buttons(),
            section_head("Fields", link("all 11", kind="small")),
            *self._fields(),
            self._tabs(),
            self._tags(),
        ]

    def _buttons(self) -> list[QWidget]:
        deeds = row(
            button("Record purchase", kind="primary", icon="receipt", key="record_purchase"),
            button("Log a contact", icon="chat-teardrop-text", key="log_contact"),
            button("Not today", kind="quiet"),
            button("Erase…", kind="danger"),
            "stretch",
        )
        sizes = row(
            button("Counter", density="counter"),
            button("Normal"),
            button("Desk", density="desk"),
            Segments("Days", [(7, "7 days"), (14, "14 days"), (30, "30 days")], 14),
            _disabled(button("Print")),
            "stretch",
        )
        chips = row(Chip("Helen Moss", "HM"), Chip("O’Brien & Sons", "OS"), "stretch")
        links = row(link("Add “ash” as a new shopper", icon="user-plus"), KeyCap("Esc"), "stretch")
        return [held(each) for each in (deeds, sizes, chips, links)]

    def _tags(self) -> QWidget:
        return held(
            row(
                tag("Nickel allergy", "garnet", icon="warning-circle"),
                tag("Quiet until Dec 1", "citrine", icon="bell-simple-slash"),
                tag("Privacy on", "sapphire"),
                tag("Picked up", "leaf"),
                tag("Mail: yes", icon="envelope-simple"),
                "stretch",
            )
        )

    def _fields(self) -> list[QWidget]:
        search = LineEdit(
            "Find a shopper, phone, card or piece", icon="magnifying-glass", key="Esc"
        )
        theme.set_letters(search, "body")
        wrong = TextField("Day")
        wrong.set_value("30")
        wrong.error("February has 28 days, or 29 in a leap year. Which day is it?")
        good = TextField("Phone", note="we look first", density="counter", icon="phone")
        good.set_value("(555) 010-0193")
        good.good("Nobody has this number yet.")
        money = MoneyField("Price", currency("USD"))
        money.set_value(Cents(940000))
        money.warn("Below its cost.")
        choice = ChoiceField("For the occasion", [(1, "Wedding anniversary, December 12")])
        yearly = YearlyDayField("Birthday", lambda: TODAY)
        off = TextField("Not editable", placeholder="Not editable")
        off.control.setEnabled(False)
        return [
            search,
            good,
            held(row(wrong, money)),
            held(row(choice, DayField("Day", lambda: TODAY, value=TODAY))),
            held(row(yearly, off)),
            held(
                row(
                    CheckLine("By mail", fact="birthday card"),
                    CheckLine("Keep it a secret", on=True),
                )
            ),
        ]

    def _tabs(self) -> QTabBar:
        tabs = QTabBar()
        theme.set_letters(tabs, "body")
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for words in ("Everything", "Purchases", "Contacts"):
            tabs.addTab(words)
        return tabs

    def _second(self) -> list[QWidget]:
        people = RecordTable(
            PEOPLE_COLUMNS, "Shoppers", density="counter", open_key=True, fit=True, indent=73
        )
        days = RecordTable(DAYS_COLUMNS, "Occasions", bare=True, fit=True, row_height=56)
        deeds = RecordTable(DEEDS_COLUMNS, "Next steps", bare=True, fit=True)
        people.show_records(PEOPLE)
        days.show_records(PEOPLE[:2])
        deeds.show_records(PEOPLE[1:3])
        timeline = Timeline("Everything", fit=True)
        timeline.show_entries(ENTRIES)
        undo = UndoBar()
        undo.show_change(
            "Purchase saved: eternity band and a care kit.",
            FollowUp(words="Gift receipt", do=lambda: None, icon="printer"),
        )
        trouble = TroubleBar()
        trouble.say("The disk is full. Everything saved before is safe.")
        empty = area("panel")
        inside = QVBoxLayout(empty)
        inside.addWidget(empty_state("No occasions in the next 14 days", "The next one is soon."))
        cut = RoundCut()
        cut.setFixedSize(120, 120)
        return [
            people,
            held(row(held(column(section_head("Occasions", "2"), days)), held(column(deeds)))),
            timeline,
            undo,
            trouble,
            empty,
            held(row(InitialsMark("MA", 76), InitialsMark("陳", 42), cut, *_figures(), "stretch")),
            Pictures(),
        ]


def _figures() -> list[QWidget]:
    return [label("$49,900", "figure"), small_capitals("fine jewelry", role="brass")]


def _disabled(target: QWidget) -> QWidget:
    target.setEnabled(False)
    return target


def paint(app: QApplication, look: Look, factor: float = 1.0) -> QImage:
    """The gallery as a picture in this look."""
    theme.dress(app, look, factor)
    gallery = Gallery("Porcelain" if look is Look.LIGHT else "Onyx")
    gallery.resize(1440, gallery.sizeHint().height())
    gallery.show()
    app.processEvents()
    picture = gallery.grab().toImage()
    gallery.close()
    return picture


def main(folder: Path) -> None:
    """Write the sheets into the folder."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    paint(app, Look.LIGHT).save(str(folder / "gallery-light.png"))
    paint(app, Look.DARK).save(str(folder / "gallery-dark.png"))
    paint(app, Look.LIGHT, 1.5).save(str(folder / "gallery-large.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/gallery"))
