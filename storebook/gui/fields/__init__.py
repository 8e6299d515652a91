"""Everything a shop asks: one module a kind of answer."""

from storebook.gui.fields.amounts import CountField, MoneyField
from storebook.gui.fields.base import Field, Message, announce
from storebook.gui.fields.choice import CheckLine, ChoiceField, PickField
from storebook.gui.fields.days import DayField, YearlyDayField
from storebook.gui.fields.text import LineEdit, ParagraphField, SearchLine, TextField

__all__ = [
    "CheckLine",
    "ChoiceField",
    "CountField",
    "DayField",
    "Field",
    "LineEdit",
    "Message",
    "MoneyField",
    "ParagraphField",
    "PickField",
    "SearchLine",
    "TextField",
    "YearlyDayField",
    "announce",
]
