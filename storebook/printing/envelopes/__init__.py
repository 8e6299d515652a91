"""Envelopes: their sizes, where the post reads the address, and what stands on them."""

from storebook.printing.envelopes.drawing import (
    TURNS,
    EnvelopePaper,
    envelope_problems,
    print_envelopes,
)
from storebook.printing.envelopes.sender import (
    EnvelopeSender,
    save_envelope_sender,
    sender_of,
    sender_warning,
    with_neutral,
)
from storebook.printing.envelopes.setting import EnvelopeText
from storebook.printing.envelopes.sizes import (
    ENVELOPES,
    Envelope,
    envelope,
    envelope_for,
    envelopes_for,
)
from storebook.printing.envelopes.zones import Zone, zone_of

__all__ = [
    "ENVELOPES",
    "TURNS",
    "Envelope",
    "EnvelopePaper",
    "EnvelopeSender",
    "EnvelopeText",
    "Zone",
    "envelope",
    "envelope_for",
    "envelope_problems",
    "envelopes_for",
    "print_envelopes",
    "save_envelope_sender",
    "sender_of",
    "sender_warning",
    "with_neutral",
    "zone_of",
]
