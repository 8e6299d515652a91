"""What goes out comes in again as the same; a spreadsheet runs nothing, secrets stay secret."""

import csv
import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.dates import Calendar, LeapDayRule, PartialDate
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.exchange.exporting import export_purchases, export_shoppers, mailing_list_csv
from storebook.exchange.fields import Kind
from storebook.exchange.guard import guarded, unguarded
from storebook.exchange.headings import headings
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import freeze_run, pieces_of_run, run
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import (
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    Use,
    addresses,
    mark_address_returned,
)
from storebook.people.departures import archive, be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.households import household_of
from storebook.people.kin import Relation, add_kin
from storebook.people.notes import NoteClass, NoteDraft
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_fields
from storebook.people.shoppers import Gender, Standing
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from storebook.sales.drafts import LineKind, Payment, PaymentKind, PurchaseDraft
from storebook.sales.returns import Back, return_lines
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer
from tests.exchange.make import accounted, bring_in
from tests.make import (
    SHOP,
    TODAY,
    make_couple,
    make_line,
    make_purchase,
    make_shopper,
    set_couple_line,
    set_own_value,
)
from tests.nasty import NASTY

VIEWER = Viewer(today=TODAY)


@pytest.fixture
def other_book(empty_book: Path, tmp_path: Path) -> Book:
    """An empty book beside the one of the test."""
    path = tmp_path / "other.book"
    path.write_bytes(empty_book.read_bytes())
    return Book.open(path)


def exported(book: Book, path: Path, kind: Kind = Kind.SHOPPERS, **options: object) -> bytes:
    write = export_shoppers if kind is Kind.SHOPPERS else export_purchases
    write(book, path, viewer=VIEWER, shop=SHOP, **options)  # type: ignore[arg-type]
    return path.read_bytes()


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill_with_everything(book: Book) -> None:
    """A book in which whatever can be told of a shopper is told of somebody."""
    fill_with_a_couple(book)
    fill_with_departures(book)
    make_shopper(
        book,
        "王小明",
        native_name="王小明",
        romanized="Wang Xiaoming",
        language="zh-Hans",
        birthday=PartialDate(calendar=Calendar.CHINESE, month=4, day=3, leap_month=True),
        addresses=(
            AddressDraft(lines="长安街1号", city="北京", postcode="100000", country="CN"),
            AddressDraft(lines="-\nN/A", city="Rye", use=Use.WORK),
        ),
    )
    make_shopper(book, "Customer 17850", named=False, standing=Standing.PROSPECTIVE)


def fill_with_a_couple(book: Book) -> None:
    """Two of whom nearly everything is known."""
    margaret, daniel = make_couple(
        book, title="Dr.", given="Margaret", family="Ashworth", nickname="Peggy",
        gender=Gender.WOMAN, language="en", occupation="Surgeon", interests="Opera\nGardening",
        personality="Shy", income_band="high", source="Window", since=date(2010, 5, 1),
        birthday=PartialDate(month=2, day=29, leap_day_rule=LeapDayRule.MARCH),
        wedding=PartialDate(year=2003, month=6, day=14),
        tags=("VIP; pearls", "gold, white", "a|b"),
        notes=(
            NoteDraft(text='Says "hello",\n[2020-01-01] then leaves', day=date(2020, 1, 2)),
            NoteDraft(text="Pays late", kind=NoteClass.OWNER),
            *(NoteDraft(text=f"Long story {number} " + "x" * 9_000) for number in range(6)),
        ),
        phones=tuple(
            PhoneDraft(raw=f"+1 415 555 010{number}", use=use, no_messages=number == 2)
            for number, use in enumerate((*Use, Use.WORK))
        ),
        emails=(
            EmailDraft(raw="Peggy <peggy@example.com>", safe_for_surprises=True),
            EmailDraft(raw="work@example.com", use=Use.WORK, verified_on=date(2026, 1, 5)),
        ),
    )  # fmt: skip
    home = household_of(book, margaret)
    assert home is not None
    set_couple_line(book, home.id, "Peggy & Dan", "Dear both")
    for kind in OwnFieldKind:
        add_own_field(book, f"Field (odd) {kind.value}", kind)
    answers = ("Top, left", "12.5", "2026-01-05", "yes")
    for field, answer in zip(own_fields(book), answers, strict=True):
        set_own_value(book, margaret, field.id, answer)
    size = SizeDraft(body_part=BodyPart.LEFT_RING, text="6 1/2", measured_on=date(2025, 1, 5))
    add_size(book, margaret, size, shop=SHOP)
    record_consent(
        book, daniel, Channel.MAIL, [Purpose.OFFERS], given=False, wording="Stop, please",
        how="by phone", day=TODAY,
    )  # fmt: skip


def fill_with_departures(book: Book) -> None:
    """Those who died, moved, were put away, want their quiet, or can't be reached."""
    widow = make_shopper(book, "Edith Moore", street="9 Mill Road")
    widower = add_kin(book, widow, "Harold Moore", Relation.SPOUSE, shop=SHOP, today=TODAY)
    mark_deceased(book, widower, on=date(2024, 1, 5), note="told by his wife")
    partner = make_shopper(book, "Inês Duarte")
    add_kin(book, partner, "Paulo Reis", Relation.PARTNER, shop=SHOP, today=TODAY)
    be_quiet_until(book, partner, date(2027, 1, 5), note="funeral", today=TODAY)
    archive(book, make_shopper(book, "Gone Away"), on=date(2025, 1, 5))
    moved = make_shopper(book, "Moved Person", street="1 Old Road")
    mark_moved_away(book, moved, on=date(2025, 2, 5))
    returned = make_shopper(book, "Bad Address", street="404 Nowhere")
    [nowhere] = addresses(book, returned)
    mark_address_returned(book, nowhere.id, on=date(2025, 3, 5), reason="unknown, gone")


def test_everything_of_a_shopper_goes_out_and_comes_in_the_same(
    book: Book, other_book: Book, tmp_path: Path
) -> None:
    fill_with_everything(book)
    first = exported(book, tmp_path / "first.csv")

    result = bring_in(other_book, tmp_path / "first.csv")

    assert result.problems == ()
    assert result.imported == book.value("SELECT count(*) FROM shopper")
    assert exported(other_book, tmp_path / "second.csv") == first


def test_shoppers_with_nasty_names_go_round(book: Book, other_book: Book, tmp_path: Path) -> None:
    for place, nasty in enumerate(NASTY):
        try:
            make_shopper(
                book, nasty, nickname=nasty, source=nasty, tags=(f"t{place}",), interests=nasty,
                notes=(NoteDraft(text=f"n{nasty}"),), street=f"{nasty} 1",
            )  # fmt: skip
        except Refused:
            continue
    first = exported(book, tmp_path / "first.csv")

    result = bring_in(other_book, tmp_path / "first.csv")

    assert (result.refused, result.repeated) == (0, 0)
    assert book.value("SELECT count(*) FROM shopper") > len(NASTY) // 2
    assert exported(other_book, tmp_path / "second.csv") == first


def test_a_list_for_a_spreadsheet_comes_in_as_exactly_what_went_out(
    book: Book, other_book: Book, tmp_path: Path
) -> None:
    for name in ("=1+1", "+1 Ann", "-Ann", "@Ann", "'=Ann", "''", "\uff1dAnn", "'Ann", "Ann"):
        make_shopper(book, name, phone="+1 415 555 0100", source=name)
    plain = exported(book, tmp_path / "plain.csv")
    exported(book, tmp_path / "sheet.csv", spreadsheet=True)

    bring_in(other_book, tmp_path / "sheet.csv")

    assert exported(other_book, tmp_path / "again.csv") == plain


def test_no_cell_of_a_spreadsheet_list_is_a_formula(book: Book, tmp_path: Path) -> None:
    starters = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "'=")
    for starter in starters:
        make_shopper(book, f"{starter}cmd", nickname=f"{starter}1+1", phone="+1 415 555 0100")

    exported(book, tmp_path / "sheet.csv", spreadsheet=True)

    cells = [cell for row in rows_in(tmp_path / "sheet.csv") for cell in row.values()]
    assert (tmp_path / "sheet.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not [cell for cell in cells if cell.startswith(starters[:-1])]
    assert "'+1 415 555 0100" in cells


@given(st.text())
def test_the_guard_comes_off_exactly_as_it_went_on(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(tuple("=+-@\t\r\n"))


def test_every_heading_we_write_is_one_we_know(book: Book, tmp_path: Path) -> None:
    fill_with_everything(book)
    make_purchase(book, None)
    for kind in Kind:
        exported(book, tmp_path / f"{kind}.csv", kind)
        with (tmp_path / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        left_out = [one.header for one in headings(header, kind) if one.target is None]
        assert left_out == ["(written by Ruth Hallam on 2026-11-20)"] == header[-1:]


def test_what_only_the_owner_may_see_stays_out_for_a_clerk(book: Book, tmp_path: Path) -> None:
    fill_with_everything(book)

    clerk = Viewer(today=TODAY, role=Role.CLERK)
    export_shoppers(book, tmp_path / "clerk.csv", viewer=clerk, shop=SHOP)

    text = (tmp_path / "clerk.csv").read_text(encoding="utf-8")
    assert "Pays late" not in text
    assert "Shy" not in text
    assert "hello" in text


def test_purchases_go_out_and_come_in_the_same(
    book: Book, other_book: Book, tmp_path: Path
) -> None:
    ann = make_shopper(book, "Ann Lee", phone="415 555 0100")
    bob = make_shopper(book, "Bob Roe")
    make_purchase(
        book, ann,
        make_line("Ring; platinum", cost_cents=4_000_00, serial="R-1", size="6 1/2"),
        make_line("Spoons", 50_00, quantity=3, discount_cents=10_00, tax_cents=5_00),
        make_line("Ring sizing", 45_00, kind=LineKind.SERVICE),
        day=date(2026, 1, 5), number="A-1", note="Paid\nlate", occasion_text="40th",
        payments=(
            Payment(kind=PaymentKind.CASH, amount_cents=Cents(9_400_00)),
            Payment(kind=PaymentKind.CARD, amount_cents=Cents(190_00)),
        ),
    )  # fmt: skip
    make_purchase(book, bob, make_line("=Chain", 20_00), day=date(2026, 1, 6))
    make_purchase(book, None, make_line("Walk-in studs", 99_00), day=date(2026, 1, 6))
    make_purchase(
        book, ann, make_line("Band", 900_00), day=date(2026, 1, 7), on_deposit=True,
        payments=(Payment(kind=PaymentKind.CARD, amount_cents=Cents(300_00)),),
    )  # fmt: skip
    spoons = book.value("SELECT id FROM line WHERE description = 'Spoons'")
    return_lines(
        book,
        PurchaseDraft(shopper_id=ann, day=date(2026, 2, 1), lines=()),
        [Back(line_id=spoons, quantity=1, reason="bent")],
        shop=SHOP,
        today=TODAY,
    )
    exported(book, tmp_path / "shoppers.csv")
    first = exported(book, tmp_path / "first.csv", Kind.PURCHASES)

    bring_in(other_book, tmp_path / "shoppers.csv")
    result = bring_in(other_book, tmp_path / "first.csv", Kind.PURCHASES)

    assert result.problems == ()
    assert (result.purchases, result.shoppers, result.unmatched_returns) == (5, 0, 0)
    assert accounted(result)
    assert exported(other_book, tmp_path / "second.csv", Kind.PURCHASES) == first


def test_what_pieces_cost_is_written_for_the_owner_alone(book: Book, tmp_path: Path) -> None:
    make_purchase(book, make_shopper(book), make_line(cost_cents=Cents(4_321_99)))

    for role in (Role.OWNER, Role.MANAGER):
        out = tmp_path / f"{role.value}.csv"
        export_purchases(book, out, viewer=Viewer(today=TODAY, role=role), shop=SHOP)

    assert "4321.99" in (tmp_path / "owner.csv").read_text(encoding="utf-8")
    assert "4321.99" not in (tmp_path / "manager.csv").read_text(encoding="utf-8")


def test_a_secret_keeps_its_words_until_its_day(book: Book, tmp_path: Path) -> None:
    margaret, daniel = make_couple(book)
    until = date(2026, 12, 13)
    make_purchase(
        book, daniel,
        make_line("Pearl strand", 900_00, stock_number="P-77", wearer_id=margaret,
                  secret_until=until, serial="S-99", engraving="For M"),
        note="hide it", occasion_text="Surprise",
    )  # fmt: skip

    before = export_purchases(book, tmp_path / "now.csv", viewer=VIEWER, shop=SHOP)
    export_purchases(book, tmp_path / "later.csv", viewer=Viewer(today=until), shop=SHOP)

    now = (tmp_path / "now.csv").read_text(encoding="utf-8")
    later = (tmp_path / "later.csv").read_text(encoding="utf-8")
    assert (before.rows, before.withheld) == (1, 1)
    assert "900.00" in now
    for word in ("Pearl", "P-77", "S-99", "For M", "hide it", "Surprise", "Margaret"):
        assert word not in now
        assert word in later


def test_a_packed_list_is_the_same_list(book: Book, other_book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")

    plain = exported(book, tmp_path / "list.csv")
    packed = exported(book, tmp_path / "list.csv.gz")
    bring_in(other_book, tmp_path / "list.csv.gz")

    assert gzip.decompress(packed) == plain
    assert other_book.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_a_list_is_there_whole_or_not_at_all(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee")
    target = tmp_path / "list.csv"
    target.write_text("the old one")

    def stop(done: int, total: int) -> None:
        raise Refused("stopped")

    with pytest.raises(Refused):
        export_shoppers(book, target, viewer=VIEWER, shop=SHOP, progress=stop)

    assert target.read_text() == "the old one"
    assert [path.name for path in tmp_path.glob("list.csv*")] == ["list.csv"]


def test_a_folder_that_is_not_there_is_refused(book: Book, tmp_path: Path) -> None:
    for out in (tmp_path / "none" / "list.csv", tmp_path):
        with pytest.raises(Refused) as refusal:
            export_shoppers(book, out, viewer=VIEWER, shop=SHOP)
        assert refusal.value.field == "out"


def test_a_mailing_list_is_guarded_and_says_who_made_it(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "=Ann Lee", street="12 Ocean Road", birthday=PartialDate(month=11, day=26))
    request = RunRequest(kind=RunKind.LIST, start=TODAY, end=date(2026, 12, 4))
    run_id = freeze_run(book, look_at_run(book, request, shop=SHOP, today=TODAY), today=TODAY)

    count = mailing_list_csv(
        book, tmp_path / "list.csv", pieces_of_run(book, run_id), run=run(book, run_id)
    )

    [row] = rows_in(tmp_path / "list.csv")
    assert count == 1
    assert (row["Name"], row["Day"]) == ("'=Ann Lee", "2026-11-26")
    assert (row["Made by"], row["Made on"]) == ("Ruth Hallam", TODAY.isoformat())
    assert row["Label line 2"] == "12 Ocean Road"
