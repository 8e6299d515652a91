"""What a card says inside: a greeting, a wish of a few lines, who signs."""

from storebook.outreach.wording.fields import (
    FIELDS,
    Field,
    field_of,
    fields_for,
    filled,
    is_nobody,
)
from storebook.outreach.wording.moments import FAITHS, moment_of_title, moments_for, moments_of
from storebook.outreach.wording.records import (
    CardWords,
    Facts,
    Missing,
    Origin,
    Sender,
    Template,
    language_of,
)
from storebook.outreach.wording.samples import longest_facts, sample_facts
from storebook.outreach.wording.senders import (
    WordingRules,
    gift_lists,
    sender_of,
    set_gift_list,
)
from storebook.outreach.wording.shipped import LANGUAGES, shipped, tongue, tongue_of
from storebook.outreach.wording.turns import Wordings, next_text, sent_wordings

__all__ = [
    "FAITHS",
    "FIELDS",
    "LANGUAGES",
    "CardWords",
    "Facts",
    "Field",
    "Missing",
    "Origin",
    "Sender",
    "Template",
    "WordingRules",
    "Wordings",
    "field_of",
    "fields_for",
    "filled",
    "gift_lists",
    "is_nobody",
    "language_of",
    "longest_facts",
    "moment_of_title",
    "moments_for",
    "moments_of",
    "next_text",
    "sample_facts",
    "sender_of",
    "sent_wordings",
    "set_gift_list",
    "shipped",
    "tongue",
    "tongue_of",
]
