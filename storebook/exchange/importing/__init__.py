"""Saving what was looked at: whole or not at all, and taken back as one step."""

from storebook.exchange.importing.results import ImportResult, Outcome
from storebook.exchange.importing.saving import Plan, plan_import, save_import

__all__ = ["ImportResult", "Outcome", "Plan", "plan_import", "save_import"]
