"""The photos of a shopper or of a piece: looking at them, adding, turning and removing."""

from storebook.gui.dialogs.photos.dialog import PhotosDialog

__all__ = ["PhotosDialog"]
