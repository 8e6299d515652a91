"""How long the tests of this folder are: short in every check, long when they are asked to be."""

import json
import os
from pathlib import Path

LONG = os.environ.get("STOREBOOK_DURABILITY") == "long"
# A part of the long form, for whoever has not the whole night: 0.1 is a tenth of it.
PART = float(os.environ.get("STOREBOOK_DURABILITY_PART", "1"))
FIGURES = os.environ.get("STOREBOOK_FIGURES")


def many(short: int, long: int) -> int:
    """How often something is tried."""
    return max(short, int(long * PART)) if LONG and long > short else long if LONG else short


def reached(row: int, figure: str) -> None:
    """Keep what a row reached, for the table of the long form."""
    if FIGURES:
        with Path(FIGURES).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"row": row, "figure": figure}) + "\n")
