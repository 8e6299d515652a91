"""Tool tips: the words as they stand, whatever signs are in them, and read aloud as they stand."""

from html import escape

from PySide6.QtWidgets import QWidget


def tip(target: QWidget, words: str) -> None:
    """A tool tip in plain text; nothing that is needed stands only there.

    Left to itself Qt reads a tip aloud as the description, with the signs that keep it plain.
    """
    target.setToolTip(f"<span>{escape(words)}</span>" if words else "")
    target.setAccessibleDescription(words)
