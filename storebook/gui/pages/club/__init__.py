"""The club: enrolling somebody in three answers, and who belongs to it."""

from storebook.gui.pages.club.page import ClubPage

__all__ = ["ClubPage"]
