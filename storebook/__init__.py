"""Storebook: the client book of one jewelry store."""
