"""The name of a row: whole as it is written, or put together from its parts."""

from storebook.base.text import is_east_asian, one_line
from storebook.exchange.layout import Cells, Layout

NAME_PARTS = ("given", "middle", "family", "suffix")


def whole_name(layout: Layout, cells: Cells) -> str:
    """The name as it is written, else its parts in order, else the company."""
    name = one_line(layout.cell(cells, "name"))
    if name:
        return name
    parts = {part: one_line(layout.cell(cells, part)) for part in NAME_PARTS}
    if is_east_asian(parts["family"]) and is_east_asian(parts["given"]):
        return parts["family"] + parts["given"]
    told = " ".join(filter(None, (parts["given"], parts["middle"], parts["family"])))
    if told and parts["suffix"]:
        told = f"{told} {parts['suffix']}"
    return told or one_line(layout.cell(cells, "company"))


def company_beside(layout: Layout, cells: Cells, name: str) -> str:
    """The company, where it is not the name itself."""
    company = one_line(layout.cell(cells, "company"))
    return "" if company == name else company
