"""What an import would bring, in words and numbers, and its refused rows as a file."""

from PySide6.QtWidgets import QWidget

from storebook.exchange.fields import Kind
from storebook.exchange.importing import ImportResult
from storebook.exchange.looking import Look, LookRow
from storebook.exchange.mending import save_problems
from storebook.gui import ask
from storebook.gui.dialogs.import_work import Looked

CSV = "Spreadsheet (*.csv)"


def write_problems(window: QWidget, look: Look, result: ImportResult | None) -> None:
    """The refused rows with the reason, to be mended and imported again."""
    suggested = look.path.with_name(f"{look.path.name.split('.')[0]} refused.csv")
    out = ask.save_file(window, "Save the refused rows", suggested, CSV)
    if out is not None:
        save_problems(look, out if out.suffix else out.with_suffix(".csv"), result=result)


def why(row: LookRow) -> str:
    """Why a row is refused, or what of it is to be looked at."""
    return row.problem or " ".join(row.warnings)


def counted(looked: Looked) -> list[tuple[int, str]]:
    """What saving would bring, number by number."""
    plan = looked.plan
    if plan is None:
        return [(looked.look.row_count, "row in the list|rows in the list")]
    known = [(plan.shoppers, "new shopper|new shoppers")]
    if plan.kind is Kind.PURCHASES:
        known = [
            (plan.purchases, "new purchase|new purchases"),
            (plan.lines, "line on them|lines on them"),
            *known,
            (plan.returns, "brought back|brought back"),
            (plan.walk_ins, "of a walk-in|of walk-ins"),
        ]
    known += [
        (plan.completed, "fills gaps of who is here|fill gaps of people who are here"),
        (plan.already_here, "in the book already|in the book already"),
        (plan.repeated, "the same as an earlier row|the same as an earlier row"),
        (plan.unread, "with something kept as a note|with something kept as a note"),
        (plan.blank, "blank row|blank rows"),
        (plan.refused, "refused|refused"),
    ]
    said = [(number, words.split("|")[0 if number == 1 else 1]) for number, words in known]
    return [said[0], *[each for each in said[1:] if each[0]]]


def column_missing(look: Look) -> str:
    """What has to be chosen at the left before anything can be imported."""
    if look.kind is Kind.SHOPPERS:
        return "Say at the left which column is the name."
    return "Say at the left which column is the day, and which the price."
