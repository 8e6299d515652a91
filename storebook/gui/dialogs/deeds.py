"""The other deeds of a dialog: buttons beside the primary one that also save and close."""

from collections.abc import Callable

from storebook.base.errors import Refused
from storebook.gui.dialog import Dialog


def do_and_close(dialog: Dialog, deed: Callable[[], None]) -> None:
    """Do it and close; a refusal stays with the dialog, and nothing typed is lost."""
    dialog.saving.emit()
    try:
        deed()
    except Refused as refusal:
        dialog.refuse(refusal)
        return
    if dialog.keeper is not None:
        dialog.keeper.drop()
    dialog.accepted.emit()
    dialog.finished.emit()
