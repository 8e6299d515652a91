"""Said before the screen is turned where nobody has a PIN: how to come back."""

from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.words import button, label

SEES = (
    "The shopper sees the questions of the club on the whole screen, and nothing else. What they "
    "type is kept, and waits for you on the club’s page."
)
BACK = "To come back, hold Esc for three seconds, or a finger on the shop’s name."
WITHOUT_A_PIN = (
    "Nobody here has a PIN, so whoever knows this can come back. With a PIN, which the Staff tab "
    "of the Shop page sets, Esc asks for it."
)


class BeforeTurning(Dialog):
    """With PINs it is not asked: Esc asks for one, and the screen says so itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Turn the screen", width=600)
        self.content.addWidget(label("Turn the screen to the shopper", "heading"))
        self.content.addWidget(label(SEES, wrap=True))
        self.content.addWidget(label(BACK, "strong", wrap=True))
        self.content.addWidget(label(WITHOUT_A_PIN, "small", role="second", wrap=True))
        self.set_actions(button("Turn the screen", kind="primary", key="save"))

    def save(self) -> None:
        """Nothing is saved by it."""
