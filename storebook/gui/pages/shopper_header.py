"""The head of the shopper's page: who it is, how they stand, what must not be missed."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from storebook.base.money import Cents, decimal_mark
from storebook.club.members import Member
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.drawing import text_width
from storebook.gui.focus_chain import follow
from storebook.gui.layout import column, held, row, stack
from storebook.gui.marks import Tier, paint_tier
from storebook.gui.pages.shopper_ask import AskOneThing
from storebook.gui.pages.shopper_flow import Flow
from storebook.gui.pages.shopper_mark import ShopperMark
from storebook.gui.shown import short_day
from storebook.gui.words import label, name_label, tag
from storebook.people.consent import Channel, ConsentEvent, Purpose
from storebook.people.known import Facts
from storebook.people.preferences import PreferenceKind
from storebook.people.shoppers import Shopper, Standing
from storebook.sales.spend import spend_of

MONTHS = 36
BESIDE_FROM = 700
CHANNELS = {
    Channel.MAIL: ("Mail", "envelope-simple"),
    Channel.PHONE: ("Phone", "phone"),
    Channel.TEXT: ("Text", "chat-text"),
    Channel.EMAIL: ("E-mail", "at"),
}
PURPOSES = {
    Purpose.OCCASIONS: "occasions",
    Purpose.OFFERS: "offers",
    Purpose.EVENTS: "events",
}
State = dict[tuple[Channel, Purpose], ConsentEvent]


class TierSign(QWidget):
    """The mark of the club beside words."""

    def __init__(self, tier: Tier) -> None:
        super().__init__()
        self._tier = tier
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(16), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_tier(QPainter(self), QRectF(self.rect()), self._tier)


class ShopperHeader(QWidget):
    """Initials, name, line of standing and tags; at the right, or beneath, what may be asked."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.mark = ShopperMark(context)
        self.name = name_label("")
        self.second = label("", "heading-italic", role="second")
        self.standing = Flow(10, 4)
        self.tags = Flow(8, 6)
        self._names = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.addWidget(self.name, 0)
        # Both stand on one line, though the letters of the name reach further down.
        self._beside = held(column(self.second, 4, spacing=0))
        self._names.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignBottom)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(7)
        words.addLayout(self._names)
        words.addWidget(self.standing)
        words.addWidget(self.tags)
        words.addStretch()
        who = QHBoxLayout()
        who.setSpacing(20)
        who.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        who.addLayout(words, 1)
        self.ask = AskOneThing(context)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(16)
        self._whole.addLayout(who, 1)
        self._whole.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """A long name has its lines for itself; what friends say goes beneath."""
        beside = self.width() >= theme.px(BESIDE_FROM)
        stack(self._whole, upright=not beside)
        taken = self.ask.panel.width() + 16 if beside and not self.ask.isHidden() else 0
        room = self.width() - taken - self.mark.sizeHint().width() - 40
        both = text_width(self.name.text(), theme.font("name"))
        both += text_width(self.second.text(), theme.font("heading-italic"))
        stack(self._names, upright=both >= room)
        self._names.setSpacing(16 if both < room else 0)

    def refresh(self, shopper: Shopper, member: Member | None, facts: Facts) -> None:
        """Show this shopper, who may be in the club."""
        self.mark.refresh(shopper)
        self.name.setText(shopper.name)
        self.second.setText(called(shopper))
        self._beside.setVisible(bool(self.second.text()))
        self.ask.refresh(shopper, facts)
        follow(self.mark, self.ask.stops())
        self._measure()
        self.standing.show_parts(self._standing(shopper, member))
        self.tags.show_parts(self._tags(shopper, facts))

    def _standing(self, shopper: Shopper, member: Member | None) -> list[QWidget]:
        """Club, since when, who looks after them and what they brought, with dots between."""
        groups: list[list[QWidget]] = []
        if member is not None and member.left_on is None:
            groups.append(
                [
                    TierSign(Tier.PEARL),
                    label("Club member"),
                    label(f"card {spaced(member.number)}", role="second"),
                ]
            )
        elif shopper.standing is Standing.PROSPECTIVE:
            groups.append([label("Has not bought yet", role="second")])
        if shopper.since is not None:
            groups.append([label(f"Shopper since {shopper.since.year}")])
        if shopper.associate:
            groups.append([label(f"Looked after by {shopper.associate}")])
        spend = self._spend(shopper.id)
        if spend:
            groups.append([label(spend, "strong"), label(f"in {MONTHS} months")])
        return with_dots(groups)

    def _spend(self, shopper_id: int) -> str:
        if not self._context.viewer().sees_spend:
            return ""
        spent = spend_of(self._context.book, shopper_id, today=self._context.today(), months=MONTHS)
        return whole_money(self._context, spent.net_cents) if spent.purchases else ""

    def _tags(self, shopper: Shopper, facts: Facts) -> list[QWidget]:
        """What must be known before speaking comes first, what may be sent last."""
        today, locale = self._context.today(), self._context.shop().locale
        made: list[QWidget] = [
            tag(words, "citrine", icon="info") for words in gone_words(shopper, today, locale)
        ]
        allergies = [one.value for one in facts.tastes if one.kind is PreferenceKind.ALLERGY]
        for allergy in allergies:
            words = f"{allergy[:1].upper()}{allergy[1:]} allergy"
            made.append(tag(words, "garnet", icon="warning-circle"))
        if shopper.quiet_until is not None and shopper.quiet_until > today:
            until = short_day(shopper.quiet_until, today, locale)
            note = f": {shopper.quiet_note}" if shopper.quiet_note else ""
            made.append(tag(f"Quiet until {until}{note}", "citrine", icon="bell-simple-slash"))
        if self.ask.known.came_back and shopper.deceased_on is None:
            made.append(tag("Mail came back", "citrine", icon="map-pin"))
        if shopper.deceased_on is None:
            made += [
                tag(f"{CHANNELS[channel][0]}: {words}", "plain", icon=icon)
                for channel, words, icon in permissions(facts.consents)
            ]
        return made


def called(shopper: Shopper) -> str:
    """The other script and what friends say, in italic after the name."""
    other = next(
        (
            form
            for form in (shopper.native_name, shopper.romanized)
            if form and form != shopper.name
        ),
        "",
    )
    nickname = f"“{shopper.nickname}”" if shopper.nickname else ""
    return "  ".join(part for part in (other, nickname) if part)


def with_dots(groups: list[list[QWidget]]) -> list[QWidget]:
    """The groups in one line, a dot between each two; what belongs together is never parted."""
    parts: list[QWidget] = []
    for group in groups:
        if parts:
            dot = label("·", role="hint")
            dot.setProperty("between", True)
            parts.append(dot)
        parts.append(held(row(*group, spacing=8)))
    return parts


def gone_words(shopper: Shopper, today: date, locale: str) -> list[str]:
    """What has become of them, said clearly: nothing is sent to who died or was archived."""
    said = []
    if shopper.deceased_on is not None:
        note = f": {shopper.deceased_note}" if shopper.deceased_note else ""
        said.append(f"Died {short_day(shopper.deceased_on, today, locale)}{note}")
    if shopper.moved_away_on is not None:
        said.append(f"Moved away {short_day(shopper.moved_away_on, today, locale)}")
    if shopper.archived_on is not None:
        said.append(f"Archived {short_day(shopper.archived_on, today, locale)}")
    return said


def permissions(state: State) -> list[tuple[Channel, str, str]]:
    """One word a channel: yes, no, or what for; what was never asked is not there."""
    found = []
    for channel, (_, icon) in CHANNELS.items():
        asked = {purpose: state.get((channel, purpose)) for purpose in PURPOSES}
        given = [purpose for purpose, event in asked.items() if event is not None and event.given]
        if not any(asked.values()):
            continue
        if len(given) == len(PURPOSES):
            found.append((channel, "yes", icon))
        elif given:
            found.append((channel, " and ".join(PURPOSES[each] for each in given), icon))
        else:
            found.append((channel, "no", "prohibit"))
    return found


def spaced(number: str) -> str:
    """A card number in groups that can be read aloud: “1 0017”."""
    return f"{number[:-4]} {number[-4:]}" if len(number) > 4 else number


def whole_money(context: Context, cents: Cents) -> str:
    """An amount for a heading, in whole units: “$38,420”."""
    digits = context.currency().digits
    unit = 10**digits
    words = context.money(Cents(round(cents / unit) * unit))
    return words.replace(f"{decimal_mark(context.shop().locale)}{'0' * digits}", "", 1)
