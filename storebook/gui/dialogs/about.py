"""Which open secret of the shopper a contact or a task is about: it is then as secret."""

from datetime import date

from PySide6.QtWidgets import QComboBox

from storebook.gui.context import Context
from storebook.gui.fields import ChoiceField
from storebook.gui.shown import short_day
from storebook.sales.secrets import OpenSecret, open_secrets

NOTHING = "Nothing secret"
NOTE = "what is about a secret is kept as one"
SHORTEST = 30


class AboutSecret(ChoiceField):
    """The secrets that this shopper gives; nothing is asked where there is none."""

    def __init__(self, context: Context, shopper_id: int | None, kept: int | None = None) -> None:
        today = context.today()
        found = open_secrets(context.book, shopper_id, today)
        self._kept = kept
        locale = context.shop().locale
        choices = [(one.piece_id, secret_words(one, today, locale)) for one in found]
        super().__init__("About", [(None, NOTHING), *choices], kept, note=NOTE)
        # What it was about before, and can't be chosen here, it stays about.
        self.offers = bool(found) and (kept is None or kept in dict(choices))
        # A long description ends in an ellipsis rather than make the form wider than the screen.
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(SHORTEST)

    def piece_id(self) -> int | None:
        """The piece that it is about."""
        chosen: int | None = self.value() if self.offers else self._kept
        return chosen


def secret_words(secret: OpenSecret, today: date, locale: str) -> str:
    """What it is, for whom, and until when: enough to tell two rings apart."""
    until = short_day(secret.secret_until, today, locale)
    return f"{secret.description}, for {secret.wearer}, secret until {until}"
