"""Cards, labels and cards of members as the shop of the tests prints them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from storebook.printing.cards import CardText, print_cards
from storebook.printing.filling import Filling
from storebook.printing.folds import Fold
from storebook.printing.labels import LabelText, print_labels
from storebook.printing.membership_cards import MemberCard, print_member_cards
from storebook.printing.sheets import LETTER, LabelSheet, Paper

LONG_NAME = "Dr. Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst"
CARD = CardText(
    name="Margaret Ashworth",
    design="facets",
    month=11,
    greeting="Dear Margaret,",
    wish_lines=("Happy birthday,", "and may the year ahead", "hold many bright days."),
    signature="Marta Oyelaran",
    shop_name="Hallam & Rye",
    shop_line="fine jewelry",
)
ANNIVERSARY = replace(
    CARD, name="Lena & Karl Aster", design="laurel", greeting="Dear Lena and Karl,", years=25
)
MEMBER = MemberCard(
    name="Noor El-Amin",
    number="2 1186",
    since="member since 2026",
    shop_name="Hallam & Rye",
    contact="14 Exchange Lane, Portsmouth",
)


def make_label(*lines: str, **values: Any) -> LabelText:
    return LabelText(lines=lines or ("Ann Lee", "14 Harbor Street", "Dover NH 03820"), **values)


def printed_labels(
    labels: Sequence[LabelText], stock: LabelSheet, *, outlines: bool = False, **filling: Any
) -> bytes:
    out = io.BytesIO()
    print_labels(out, labels, stock, filling=Filling(**filling), outlines=outlines)
    return out.getvalue()


def printed_cards(
    *cards: CardText, fold: Fold = Fold.HALF, paper: Paper = LETTER, mono: bool = False
) -> bytes:
    out = io.BytesIO()
    print_cards(out, cards, fold, paper, mono=mono)
    return out.getvalue()


def printed_member_cards(*cards: MemberCard, mono: bool = False) -> bytes:
    out = io.BytesIO()
    print_member_cards(out, cards, mono=mono)
    return out.getvalue()
