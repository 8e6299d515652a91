"""Brings back what can be read of a damaged book; loaded when there is one."""

from storebook.book.salvage.bringing_back import salvage as salvage
from storebook.book.salvage.pages import open_pages as open_pages
from storebook.book.salvage.reading import looks_like_a_book as looks_like_a_book
from storebook.book.salvage.report import SalvageReport as SalvageReport
from storebook.book.salvage.report import TableReport as TableReport
