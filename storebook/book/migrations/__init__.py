"""The steps that bring an older book to today's shape; none is edited once released."""

from storebook.book.engine import Migrations
from storebook.book.migrations import (
    m001_book,
    m002_people,
    m003_preferences,
    m004_sales,
    m005_club,
    m006_outreach,
)

STEPS = (m001_book, m002_people, m003_preferences, m004_sales, m005_club, m006_outreach)

migrations = Migrations("storebook")
for step in STEPS:
    migrations(name=step.__name__.rpartition(".")[2])(step.migrate)

KNOWN = tuple(step.__name__.rpartition(".")[2] for step in STEPS)
