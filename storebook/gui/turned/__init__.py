"""The screen turned to the shopper: three questions and a thank-you, and no way into the book."""

from storebook.gui.turned.turning import Turning

__all__ = ["Turning"]
