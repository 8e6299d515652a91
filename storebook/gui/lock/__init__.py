"""The lock: nothing of the book on the screen until somebody who works here says who it is."""

from storebook.gui.lock.guard import Lock
from storebook.gui.lock.quiet import Quiet

__all__ = ["Lock", "Quiet"]
