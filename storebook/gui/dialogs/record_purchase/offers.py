"""What the typed words may mean: as they stand, a wish that may be told, what was sold before."""

from dataclasses import dataclass, replace
from datetime import date

from storebook.base.money import Cents, decimal_mark
from storebook.base.text import fold, possessive
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase.typed import Typed, read_typed
from storebook.gui.shown import short_day
from storebook.sales.suggestions import Suggestion, suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to read the line: as typed, or with what is known of a piece."""

    id: int
    typed: Typed
    suggestion: Suggestion | None = None


def offers(context: Context, text: str, shopper_id: int | None) -> list[Offer]:
    """The best first: a whole stock number, else the words as they stand; then what is known."""
    shop = context.shop()
    typed = read_typed(text, context.currency(), decimal_mark(shop.locale))
    # Their prices go into the line, which hides them by itself while privacy is on.
    book, viewer = context.book, replace(context.viewer(), private=False)
    found = suggestions(book, text, viewer, shopper_id=shopper_id)
    exact = [one for one in found if is_number(one, text)]
    if typed.price_cents is not None or typed.quantity > 1:
        found = suggestions(book, typed.words, viewer, shopper_id=shopper_id)
    as_typed = [Offer(id=0, typed=typed)] if text.strip() else []
    known = [
        Offer(id=place, typed=typed, suggestion=one)
        for place, one in enumerate(found, 1)
        if one not in exact
    ]
    first = [
        Offer(id=-place, typed=Typed(words=""), suggestion=one)
        for place, one in enumerate(exact, 1)
    ]
    return [*first, *as_typed, *known]


def is_number(suggestion: Suggestion, text: str) -> bool:
    """Whether the text is just its stock number, as a scanner sends it."""
    number = suggestion.stock_number
    return number is not None and _bare(number) == _bare(text)


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")


def first_line(offer: Offer) -> str:
    """What it would be called on the ticket."""
    if offer.suggestion is not None:
        return offer.suggestion.description
    if offer.typed.stock_number:
        return f"A new piece with the stock number {offer.typed.stock_number}"
    return offer.typed.words


def second_line(offer: Offer, today: date, locale: str) -> str:
    """Why it is offered."""
    one = offer.suggestion
    if one is None:
        many = f"{offer.typed.quantity:,} pieces, " if offer.typed.quantity > 1 else ""
        return f"{many}as typed"
    facts = [one.stock_number or ""]
    if one.wish_id is not None and one.wisher:
        facts.append(f"on {possessive(one.wisher)} wish list")
    elif one.sold_on is not None:
        facts.append(f"sold {short_day(one.sold_on, today, locale)}")
    return " · ".join(fact for fact in facts if fact)


def wish_of(offer: Offer) -> int | None:
    """The wish that is offered, if it is one."""
    return offer.suggestion.wish_id if offer.suggestion is not None else None


def amount_of(offer: Offer) -> Cents | None:
    """A price that was typed goes before the one it was sold for."""
    if offer.typed.price_cents is not None or offer.suggestion is None:
        return offer.typed.price_cents
    return offer.suggestion.price_cents
