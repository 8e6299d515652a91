"""Finding a shopper inside a form: the same search as the counter's, in one line each."""

from collections.abc import Callable, Collection

from storebook.gui.context import Context
from storebook.people.search import find_shoppers, rows_for

MOST = 12


def people_found(
    context: Context, but_not: Collection[int] = ()
) -> Callable[[str], list[tuple[int, str]]]:
    """For a `PickField`: who fits what is typed, told apart by the end of the phone."""

    def find(typed: str) -> list[tuple[int, str]]:
        today, leap_day = context.today(), context.shop().leap_day_rule
        hits = find_shoppers(context.book, typed, today=today, limit=MOST)
        ids = [hit.shopper_id for hit in hits if hit.shopper_id not in but_not]
        private = context.is_private()
        return [
            (each.id, f"{each.name} · ends {each.phone[-4:]}")
            if each.phone and not private
            else (each.id, each.name)
            for each in rows_for(context.book, ids, today=today, leap_day=leap_day)
        ]

    return find
