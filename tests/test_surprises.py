"""The surprise guard as a layer: everything that reads what may belong to a secret gift is listed
here, and tells it to nobody but its giver and its buyer.

Each question that looks into a guarded table stands in one of three lists: what fills a page, what
fills a list about nobody in particular, or, in `secret_readers`, what shows nothing of its own. A
new question that is in none of them fails the first test.
"""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from storebook.analysis.pareto import TopRules, top_fifth
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of
from storebook.cli.showing import page_lines, shopper_page
from storebook.exchange.everything import everything_about, facts
from storebook.exchange.exporting import export_purchases, export_shoppers
from storebook.outreach.calls import call_sheet
from storebook.outreach.choosing import CardKind, RunKind, RunRequest, look_at_run
from storebook.outreach.runs import run_name
from storebook.outreach.tasks import (
    tasks_due,
    tasks_of,
)
from storebook.outreach.today import coming_days
from storebook.outreach.touches import touches_of
from storebook.people.listing import list_shoppers
from storebook.people.merging import look_at_merge
from storebook.people.notes import notes_of
from storebook.people.search import find_shoppers
from storebook.people.wishes import wishes_of, wishes_told_to
from storebook.sales.browsing import Asked, browse, browsed
from storebook.sales.exported import exported_lines
from storebook.sales.pieces import count_pieces, pieces_of
from storebook.sales.purchases import purchase, purchases_of, recent_purchases
from storebook.sales.secrets import open_secrets
from storebook.sales.slips import SlipAsked, SlipKind, slips_of
from storebook.sales.spend import bought_openly, spend_of
from storebook.sales.suggestions import suggestions, wishes_for
from storebook.sales.timeline import Part, timeline, timeline_length
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY
from tests.secret_readers import OTHERS
from tests.secret_town import LAST_DAY, NOW, SECRETS, Gift, Town, make_town, photos_shown

ROOT = Path(__file__).resolve().parent.parent / "storebook"
GUARDED = "piece|line|purchase|payment|touch|task|note|photo|wish|wish_confidant|secret"
QUESTION = re.compile(rf"\b(?:FROM|JOIN)\s+(?:{GUARDED})\b")

EVERYTHING = 10_000

Page = Callable[[Book, int, Viewer], object]
List = Callable[[Book, Viewer], object]


# -- who reads


def tickets_that_open(book: Book, shopper_id: int, viewer: Viewer) -> list[object]:
    opened: list[object] = []
    for purchase_id in book.values("SELECT id FROM purchase ORDER BY id"):
        try:
            opened.append(purchase(book, purchase_id, viewer, subject_id=shopper_id))
        except Refused as refusal:
            opened.append(str(refusal))
    return opened


def everything_suggested(book: Book, shopper_id: int, viewer: Viewer) -> list[object]:
    typed = ["", "ring", "r", *words_in_the_book(book)]
    return [suggestions(book, text, viewer, shopper_id=shopper_id) for text in typed]


def words_in_the_book(book: Book) -> list[str]:
    stock = book.values("SELECT stock_number FROM line WHERE stock_number IS NOT NULL ORDER BY id")
    return [one.removeprefix("R ") for one in stock]


def slips_that_print(book: Book, shopper_id: int, viewer: Viewer) -> list[object]:
    asked = SlipAsked(viewer=viewer, shop=SHOP, subject_id=shopper_id, named=True)
    printed: list[object] = []
    for purchase_id in book.values("SELECT id FROM purchase ORDER BY id"):
        for kind in SlipKind:
            try:
                printed += slips_of(book, purchase_id, kind, asked)
            except Refused as refusal:
                printed.append(str(refusal))
    return printed


PAGES: dict[str, Page] = {
    "sales.pieces.pieces_of": pieces_of,
    "sales.pieces.count_pieces": count_pieces,
    "sales.purchases.purchase": tickets_that_open,
    "sales.purchases.purchases_of": lambda book, who, viewer: purchases_of(
        book, who, viewer, limit=EVERYTHING
    ),
    "sales.secrets.open_secrets": lambda book, who, viewer: open_secrets(book, who, viewer.today),
    "sales.spend.spend_of": lambda book, who, viewer: spend_of(book, who, today=viewer.today),
    "sales.spend.bought_openly": lambda book, who, viewer: bought_openly(
        book, who, today=viewer.today
    ),
    "sales.slips.slips_of": slips_that_print,
    "sales.suggestions.suggestions": everything_suggested,
    "sales.timeline.asking.timeline": lambda book, who, viewer: timeline(
        book, who, viewer, Part(limit=EVERYTHING)
    ),
    "sales.timeline.asking.timeline_length": timeline_length,
    "outreach.touches.touches_of": lambda book, who, viewer: touches_of(
        book, who, viewer, limit=EVERYTHING
    ),
    "outreach.tasks.tasks_of": lambda book, who, viewer: tasks_of(book, who, today=viewer.today),
    "people.notes.notes_of": notes_of,
    "sales.piece_photos.first_of_pieces": photos_shown,
    "people.wishes.wishes_of": wishes_of,
    "people.wishes.wishes_told_to": wishes_told_to,
    "book.history.changes_of": lambda book, who, _: changes_of(book, who, limit=EVERYTHING),
    "cli.showing.shopper_page": lambda book, who, viewer: (
        page := shopper_page(book, who, viewer),
        page_lines(book, page),
    ),
    "exchange.everything.everything_about": lambda book, who, viewer: (
        found := everything_about(book, who, viewer, shop=SHOP),
        facts(found, SHOP),
    ),
    "people.merging.looking.look_at_merge": lambda book, who, viewer: [
        look_at_merge(book, who, other, viewer)
        for other in book.values("SELECT id FROM shopper WHERE id <> :id ORDER BY id", id=who)
    ],
}
# Pages that name a secret to who knows of it: what they keep from others is kept, not missing.
TELLING = [
    "sales.pieces.pieces_of",
    "sales.purchases.purchase",
    "sales.purchases.purchases_of",
    "sales.secrets.open_secrets",
    "sales.timeline.asking.timeline",
    "outreach.touches.touches_of",
    "outreach.tasks.tasks_of",
    "people.notes.notes_of",
    "sales.piece_photos.first_of_pieces",
    "cli.showing.shopper_page",
    "exchange.everything.everything_about",
]


def exported(export: Callable[..., object]) -> List:
    """What an export writes, exact and for a spreadsheet."""

    def written(book: Book, viewer: Viewer) -> str:
        with TemporaryDirectory() as folder:
            out = Path(folder) / "out.csv"
            text = ""
            for spreadsheet in (False, True):
                export(book, out, viewer=viewer, shop=SHOP, spreadsheet=spreadsheet)
                text += out.read_text("utf-8-sig")
        return text

    return written


def everything_mailed(book: Book, viewer: Viewer) -> object:
    """What every kind of run says, of those it is for and of those it is not, in every kind of
    paper.
    """
    days = timedelta(days=60)
    looks = []
    for card_kind in (None, *CardKind):
        start = viewer.today - days if card_kind is CardKind.THANKS else viewer.today
        end = viewer.today if card_kind is CardKind.THANKS else viewer.today + days
        for kind in RunKind:
            request = RunRequest(kind=kind, start=start, end=end, card_kind=card_kind)
            look = look_at_run(book, request, shop=SHOP, today=viewer.today)
            looks.append((run_name(book, look.request), look))
    return looks


LISTS: dict[str, List] = {
    "sales.purchases.recent_purchases": lambda book, viewer: (
        recent_purchases(book, viewer, limit=EVERYTHING).rows
    ),
    "sales.browsing.browse": lambda book, viewer: [
        browse(book, viewer, Asked(text=text), limit=EVERYTHING)
        for text in ("", "ring", *words_in_the_book(book))
    ],
    "sales.browsing.browsed": lambda book, viewer: [
        browsed(book, viewer, Asked(text=text)) for text in ("", "ring")
    ],
    "sales.exported.exported_lines": lambda book, viewer: list(
        exported_lines(book, today=viewer.today)
    ),
    "exchange.exporting.purchases.export_purchases": exported(export_purchases),
    "exchange.exporting.shoppers.export_shoppers": exported(export_shoppers),
    "outreach.tasks.tasks_due": lambda book, viewer: tasks_due(
        book, by=LAST_DAY, today=viewer.today, limit=EVERYTHING
    ),
    "outreach.calls.call_sheet": lambda book, viewer: (
        call_sheet(book, book.values("SELECT id FROM shopper ORDER BY id"), viewer).rows
    ),
    "outreach.choosing.thanks.unthanked": everything_mailed,
    "outreach.today.coming_days": lambda book, viewer: coming_days(
        book, viewer.today, 60, shop=SHOP
    ),
    "analysis.pareto.top_fifth": lambda book, viewer: top_fifth(
        book, on=viewer.today, rules=TopRules()
    ),
    "people.listing.list_shoppers": lambda book, _: list_shoppers(book),
    "book.history.changes": lambda book, _: changes(book, limit=EVERYTHING),
}
# Lists that tell of a gift from its day on.
TELLING_ON_THE_DAY = [
    "sales.purchases.recent_purchases",
    "sales.browsing.browse",
    "sales.exported.exported_lines",
    "exchange.exporting.purchases.export_purchases",
    "exchange.exporting.shoppers.export_shoppers",
    "outreach.calls.call_sheet",
    "outreach.tasks.tasks_due",
]


def questions() -> Iterator[str]:
    """Whatever of the program has SQL that looks into a guarded table."""
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            if not is_words(node) and any(map(QUESTION.search, texts_in(node))):
                yield f"{module}.{name_of(node)}"


def is_words(node: ast.stmt) -> bool:
    """A docstring of a module."""
    return isinstance(node, ast.Expr)


def texts_in(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def name_of(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    assert isinstance(node, ast.Assign | ast.AnnAssign), ast.dump(node)
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    assert isinstance(target, ast.Name)
    return target.id


def test_whatever_looks_into_a_guarded_table_is_listed_here() -> None:
    asking, listed = set(questions()), PAGES.keys() | LISTS.keys() | OTHERS.keys()

    assert asking - listed == set(), "new: say above whether it fills a page or a list, or why not"
    assert OTHERS.keys() - asking == set(), "these ask nothing any more"


# -- what nobody may be told


@pytest.fixture(scope="module", params=[1, 2])
def town(
    request: pytest.FixtureRequest, empty_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    path = tmp_path_factory.mktemp("town") / "town.book"
    path.write_bytes(empty_book.read_bytes())
    with Book.open(path) as book:
        yield make_town(book, Random(request.param))


def told(gifts: list[Gift], shown: object) -> list[str]:
    """The gifts of which something is said in what a reader answers."""
    text = repr(shown).casefold()
    return [gift.word for gift in gifts if gift.word in text or gift.serial in text]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_tells_nothing_of_what_is_kept_from_it(town: Town, name: str) -> None:
    for viewer in (NOW, Viewer(today=TODAY, private=True)):
        for shopper_id in town.people:
            unknown = [gift for gift in town.gifts if shopper_id not in gift.knowing]

            assert told(unknown, PAGES[name](town.book, shopper_id, viewer)) == []


@pytest.mark.parametrize("name", TELLING)
def test_a_page_tells_the_giver(town: Town, name: str) -> None:
    telling = [
        told([gift for gift in town.gifts if shopper_id in gift.knowing], shown)
        for shopper_id in town.people
        for shown in [PAGES[name](town.book, shopper_id, NOW)]
    ]

    assert sum(map(len, telling)) >= SECRETS // 2


@pytest.mark.parametrize("name", LISTS)
def test_a_list_about_nobody_tells_nothing(town: Town, name: str) -> None:
    assert told(town.gifts, LISTS[name](town.book, NOW)) == []


@pytest.mark.parametrize("name", TELLING_ON_THE_DAY)
def test_a_list_tells_when_the_day_has_come(town: Town, name: str) -> None:
    shown = LISTS[name](town.book, Viewer(today=LAST_DAY))

    assert len(told(town.gifts, shown)) >= SECRETS // 2


def test_a_serial_leads_to_who_gives_it(town: Town) -> None:
    for gift in town.gifts:
        for text in (gift.serial, f"GIA {gift.word}", gift.word):
            hits = {hit.shopper_id for hit in find_shoppers(town.book, text, today=TODAY)}

            assert hits <= gift.knowing


def test_a_wish_reads_as_before_but_for_who_bought_it(town: Town) -> None:
    for shopper_id in town.people:
        known = {gift.wish_id for gift in town.gifts if shopper_id in gift.knowing}

        assert [wish.id for wish in wishes_told_to(town.book, shopper_id, NOW)] == [
            wish_id for wish_id in town.wishes_before[shopper_id] if wish_id not in known
        ]
        assert all(one.fulfilled_on is None for one in wishes_of(town.book, shopper_id, NOW))


def test_a_wish_is_offered_as_before_but_to_who_bought_it(town: Town) -> None:
    for shopper_id in town.people:
        known = {gift.wish_id for gift in town.gifts if shopper_id in gift.knowing}
        own = [wish.id for wish in wishes_of(town.book, shopper_id, NOW)]
        offered = wishes_for(town.book, shopper_id, TODAY)

        expected = ({*town.wishes_before[shopper_id], *own}) - known
        assert {one.wish_id for one in offered} == expected


def test_what_is_kept_is_not_counted_either(town: Town) -> None:
    book = town.book
    for who in town.people:
        entries = timeline(book, who, NOW, Part(limit=EVERYTHING))
        length = timeline_length(book, who, NOW)

        assert count_pieces(book, who, NOW) == len(pieces_of(book, who, NOW))
        assert length.entries == len(entries)
        assert length.first_day == min((one.day for one in entries), default=None)
    for viewer in (NOW, Viewer(today=TODAY + timedelta(days=15))):
        for text in ("", "ring"):
            rows = browse(book, viewer, Asked(text=text), limit=EVERYTHING)
            listed = browsed(book, viewer, Asked(text=text))

            assert listed.purchases == len(rows)
            assert listed.total_cents == sum(row.total_cents or 0 for row in rows)
            everything = book.value("SELECT count(*) FROM purchase")
            assert text or listed.kept == everything - len(rows)


def test_the_counter_names_the_givers_alone(town: Town) -> None:
    givers = {min(gift.knowing) for gift in town.gifts} | {max(g.knowing) for g in town.gifts}

    due = tasks_due(town.book, by=date.max, today=TODAY, limit=EVERYTHING)

    assert {task.shopper_id for task in due} <= givers
    assert {task.what for task in due} == {"Kept secret for now: see the page"}
