"""The steps that bring an older book to today's shape; none is edited once released."""

# Only their names: a book of today is opened without loading the steps themselves (`steps.py`).
KNOWN = (
    "m001_book",
    "m002_people",
    "m003_preferences",
    "m004_sales",
    "m005_club",
    "m006_outreach",
    "m007_staff",
    "m008_audit",
    "m009_photos",
    "m010_merged",
    "m011_asked",
    "m012_deposits",
    "m013_mailings",
    "m014_wording",
    "m015_by_parents",
)
