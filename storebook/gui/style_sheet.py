"""The one style sheet: how buttons, fields, lists and bars look in each of their states.

`@name` stands for a color of the theme, `@icons` for the folder of the small pictures, and `~38px`
for 38 pixels at 100 % text size. Letters are never set here: they are a `QFont` on the widget, so
that the text size can change while the window is open. No rule is written for `QWidget` itself,
because it would make Qt style every label one by one; the palette colors those.
"""

import re
from pathlib import Path

from storebook.gui.tokens import Tokens

BUTTONS = """
QToolTip { background: @ink; color: @paper; border: 0px; padding: 5px 8px; }
QPushButton { min-height: ~38px; padding: 0px 16px; border: 1px solid @edge; border-radius: 3px;
    background: @surface; color: @ink; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @hair; }
QPushButton:focus { border: 2px solid @accent; padding: 0px 15px; min-height: ~36px; }
QPushButton:disabled { color: @disabled; border-color: @hair; background: @sunk; }
QPushButton[kind="primary"] { background: @accent; border-color: @accent; color: @onaccent; }
QPushButton[kind="primary"]:hover { background: @accenthover; border-color: @accenthover; }
QPushButton[kind="primary"]:pressed { background: @accentpress; border-color: @accentpress; }
QPushButton[kind="primary"]:focus { border: 2px solid @ring; }
QPushButton[kind="primary"]:disabled { color: @disabled; border-color: @hair; background: @sunk; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; color: @accent; }
QPushButton[kind="quiet"]:hover { background: @hover; }
QPushButton[kind="quiet"]:pressed { background: @hair; }
QPushButton[kind="quiet"]:focus { border: 2px solid @accent; }
QPushButton[kind="quiet"]:disabled { color: @disabled; }
QPushButton[kind="plainquiet"] { border-color: transparent; background: transparent; color: @ink; }
QPushButton[kind="plainquiet"]:hover { background: @hover; }
QPushButton[kind="plainquiet"]:focus { border: 2px solid @accent; }
QPushButton[kind="sapphire"] { border-color: @sapphire; background: @sapphiresoft;
    color: @sapphire; }
QPushButton[kind="sapphire"]:focus { border: 2px solid @sapphire; }
QPushButton[kind="danger"] { border-color: @garnet; color: @garnet; }
QPushButton[kind="danger"]:hover { background: @garnetsoft; }
QPushButton[kind="danger"]:focus { border: 2px solid @garnet; }
QPushButton[kind="link"] { min-height: ~21px; padding: 1px 3px; border: 1px solid transparent;
    background: transparent; color: @accent; text-align: left; }
QPushButton[kind="link"]:hover { color: @accenthover; background: @hover; }
QPushButton[kind="link"]:focus { border: 2px solid @accent; padding: 0px 2px; min-height: ~21px; }
QPushButton[kind="chip"] { min-height: ~38px; border: 1px solid @hair; border-radius: ~20px;
    padding: 0px 14px 0px 7px; background: @surface; color: @ink; }
QPushButton[kind="chip"]:hover { background: @hover; }
QPushButton[kind="chip"]:focus { border: 2px solid @accent; padding: 0px 13px 0px 6px;
    min-height: ~36px; }
QPushButton[kind="cross"] { min-height: ~30px; min-width: ~30px; max-width: ~32px; padding: 0px;
    border: 1px solid transparent; background: transparent; }
QPushButton[kind="cross"]:hover { background: @hover; }
QPushButton[kind="cross"]:focus { border: 2px solid @accent; padding: 0px; min-height: ~28px; }
QPushButton[kind="segment"] { min-height: ~34px; padding: 0px 14px; border-radius: 0px;
    border-left-width: 0px; color: @ink2; }
QPushButton[kind="segment"][place="first"] { border-left-width: 1px;
    border-top-left-radius: 3px; border-bottom-left-radius: 3px; }
QPushButton[kind="segment"][place="last"] { border-top-right-radius: 3px;
    border-bottom-right-radius: 3px; }
QPushButton[kind="segment"]:checked { background: @accent; border-color: @accent;
    color: @onaccent; }
QPushButton[kind="segment"]:focus { border: 2px solid @accent; padding: 0px 13px;
    min-height: ~32px; }
QPushButton[kind="segment"]:checked:focus { border-color: @ring; }
QPushButton[kind="page"] { min-height: ~42px; padding: 0px 14px 0px 16px; border: 0px;
    border-left: 3px solid transparent; border-radius: 0px; background: transparent;
    color: @ink2; text-align: left; }
QPushButton[kind="page"]:hover { background: @hover; color: @ink; }
QPushButton[kind="page"]:checked { background: @paper; border-left: 3px solid @accent;
    border-top: 1px solid @hair; border-bottom: 1px solid @hair; color: @ink;
    min-height: ~40px; }
QPushButton[kind="page"]:focus { border: 2px solid @accent; padding: 0px 12px 0px 17px;
    min-height: ~38px; }
QPushButton[density="counter"] { min-height: ~46px; padding: 0px 20px; }
QPushButton[density="counter"]:focus { min-height: ~44px; padding: 0px 19px; }
QPushButton[density="quick"] { min-height: ~58px; padding: 0px 18px; }
QPushButton[density="quick"]:focus { min-height: ~56px; padding: 0px 17px; }
QPushButton[density="desk"] { min-height: ~30px; padding: 0px 12px; }
QPushButton[density="desk"]:focus { min-height: ~28px; padding: 0px 11px; }
"""

FIELDS = """
QLineEdit, QComboBox { min-height: ~38px; padding: 0px 11px; border: 1px solid @edge;
    border-radius: 3px; background: @surface; color: @ink; selection-background-color: @accent;
    selection-color: @onaccent; placeholder-text-color: @ink3; }
QPlainTextEdit { padding: 5px 7px; border: 1px solid @edge; border-radius: 3px;
    background: @surface; color: @ink; selection-background-color: @accent;
    selection-color: @onaccent; placeholder-text-color: @ink3; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: @ink; }
QLineEdit:focus, QComboBox:focus { border: 2px solid @accent; padding: 0px 10px;
    min-height: ~36px; }
QPlainTextEdit:focus { border: 2px solid @accent; padding: 4px 6px; }
QLineEdit[state="error"], QLineEdit[state="error"]:focus, QComboBox[state="error"],
QComboBox[state="error"]:focus { border: 2px solid @garnet; padding: 0px 10px;
    min-height: ~36px; }
QPlainTextEdit[state="error"] { border: 2px solid @garnet; padding: 4px 6px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: @sunk;
    border-color: @hair; color: @disabled; }
QLineEdit:read-only { background: @sunk; border-color: @hair; }
QLineEdit[density="counter"], QComboBox[density="counter"] { min-height: ~54px;
    padding: 0px 15px; }
QLineEdit[density="counter"]:focus, QComboBox[density="counter"]:focus,
QLineEdit[density="counter"][state="error"] { min-height: ~52px; padding: 0px 14px; }
QLineEdit[density="desk"], QComboBox[density="desk"] { min-height: ~30px; }
QLineEdit[density="desk"]:focus, QComboBox[density="desk"]:focus,
QLineEdit[density="desk"][state="error"] { min-height: ~28px; }
QComboBox { padding: 0px 13px; }
QComboBox:focus { padding: 0px 12px; }
QComboBox::drop-down { border: 0px; width: 30px; }
QComboBox::down-arrow { image: url("@icons/caret.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @edge; padding: 4px;
    outline: 0px; selection-background-color: @select; selection-color: @ink; }
QListView[area="popup"] { background: @surface; border: 1px solid @edge; border-radius: 0px;
    padding: 0px; outline: 0px; selection-background-color: @select; selection-color: @ink; }
QCheckBox, QRadioButton { spacing: 12px; min-height: ~40px; }
QCheckBox[density="desk"], QRadioButton[density="desk"] { min-height: ~32px; }
QCheckBox[density="counter"] { min-height: ~51px; }
QCheckBox:hover, QRadioButton:hover { color: @ink; }
QCheckBox::indicator { width: ~18px; height: ~18px; border: 1px solid @edge; border-radius: 2px;
    background: @surface; }
QCheckBox[density="counter"]::indicator { width: ~22px; height: ~22px; }
QCheckBox::indicator:hover { border-color: @ink; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent;
    image: url("@icons/check.svg"); }
QCheckBox::indicator:focus { border: 2px solid @accent; width: ~16px; height: ~16px; }
QCheckBox[density="counter"]::indicator:focus { width: ~20px; height: ~20px; }
QCheckBox::indicator:checked:focus { border-color: @ring; }
QCheckBox::indicator:disabled { border-color: @hair; background: @sunk; }
QRadioButton::indicator { width: ~18px; height: ~18px; border: 1px solid @edge;
    border-radius: 10px; background: @surface; }
QRadioButton::indicator:hover { border-color: @ink; }
QRadioButton::indicator:checked { image: url("@icons/dot.svg"); border-color: @accent; }
QRadioButton::indicator:focus { border: 2px solid @accent; width: ~16px; height: ~16px; }
"""

AREAS = """
QFrame[area="rail"] { background: @rail; border: 0px; border-right: 1px solid @hair; }
QFrame[area="panel"] { background: @surface; border: 1px solid @hair; border-radius: 4px; }
QFrame[area="sunk"] { background: @sunk; border: 0px; }
QFrame[area="sunkright"] { background: @sunk; border: 0px; border-left: 1px solid @hair; }
QFrame[area="ask"] { background: @brasssoft; border: 1px solid @brassline; border-radius: 4px; }
QFrame[area="secret"] { background: transparent; border: 0px; border-left: 2px solid @brassline; }
QFrame[area="confirm"] { background: @brasssoft; border: 0px; border-top: 1px solid @brassline; }
QFrame[area="trouble"] { background: @garnetsoft; border: 0px; border-radius: 3px; }
QFrame[area="status"] { background: @paper; border: 0px; border-top: 1px solid @hair; }
QFrame[area="foot"] { background: transparent; border: 0px; border-top: 1px solid @hair; }
QFrame[area="bar"] { background: transparent; border: 0px; border-top: 1px solid @hair; }
QFrame[area="dialog"] { background: @surface; border: 1px solid @edge; border-radius: 4px; }
QFrame[area="dialoghead"] { background: @sunk; border: 0px; border-bottom: 1px solid @hair;
    border-top-left-radius: 3px; border-top-right-radius: 3px; }
QFrame[area="popup"] { background: @surface; border: 1px solid @edge; }
QFrame[area="undo"] { background: @ink; border: 0px; border-radius: 3px; }
QFrame[area="undo"] QPushButton { background: transparent; border-color: @paper; color: @paper; }
QFrame[area="undo"] QPushButton[kind="quiet"] { border-color: transparent; }
QFrame[area="undo"] QPushButton[kind="cross"] { border-color: transparent; }
QFrame[area="undo"] QPushButton:hover { background: @ink2; }
QFrame[area="undo"] QPushButton:focus { border: 2px solid @ring; }
QFrame[area="undo"] QLabel { color: @paper; }
QLabel[role="second"] { color: @ink2; }
QLabel[role="hint"] { color: @ink3; }
QLabel[role="error"] { color: @garnet; }
QLabel[role="warning"] { color: @citrine; }
QLabel[role="good"] { color: @leaf; }
QLabel[role="brass"] { color: @brass; }
QLabel[role="accent"] { color: @accent; }
QScrollArea { background: transparent; border: 0px; }
"""

LISTS = """
QTabBar { background: transparent; border: 0px; }
QTabBar::tab { padding: 8px 0px 9px 0px; margin-right: 24px; border: 0px;
    border-bottom: 2px solid transparent; color: @ink2; background: transparent; }
QTabBar::tab:selected { color: @ink; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:selected:focus { color: @accent; padding-bottom: 8px;
    border-bottom: 3px solid @accent; }
QTableView, QListView { background: @surface; border: 1px solid @hair; border-radius: 4px;
    outline: 0px; selection-background-color: @select; selection-color: @ink; }
QTableView[area="bare"], QListView[area="bare"] { background: transparent; border: 0px;
    border-radius: 0px; selection-background-color: transparent; }
QTableView[area="bare"]:focus, QListView[area="bare"]:focus { border: 0px; }
QHeaderView { background: transparent; border: 0px; }
QFileDialog QHeaderView { background: @sunk; }
QFileDialog QHeaderView::section { background: @sunk; color: @ink2; padding: 4px 12px;
    border: 0px; border-bottom: 1px solid @hair; }
QFileDialog QTreeView { background: @surface; border: 1px solid @hair; border-radius: 4px;
    outline: 0px; selection-background-color: @select; selection-color: @ink; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle:vertical { background: @hair; border-radius: 3px; min-height: 32px;
    margin: 2px 3px; }
QScrollBar::handle:horizontal { background: @hair; border-radius: 3px; min-width: 32px;
    margin: 3px 2px; }
QScrollBar::handle:hover { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0px; width: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: @surface; border: 1px solid @edge; padding: 4px 0px; }
QMenu::item { padding: 8px 28px 8px 16px; color: @ink; }
QMenu::item:selected { background: @select; color: @ink; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @hair; margin: 4px 0px; }
QSplitter::handle { background: @hair; }
QProgressBar { background: @hair; border: 0px; min-height: 3px; max-height: 3px; }
QProgressBar::chunk { background: @accent; }
"""

TEMPLATE = BUTTONS + FIELDS + AREAS + LISTS


def style_sheet(tokens: Tokens, factor: float, icons: Path) -> str:
    """The style sheet in these colors at this text size; `icons` holds the small pictures."""
    colors = tokens.by_name()
    text = TEMPLATE.replace("@icons", icons.as_posix())
    text = re.sub(r"@(\w+)", lambda found: colors[found[1]], text)
    return re.sub(r"~(\d+)px", lambda found: f"{round(int(found[1]) * factor)}px", text)


CARET = '<path d="M3 6l5 5 5-5" fill="none" stroke="{ink2}" stroke-width="1.4"/>'
CHECK = (
    '<path d="M3.2 8.4l3.2 3.2 6.4-7" fill="none" stroke="{onaccent}" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/>'
)
DOT = '<circle cx="8" cy="8" r="5" fill="{accent}"/>'
CALENDAR = (
    '<path d="M2.5 4h11v9.5h-11zM2.5 6.8h11M5.2 2.6v2.6M10.8 2.6v2.6" fill="none" '
    'stroke="{ink2}" stroke-width="1.1" stroke-linejoin="round" stroke-linecap="round"/>'
)


def write_pictures(tokens: Tokens, folder: Path) -> None:
    """Write caret, check, dot and calendar in these colors, for the style sheet to point at."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {"caret": CARET, "check": CHECK, "dot": DOT, "calendar": CALENDAR}
    for name, body in pictures.items():
        drawn = body.format(**tokens.by_name())
        (folder / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawn}</svg>',
            encoding="utf-8",
        )
