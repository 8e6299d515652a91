"""A form changes what was touched, and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest

from storebook.base.money import Cents
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.book.shop import Shop
from storebook.gui.context import Context
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.shopper_form import read_tags, show_tags
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.outreach.tasks import TaskDraft, add_task, tasks_of
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft
from storebook.people.contact_points.drafts import Use
from storebook.people.occasions import add_occasion, occasions_of
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_values
from storebook.people.relations import Gender
from storebook.people.shoppers import Standing, shopper
from storebook.people.tags import tags_of
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.sales.pieces import Origin, PieceDraft, PieceState, add_piece, pieces_of
from storebook.staff.associates import add_associate, let_go
from storebook.staff.viewer import Viewer
from tests.gui.hands import Shown
from tests.gui.shop_people import OWNER
from tests.make import NOVEMBER_26, TODAY, make_line, make_purchase, make_shopper

CHRISTMAS = date(2026, 12, 24)


@pytest.fixture
def rich(book: Book) -> int:
    """A shopper of whom everything is known, some of it no form would offer today."""
    jun = add_associate(book, "Jun Halloran")
    add_own_field(book, "Champagne or tea", OwnFieldKind.TEXT)
    add_own_field(book, "Shoe size", OwnFieldKind.NUMBER)
    nora = make_shopper(book, "Nora Pike")
    who = make_shopper(
        book,
        "Margaret  Ashworth",
        title="Dr.", given="Margaret", family="Ashworth", nickname="Meg", native_name="王小明",
        romanized="Wang Xiaoming", greeting_line="Dear Meg & all", language="cy",
        envelope_line="Dr. Margaret Ashworth\nThe Old Rectory", gender=Gender.WOMAN,
        occupation="Judge", interests="sailing\ngardens", personality="decides\nat once",
        income_band="high", source="the fair", referrer_id=nora, looked_after_by=jun,
        since=date(1985, 3, 1), standing=Standing.PROSPECTIVE, birthday=NOVEMBER_26,
        tags=("Smith, Jones wedding", "VIP", '"the regulars"'),
        phones=(
            PhoneDraft(raw="(603) 555-0142", use=Use.WORK, no_messages=True),
            PhoneDraft(raw="+44 20 7946 0958", safe_for_surprises=True, verified_on=TODAY),
        ),
        emails=(EmailDraft(raw="Meg.Ashworth@Example.org", use=Use.WORK),),
        addresses=(
            AddressDraft(lines="The Old Rectory\nChurch Lane", city="Bath", country="GB"),
            AddressDraft(lines="12 Ocean Road", city="Rye", region="NH", postcode="03870"),
        ),
        own={"Champagne or tea": "tea, always", "Shoe size": "7.5"},
    )  # fmt: skip
    let_go(book, jun)
    return who


def test_the_form_of_a_shopper_saved_untouched_leaves_no_trace(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    count = book.changed_count

    show(EditShopper(context, rich)).accept()

    assert book.changed_count == count


def test_one_touched_answer_changes_that_one_alone(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    before = shopper(book, rich)
    form = show(EditShopper(context, rich))
    form.fields.occupation.set_draft("Lawyer")

    form.accept()

    after = shopper(book, rich)
    different = {name for name in before.__slots__ if getattr(before, name) != getattr(after, name)}
    assert different == {"occupation"}
    assert sorted(tags_of(book, rich)) == ['"the regulars"', "Smith, Jones wedding", "VIP"]


def test_who_left_is_still_shown_and_can_be_changed_for_nobody(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    form = show(EditShopper(context, rich))
    shown_as = form.fields.looked_after_by.box.currentText()
    form.fields.looked_after_by.set_value(None)

    form.accept()

    assert shown_as == "Jun Halloran (left)"
    assert shopper(book, rich).looked_after_by is None


def test_the_form_and_the_own_questions_are_one_change_and_one_undo(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    before = len(changes(book))
    form = show(EditShopper(context, rich))
    form.fields.occupation.set_draft("Lawyer")
    form.fields.own["Champagne or tea"].set_draft("")
    form.fields.own["Shoe size"].set_draft("8")

    form.accept()
    made = len(changes(book)) - before
    answers = [each.value for each in own_values(book, rich)]
    undo_last(book)

    assert (made, answers) == (1, ["8"])
    assert [each.value for each in own_values(book, rich)] == ["tea, always", "7.5"]
    assert shopper(book, rich).occupation == "Judge"


def test_an_own_answer_of_the_wrong_kind_saves_nothing_of_the_form(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    count = book.changed_count
    form = show(EditShopper(context, rich))
    form.fields.occupation.set_draft("Lawyer")
    form.fields.own["Shoe size"].set_draft("small")

    form.accept()

    assert book.changed_count == count
    assert "is not a number" in form.fields.own["Shoe size"].message.text()


@pytest.mark.parametrize("tags", [["VIP", "pearls"], ["a, b", "c"], ['"x"', "y"], ['say "x"']])
def test_tags_are_read_as_they_are_shown(tags: list[str]) -> None:
    assert list(read_tags(show_tags(tags))) == tags


def test_other_forms_saved_untouched_leave_no_trace(
    context: Context, book: Book, show: Shown, rich: int
) -> None:
    jun = add_associate(book, "Iris Vale")
    add_task(book, TaskDraft(what="Ring her up", shopper_id=rich, associate_id=jun, due_on=TODAY))
    let_go(book, jun)
    add_occasion(book, rich, "Name day", NOVEMBER_26, note="says it\nherself")
    told = (make_shopper(book, "Clara Beck"),)
    wish = WishDraft(
        description="Earrings", category="cufflink", price_cents=Cents(120_00), note="a\nb",
        stock_number="E 7", confidants=told,
    )  # fmt: skip
    add_wish(book, rich, wish)
    piece = PieceDraft(
        description="Ring", wearer_id=rich, giver_id=told[0], category="tie pin", size="6",
        metal="gold", origin=Origin.INHERITED, came_on=date(1999, 5, 1), engraving="for M",
    )  # fmt: skip
    add_piece(book, piece, today=TODAY)
    shop = settings.load(book, Shop)
    days = occasions_of(book, rich, today=TODAY, leap_day=shop.leap_day_rule)
    count = book.changed_count

    show(TaskDialog(context, task=tasks_of(book, rich, today=TODAY)[0])).accept()
    for one in days:
        show(OccasionDialog(context, rich, occasion=one)).accept()
    show(WishDialog(context, rich, wish=wishes_of(book, rich, OWNER)[0])).accept()
    show(PieceDialog(context, rich, piece=pieces_of(book, rich, OWNER)[0])).accept()

    assert book.changed_count == count


def test_a_piece_corrected_after_its_secret_day_keeps_the_day(
    book: Book, make_context: Callable[..., Context], show: Shown
) -> None:
    dan, mia = make_shopper(book, "Dan Beck"), make_shopper(book, "Mia Beck")
    make_purchase(book, dan, make_line(wearer_id=mia, secret_until=CHRISTMAS))
    later = date(2027, 1, 10)
    piece = pieces_of(book, dan, Viewer(today=later))[0]
    form = show(PieceDialog(make_context(book, later), dan, piece=piece))
    form.size_text.set_draft("6 1/2")

    form.accept()

    kept = book.rows("SELECT secret_until, size FROM piece")
    assert [row[0] for row in kept] == [CHRISTMAS.isoformat()]
    assert pieces_of(book, dan, Viewer(today=later))[0].id == piece.id


def test_a_secret_can_still_be_ended_and_moved(context: Context, book: Book, show: Shown) -> None:
    dan, mia = make_shopper(book, "Dan Beck"), make_shopper(book, "Mia Beck")
    make_purchase(book, dan, make_line(wearer_id=mia, secret_until=CHRISTMAS))
    form = show(PieceDialog(context, dan, piece=pieces_of(book, dan, OWNER)[0]))
    form.secret_until.set_value(None)

    form.accept()

    assert book.values("SELECT secret_until FROM piece") == [None]


def test_a_piece_and_where_it_is_are_one_change(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann, make_line(wearer_id=ann))
    before = len(changes(book))
    form = show(PieceDialog(context, ann, piece=pieces_of(book, ann, OWNER)[0]))
    form.engraving.set_draft("for A")
    form.state.set_value(PieceState.LOST)

    form.accept()

    assert len(changes(book)) - before == 1
    assert book.rows("SELECT engraving, state FROM piece") == [("for A", "lost")]
