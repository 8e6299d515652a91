"""The tickets of the invented visits, and what is brought back some weeks later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from storebook.base.money import Cents
from storebook.demo import catalog
from storebook.demo.habits import Errand, Town, Visit, open_day
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft

RETURNED = 0.07
MORE = 0.52  # how often another line follows
MOST_LINES = 5
CASH = 0.12
STRANGERS_GENEROSITY = 0.5
REASONS = ("too large", "had one already", "changed their mind", "did not like the clasp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Where tickets are written: the first shopper's number in the book, and who sells."""

    first_id: int
    associates: Sequence[int]


def ticket(town: Town, till: Till, visit: Visit, number: int) -> PurchaseDraft:
    """The ticket of a visit."""
    random = town.random
    lines = tuple(lines_of(town, till, visit))
    total = sum(line.price_cents * line.quantity - line.discount_cents for line in lines)
    return PurchaseDraft(
        day=visit.day,
        lines=lines,
        shopper_id=None if visit.buyer is None else till.first_id + visit.buyer,
        associate_id=random.choice(till.associates),
        occasion_text=visit.occasion,
        cash_cents=Cents(total if random.random() < CASH else 0),
        number=str(number),
    )


def lines_of(town: Town, till: Till, visit: Visit) -> Iterator[LineDraft]:
    random = town.random
    first = list(first_lines(town, till, visit))
    yield from first
    done = {line.description for line in first}
    alone = visit.errand in (Errand.ENGAGEMENT, Errand.BANDS) or visit.kept_until is not None
    for _ in range(MOST_LINES - 1):
        if random.random() >= MORE:
            return
        if alone or visit.errand is Errand.SERVICE or random.random() < 0.5:
            line = catalog.service_line(random)
        else:
            line = piece_for(town, till, visit, visit.buyer, 0.6)
        if line.description not in done:
            done.add(line.description)
            yield line


def first_lines(town: Town, till: Till, visit: Visit) -> Iterator[LineDraft]:
    """What they came for."""
    random = town.random
    generosity = generosity_of(town, visit)
    wearer_id = None if visit.wearer is None else till.first_id + visit.wearer
    if visit.errand is Errand.SERVICE:
        yield catalog.service_line(random)
    elif visit.errand is Errand.ENGAGEMENT:
        yield catalog.line_of(random, catalog.ENGAGEMENT, generosity, wearer_id)
    elif visit.errand is Errand.BANDS:
        assert visit.buyer is not None
        for one in (wearer_id, till.first_id + visit.buyer):
            yield catalog.line_of(random, catalog.BAND, generosity, one)
    else:
        yield piece_for(town, till, visit, visit.wearer, 1.0)


def piece_for(town: Town, till: Till, visit: Visit, wearer: int | None, freely: float) -> LineDraft:
    return catalog.piece_line(
        town.random,
        town.fit(wearer, visit.day),
        generosity=generosity_of(town, visit) * freely,
        wearer_id=None if wearer is None else till.first_id + wearer,
        secret_until=visit.kept_until,
    )


def generosity_of(town: Town, visit: Visit) -> float:
    return STRANGERS_GENEROSITY if visit.buyer is None else town.people[visit.buyer].generosity


def returns_among(
    town: Town, drafts: Sequence[PurchaseDraft], line_id: int
) -> Iterator[PurchaseDraft]:
    """What is brought back of these tickets, whose lines were written from `line_id` on."""
    for draft in drafts:
        if town.random.random() < RETURNED:
            negative = returned(town, draft, line_id)
            if negative is not None:
                yield negative
        line_id += len(draft.lines)


def returned(town: Town, draft: PurchaseDraft, line_id: int) -> PurchaseDraft | None:
    """The first line of a ticket brought back some weeks later; None when that day has not come."""
    line = draft.lines[0]
    back = open_day(draft.day + timedelta(days=town.random.randint(3, 30)))
    kept = line.kind is LineKind.SERVICE or line.secret_until is not None or line.discount_cents
    if kept or back > town.today:
        return None
    negative = LineDraft(
        description=line.description,
        price_cents=line.price_cents,
        quantity=-1,
        stock_number=line.stock_number,
        category=line.category,
        metal=line.metal,
        purity=line.purity,
        stones=line.stones,
        cost_cents=line.cost_cents,
        returns_line_id=line_id,
        reason=town.random.choice(REASONS),
    )
    return PurchaseDraft(
        day=back,
        lines=(negative,),
        shopper_id=draft.shopper_id,
        associate_id=draft.associate_id,
        number=f"{draft.number}R",
    )
