"""The two things to do with a look: see what saving would bring, and save it as one step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.book.kept_backups import keep_before
from storebook.book.rights import IMPORTED, Right, require
from storebook.book.shop import Shop
from storebook.exchange.csv_files import Progress, Stop, Watch
from storebook.exchange.fields import Kind
from storebook.exchange.importing.purchase_plan import plan_purchases
from storebook.exchange.importing.purchase_saving import PurchaseSaving
from storebook.exchange.importing.results import ImportResult, Outcome
from storebook.exchange.importing.shopper_plan import plan_shoppers
from storebook.exchange.importing.shopper_saving import ShopperSaving
from storebook.exchange.looking import Look, refuse_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What saving would do; `outcomes` are those of `look.rows`, in their order."""

    result: ImportResult
    outcomes: tuple[Outcome, ...]


def plan_import(book: Book, look: Look, *, shop: Shop, today: date) -> Plan:
    """What saving this look would do with each row, without saving anything.

    It needs the right to save: that a line is there already says what somebody paid.
    """
    require(book, Right.IMPORT)
    refuse_missing(look)
    if look.kind is Kind.SHOPPERS:
        plan = plan_shoppers(book, look, shop=shop, today=today)
        return Plan(result=plan.result(), outcomes=tuple(plan.outcomes))
    purchases = plan_purchases(book, look, shop=shop, today=today)
    return Plan(result=purchases.result(), outcomes=tuple(purchases.outcomes))


def save_import(  # noqa: PLR0913 - what a long work needs to be watched and stopped
    book: Book,
    look: Look,
    *,
    shop: Shop,
    today: date,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> ImportResult:
    """Save the good rows as one change, which is taken back as one; `Stopped` leaves nothing.

    Who is there already is asked inside the change, so that nobody comes twice.
    """
    require(book, Right.IMPORT)
    refuse_missing(look)
    keep_before(book, "import")
    with book.change(f"{look.kind.value.capitalize()}{IMPORTED}{look.path.name}") as change:
        if look.kind is Kind.SHOPPERS:
            plan = plan_shoppers(book, look, shop=shop, today=today)
            saving = ShopperSaving(change, plan, shop=shop, today=today)
            _watched(saving.save(), len(plan.new) + len(plan.fills), progress, stop)
            return plan.result(relatives=saving.relatives, more=saving.warnings)
        purchases = plan_purchases(book, look, shop=shop, today=today)
        result = purchases.result()
        steps = PurchaseSaving(change, purchases, shop=shop, today=today).save()
        _watched(steps, result.lines, progress, stop)
        return result


def _watched(
    steps: Iterator[int], total: int, progress: Progress | None, stop: Stop | None
) -> None:
    """Do the steps, telling how far they are, and stopping between two of them."""
    done = 0
    watch = Watch(progress, stop, lambda: (done, max(total, 1)))
    watch()
    for more in steps:
        done += more
        watch()
