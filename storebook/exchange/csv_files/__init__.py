"""Lists as CSV files: how they are read, whatever program wrote them."""

from storebook.exchange.csv_files.delimiters import DELIMITERS, DelimiterChoice
from storebook.exchange.csv_files.encodings import (
    ENCODINGS,
    Encoding,
    EncodingChoice,
    UnsureLine,
)
from storebook.exchange.csv_files.opening import called
from storebook.exchange.csv_files.reading import ListFile, Watch, look_into, rows_of
from storebook.exchange.csv_files.records import Record
from storebook.exchange.csv_files.scanning import Progress, Stop, Stopped

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "DelimiterChoice",
    "Encoding",
    "EncodingChoice",
    "ListFile",
    "Progress",
    "Record",
    "Stop",
    "Stopped",
    "UnsureLine",
    "Watch",
    "called",
    "look_into",
    "rows_of",
]
