"""What is paid later: the rest of a purchase that was begun with a deposit."""

from storebook.base.errors import Refused
from storebook.base.money import Cents, currency, format_money
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.sales.drafts import Payment


def take_payment(book: Book, purchase_id: int, payment: Payment, *, shop: Shop) -> Cents:
    """Save one more payment on a purchase, and return what is then left to pay.

    Refused when nothing is left to pay, when it is more than that, and when it is nothing.
    """
    with book.change("Payment taken") as change:
        left = left_on(book, purchase_id)
        if payment.amount_cents <= 0:
            raise Refused("Say how much was paid.", "amount")
        if left <= 0:
            raise Refused("Nothing is left to pay on this purchase.", "amount")
        if payment.amount_cents > left:
            most = format_money(left, currency(shop.currency), locale=shop.locale)
            raise Refused(
                f"Only {most} is left to pay.", "amount", covered="Less than that is left to pay."
            )
        change.insert(
            "payment",
            purchase_id=purchase_id,
            kind=payment.kind.value,
            amount_cents=payment.amount_cents,
        )
        change.about(buyer_of(book, purchase_id))
    return Cents(left - payment.amount_cents)


def left_on(book: Book, purchase_id: int) -> Cents:
    """What the payments of a purchase still lack; nothing where none was noted at all."""
    left = book.value(
        """
        SELECT total_cents - (
            SELECT coalesce(sum(amount_cents), total_cents) FROM payment
            WHERE payment.purchase_id = purchase.id
        )
        FROM purchase WHERE id = :purchase_id
        """,
        purchase_id=purchase_id,
    )
    return Cents(max(0, left or 0))


def buyer_of(book: Book, purchase_id: int) -> int | None:
    """Who bought it; None for a walk-in."""
    found = book.value("SELECT shopper_id FROM purchase WHERE id = :id", id=purchase_id)
    return None if found is None else int(found)
