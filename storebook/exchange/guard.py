"""Keeps a spreadsheet from running what a shopper typed: a mark before it, taken off again here.

A cell that begins with = + - @ or a tab is a formula to a spreadsheet. A list for one gets an
apostrophe before such a text; its first heading says so, and our import takes off exactly that.
"""

import re

GUARD = "'"
# With what a spreadsheet passes over before them, and their wide forms.
RUN = re.compile(
    "'*[\\s\u200b\ufeff]*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b|]"
)
ROW = "Row"
GUARDED_ROW = "Row (safe for spreadsheets)"


def guarded(text: str) -> str:
    """The text as a spreadsheet may have it."""
    return GUARD + text if RUN.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith(GUARD) and RUN.match(text[1:]) else text
