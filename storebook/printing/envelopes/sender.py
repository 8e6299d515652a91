"""Who sends a letter, as it stands on the envelope: the shop, or nobody in particular."""

from dataclasses import dataclass, replace

from storebook.base.errors import Refused
from storebook.base.text import fold, limited, one_line
from storebook.book.book import Book
from storebook.book.settings import load, save
from storebook.book.shop import Shop

LONGEST = 400
MOST_LINES = 6
NAME_ALONE = (
    "The shop has no address: its name alone stands as the sender, and what can’t be delivered "
    "does not come back."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeSender:
    """How the shop signs envelopes, line by line; kept with the shop's own rules.

    `neutral` is for homes where a surprise is waiting: it must not say who we are. Left empty, it
    is the shop's address without its name; `lines` left empty are its name and address.
    """

    lines: str = ""
    neutral: str = ""


def sender_of(shop: Shop, kept: EnvelopeSender, *, neutral: bool) -> tuple[str, ...]:
    """The lines that say where a letter goes back to."""
    typed = _lines(kept.neutral if neutral else kept.lines)
    if typed:
        return typed
    address = _lines(shop.address)
    if neutral:
        return tuple(line for line in address if not _betrays(line, shop))
    if not address or fold(address[0]) != fold(shop.name):
        return (one_line(shop.name), *address)
    return address


def sender_warning(shop: Shop, kept: EnvelopeSender) -> str:
    """What to say before envelopes are printed that nobody could send back; "" where one can."""
    return "" if _lines(kept.lines) or _lines(shop.address) else NAME_ALONE


def _betrays(line: str, shop: Shop) -> bool:
    """Whether this line says that the letter comes from a jeweler."""
    told = fold(line)
    names = (fold(shop.name), fold(shop.strapline))
    return any(name and name in told for name in names) or "jewel" in told


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for typed in text.splitlines() if (line := one_line(typed)))


def save_envelope_sender(book: Book, sender: EnvelopeSender) -> None:
    """Keep how the shop signs envelopes. Refused when the neutral lines name the shop."""
    with book.change("How envelopes are signed changed") as change:
        shop = load(book, Shop)
        lines = EnvelopeSender(lines=_checked(sender.lines, "lines"))
        save(change, with_neutral(lines, sender.neutral, shop))


def with_neutral(sender: EnvelopeSender, neutral: str | None, shop: Shop) -> EnvelopeSender:
    """The same with other neutral lines, when there are some; Refused when they name the shop."""
    if neutral is None:
        return sender
    checked = _checked(neutral, "neutral")
    if any(_betrays(line, shop) for line in _lines(checked)):
        raise Refused("The neutral lines must not say that it is the shop that writes.", "neutral")
    return replace(sender, neutral=checked)


def _checked(text: str, field: str) -> str:
    lines = _lines(limited(text, LONGEST, field, f"At most {LONGEST} letters fit here."))
    if len(lines) > MOST_LINES:
        raise Refused(f"At most {MOST_LINES} lines fit into the corner.", field)
    return "\n".join(lines)
