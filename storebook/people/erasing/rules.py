"""What becomes of each row that points at a person who is erased: it goes, or stands without them.

Whatever is not said to stay goes, so that a table that is made later forgets them too; that its
columns were thought of is a test's to see.
"""

# Accounts and what belongs to others: the row stays, the person is taken out of it.
STAYS = {
    ("line", "wearer_id"),
    ("occasion", "partner_id"),
    ("piece", "giver_id"),
    ("piece", "wearer_id"),
    ("purchase", "shopper_id"),
    ("run_piece", "partner_id"),
    ("run_piece", "shopper_id"),
    ("shopper", "referrer_id"),
}
# What a row that stays said of them besides.
SAID = {
    "purchase": ("note", "occasion_text", "occasion_id"),
    "piece": ("engraving",),
    "household": ("couple_line", "couple_greeting", "couple_note"),
    "run_piece": ("why_detail",),
}
# Theirs alone, and gone with them.
GOES = {
    ("address", "shopper_id"),
    ("apart", "other_id"),
    ("apart", "shopper_id"),
    ("consent", "shopper_id"),
    ("email", "shopper_id"),
    ("kin", "other_id"),
    ("kin", "shopper_id"),
    ("member", "shopper_id"),
    ("merged", "shopper_id"),
    ("note", "shopper_id"),
    ("occasion", "shopper_id"),
    ("own_value", "shopper_id"),
    ("phone", "shopper_id"),
    ("photo", "shopper_id"),
    ("preference", "shopper_id"),
    ("run_piece", "child_id"),
    ("size", "shopper_id"),
    ("tag", "shopper_id"),
    ("task", "shopper_id"),
    ("touch", "shopper_id"),
    ("wish", "shopper_id"),
    ("wish_confidant", "shopper_id"),
}
