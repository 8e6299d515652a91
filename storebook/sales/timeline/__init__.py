"""Everything that passed between the shop and one shopper."""

from storebook.sales.timeline.asking import timeline, timeline_length
from storebook.sales.timeline.entry import (
    EVERY_KIND,
    NEWEST,
    Part,
    TimelineEntry,
    TimelineKind,
    TimelineLength,
)

__all__ = [
    "EVERY_KIND",
    "NEWEST",
    "Part",
    "TimelineEntry",
    "TimelineKind",
    "TimelineLength",
    "timeline",
    "timeline_length",
]
