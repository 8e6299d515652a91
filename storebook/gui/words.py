"""Words on the screen: every label, link, tag and tool tip, always as plain text.

What came from the book may hold `&` and `<b>`; whoever makes a label here need not think of it.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from storebook.gui import fonts, privacy, theme
from storebook.gui.airy import AiryLabel
from storebook.gui.buttons import Button, LinkButton, key_words
from storebook.gui.drawing import elided, key_cap, key_cap_width, text_width, write
from storebook.gui.icons import paint_icon
from storebook.gui.tips import tip as tip

TAG_INKS = {
    "garnet": ("garnetsoft", "garnet"),
    "citrine": ("citrinesoft", "citrine"),
    "sapphire": ("sapphiresoft", "sapphire"),
    "leaf": ("leafsoft", "leaf"),
    "plain": ("", "ink2"),
}


def label(
    words: str = "",
    kind: str = "body",
    *,
    role: str = "",
    wrap: bool = False,
    selectable: bool = False,
) -> QLabel:
    """Plain words in letters of `kind`.

    `role` colors them: second (ink2), hint (ink3), error, warning, good, brass, accent. A label in
    the serif brings its own air at the top. `selectable` lets the text be copied with the mouse.
    """
    airy = wrap and fonts.KINDS[kind].serif and not selectable
    made = AiryLabel() if airy else QLabel()
    _dress(made, words, kind, role)
    made.setWordWrap(wrap)
    if wrap:
        policy = made.sizePolicy()
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _dress(made: QLabel, words: str, kind: str, role: str) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(words)
    if role:
        made.setProperty("role", role)
    theme.set_letters(made, kind)


def set_role(target: QLabel, role: str) -> None:
    """Color the words anew: second, hint, error, warning, good, brass or accent."""
    if target.property("role") != role:
        target.setProperty("role", role)
        theme.restyle(target)


def say_extent(words: str, foot: QLabel, *lists: QWidget) -> None:
    """Write at the foot how much is shown, and tell who listens to the list or its search."""
    foot.setText(words)
    for each in lists:
        each.setAccessibleDescription(words)


def show_amount(target: QLabel, words: str) -> None:
    """Write an amount; one that is hidden stands in ink3 and is read as “hidden”."""
    hidden = words == privacy.HIDDEN
    target.setText(words)
    target.setAccessibleName(privacy.SPOKEN if hidden else "")
    set_role(target, "hint" if hidden else "")


class OneLine(QLabel):
    """Plain words on one line, cut at the right with an ellipsis when there is no room."""

    def minimumSizeHint(self) -> QSize:
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), theme.px(24)), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        painter.drawText(
            box,
            self.alignment() | Qt.TextFlag.TextSingleLine,
            elided(self.text(), self.font(), box.width()),
        )


def one_line(words: str = "", kind: str = "body", *, role: str = "") -> OneLine:
    """As `label`, but never wider than its place: what does not fit ends in an ellipsis."""
    made = OneLine()
    _dress(made, words, kind, role)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def name_label(words: str = "", kind: str = "name") -> QLabel:
    """A person's name on their own page: wrapped when long, never shrunk, never cut at the top."""
    return label(words, kind, wrap=True)


def small_capitals(words: str, *, role: str = "") -> QLabel:
    """A section label. The letters are a family of their own, set in lower case."""
    made = label(words.lower(), "label", role=role)
    made.setAccessibleName(words)
    return made


def link(words: str, *, icon: str | None = None, kind: str = "body") -> LinkButton:
    """Green underlined words; connect `clicked`."""
    return LinkButton(words, icon=icon, letters=kind)


def button(
    words: str,
    *,
    kind: str = "plain",
    icon: str | None = None,
    key: str = "",
    density: str = "normal",
) -> Button:
    """A button whose words name the deed.

    `kind`: primary (one a page), plain, quiet, danger. `key`: an action of `keys` ("save") or a key
    as written ("Esc"), shown small beside the words. `density`: counter (48), normal (40), desk
    (32).
    """
    return Button(words, kind, icon=icon, key=key_words(key), density=density)


def rule() -> QWidget:
    """A hairline across."""
    return _Rule()


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("hair"))


class UprightRule(QWidget):
    """A hairline between two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("hair"))


class SectionHead(QWidget):
    """A small-capitals label, one quiet fact or link at the right, a hairline beneath."""

    def __init__(self, title: str, fact: str | QWidget = "") -> None:
        super().__init__()
        self.title = small_capitals(title)
        self._fact: QLabel | None = None
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.title)
        line.addStretch()
        if isinstance(fact, QWidget):
            line.addWidget(fact)
        else:
            self._fact = one_line(fact, "small", role="second")
            line.addWidget(self._fact)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(7))
        whole.addLayout(line)
        whole.addWidget(rule())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Change the label."""
        self.title.setText(title.lower())
        self.title.setAccessibleName(title)

    def set_fact(self, fact: str) -> None:
        """Change the quiet fact at the right: a count, “may be told: Daniel”."""
        if self._fact is not None:
            self._fact.setText(fact)


def section_head(title: str, fact: str | QWidget = "") -> SectionHead:
    """A section label with its hairline; `fact` is a few words, or a link."""
    return SectionHead(title, fact)


class Tag(QWidget):
    """What must not be missed before speaking: an allergy, quiet until, a permission."""

    def __init__(self, words: str, color: str = "plain", icon: str | None = None) -> None:
        super().__init__()
        self._words = words
        self._color = color
        self._sign = icon
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What the tag says."""
        return self._words

    def sizeHint(self) -> QSize:
        width = text_width(self._words, theme.font("small")) + 20
        return QSize(width + (theme.px(24) if self._sign else 0), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = TAG_INKS[self._color]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color(ground or "hair"))
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 2, 2)
        left = 10
        if self._sign:
            size = theme.px(16)
            box = QRect(left - 1, (self.height() - size) // 2, size, size)
            paint_icon(painter, box, self._sign, ink)
            left += theme.px(24)
        box = QRect(left, 0, self.width() - left - 8, self.height())
        write(painter, box, self._words, theme.font("small"), ink)


def tag(words: str, color: str = "plain", *, icon: str | None = None) -> Tag:
    """`color`: garnet (allergy), citrine (quiet until), sapphire (privacy), leaf, plain."""
    return Tag(words, color, icon)


class KeyCap(QWidget):
    """A little key beside what it does."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key_words(key)
        self.setAccessibleName(self._key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._key), theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        key_cap(QPainter(self), self.width(), self.height() // 2, self._key)


class Sign(QWidget):
    """A sign beside words, in the color of a token; it follows the theme."""

    def __init__(self, icon: str, color: str = "ink2", pixels: int = 20) -> None:
        super().__init__()
        self._icon = icon
        self._color = color
        self._pixels = pixels
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, icon: str, color: str) -> None:
        """Show another sign."""
        self._icon, self._color = icon, color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._pixels), theme.px(self._pixels))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._icon, self._color)


def area(kind: str) -> QFrame:
    """An empty frame in one of the papers: panel, sunk, ask, secret, trouble, confirm."""
    made = QFrame()
    made.setProperty("area", kind)
    return made


def empty_state(heading: str, fact: str = "", action: QWidget | None = None) -> QWidget:
    """What a list says when it has nothing: what is so, the next useful fact, one button."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(24, 24, 24, 24)
    layout.setSpacing(8)
    layout.addStretch()
    lines = [label(heading, "heading", wrap=True)]
    if fact:
        lines.append(label(fact, role="second", wrap=True))
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(line)
    if action is not None:
        layout.addSpacing(8)
        layout.addWidget(action, alignment=Qt.AlignmentFlag.AlignHCenter)
    layout.addStretch()
    return made


def shop_name_parts(name: str) -> list[tuple[str, bool]]:
    """The shop's name with its ampersand apart, which is set in italic: (words, italic)."""
    parts: list[tuple[str, bool]] = []
    for index, piece in enumerate(name.split("&")):
        if index:
            parts.append(("&", True))
        if piece:
            parts.append((piece, False))
    return parts


class ShopName(QWidget):
    """The shop's name in the serif; its ampersand in italic."""

    def __init__(self, name: str, kind: str = "heading") -> None:
        super().__init__()
        self._kind = kind
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Show another name."""
        self._name = name
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = sum(
            text_width(words, theme.font(self._letters(italic)))
            for words, italic in shop_name_parts(self._name)
        )
        return QSize(width + 4, theme.px(fonts.KINDS[self._kind].pixels * 1.3))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("ink"))
        left = 0
        baseline = self.height() - QFontMetrics(theme.font(self._kind)).descent() - 1
        for words, italic in shop_name_parts(self._name):
            font = theme.font(self._letters(italic))
            painter.setFont(font)
            shown = elided(words, font, self.width() - left)
            painter.drawText(left, baseline, shown)
            left += text_width(shown, font)

    def _letters(self, italic: bool) -> str:
        return f"{self._kind}-italic" if italic else self._kind
