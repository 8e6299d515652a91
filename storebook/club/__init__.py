"""The club: who belongs to it."""
