"""The steps themselves, as sqlite-utils runs them; loaded when there is one to be done."""

from storebook.book.by_sqlite_utils import Migrations, wrap
from storebook.book.engine import Connection
from storebook.book.migrations import (
    m001_book,
    m002_people,
    m003_preferences,
    m004_sales,
    m005_club,
    m006_outreach,
    m007_staff,
    m008_audit,
    m009_photos,
    m010_merged,
    m011_asked,
    m012_deposits,
    m013_mailings,
    m014_wording,
    m015_by_parents,
)

STEPS = (
    m001_book,
    m002_people,
    m003_preferences,
    m004_sales,
    m005_club,
    m006_outreach,
    m007_staff,
    m008_audit,
    m009_photos,
    m010_merged,
    m011_asked,
    m012_deposits,
    m013_mailings,
    m014_wording,
    m015_by_parents,
)

migrations = Migrations("storebook")
for step in STEPS:
    migrations(name=step.__name__.rpartition(".")[2])(step.migrate)


def run(connection: Connection) -> None:
    """Do every step that the book has not seen."""
    migrations.apply(wrap(connection))
