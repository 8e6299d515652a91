"""What the merge form says of two files, in words."""

from collections.abc import Sequence

from storebook.base.checks import show_number
from storebook.gui.context import Context
from storebook.gui.shown import count, plural, whole_day
from storebook.people.merging import MergeLook, Side, Together

MOST_IN_A_LINE = 3
LONGEST = 46


def side_rows(context: Context, side: Side) -> list[tuple[str, str]]:
    """What tells one of the two apart, row by row; what is not known is a dash on both sides."""
    locale, private = context.shop().locale, context.is_private()
    tickets = plural(side.purchases, "purchase", "purchases")
    last = "" if side.last_day is None else f", last {whole_day(side.last_day, locale)}"
    spent = "" if side.spent_cents is None else f" · {context.money(side.spent_cents)}"
    return [
        ("Phone", "" if private else listed(side.phones)),
        ("E-mail", "" if private else listed(side.emails)),
        ("Address", "" if private else listed(side.addresses)),
        ("Birthday", "" if private else side.birthday),
        ("Family", listed(side.family)),
        ("Card", show_number(side.card) if side.card else ""),
        ("Purchases", f"{tickets}{last}{spent}" if side.purchases else ""),
    ]


def listed(texts: Sequence[str]) -> str:
    """Several on one line; of many the first ones."""
    more = len(texts) - MOST_IN_A_LINE
    shown = " · ".join(texts[:MOST_IN_A_LINE])
    return f"{shown} and {count(more)} more" if more > 0 else shown


def number_line(context: Context, side: Side) -> str:
    since = "" if side.since is None else f" · since {whole_day(side.since, context.shop().locale)}"
    return f"No. {side.shopper_id}{since}"


def together_line(look: MergeLook) -> str:
    """ "Phones 3, of which 1 in both · Notes 2": what the one file will have."""
    return " · ".join(one_together(one) for one in look.together if one.after)


def one_together(one: Together) -> str:
    if one.same == one.after:
        return f"{one.title} {one.after} (in both)"
    return f"{one.title} {one.after}" + (f" ({one.same} in both)" if one.same else "")


def short(text: str) -> str:
    """An answer as it fits on a button; all of it stands in its tip."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"


def why_line(why: Sequence[str]) -> str:
    """ "Same name, same phone": why two were taken for one."""
    text = ", ".join(why)
    return f"{text[:1].upper()}{text[1:]}"
