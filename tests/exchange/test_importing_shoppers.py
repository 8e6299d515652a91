"""A list of shoppers comes in whole, adds nobody twice, and is taken back as one step."""

from pathlib import Path

import pytest

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.exchange.csv_files import Stopped
from storebook.exchange.importing import Outcome, plan_import, save_import
from storebook.exchange.mending import save_problems
from storebook.people.consent import Channel, Purpose, consent_state
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.households import household_of
from storebook.people.kin import kin_of
from storebook.people.notes import notes_of
from storebook.people.occasions import occasions_of
from storebook.people.own_fields import own_values
from storebook.people.shoppers import shopper
from storebook.people.sizes import BodyPart, sizes_of
from storebook.people.tags import tags_of
from storebook.staff.viewer import Viewer
from tests.exchange.make import accounted, bring_in, look_at, make_list
from tests.exchange.test_headings import GOOGLE, OUTLOOK
from tests.make import SHOP, TODAY, make_shopper

VIEWER = Viewer(today=TODAY)
PLAIN = """Name,Phone,E-mail,Address,City,State,Zip,Birthday,Tags,Notes,Ring size,Customer ID
Ann Lee,(415) 555-0100,ann@example.com,1 Main St,Oakland,CA,94601,2/29/1980,VIP; pearls,\
Likes sapphires,6 1/2,17
Bob Roe,415 555 0101,,,,,,,,,,
"""


def ids(book: Book) -> dict[str, int]:
    return dict(book.rows("SELECT name, id FROM shopper ORDER BY id"))


def birthday(book: Book, shopper_id: int) -> PartialDate:
    [day] = [
        one.when
        for one in occasions_of(book, shopper_id, today=TODAY, leap_day=SHOP.leap_day_rule)
        if one.kind == "birthday"
    ]
    return day


def test_a_plain_list_brings_everything_it_tells(book: Book, tmp_path: Path) -> None:
    result = bring_in(book, make_list(tmp_path, PLAIN))

    ann = ids(book)["Ann Lee"]
    assert (result.rows, result.imported, result.shoppers) == (2, 2, 2)
    assert [phone.e164 for phone in phones(book, ann)] == ["+14155550100"]
    assert [email.normalized for email in emails(book, ann)] == ["ann@example.com"]
    assert addresses(book, ann)[0].postcode == "94601"
    assert birthday(book, ann) == PartialDate(year=1980, month=2, day=29)
    assert tags_of(book, ann) == ["pearls", "VIP"]
    assert [note.text for note in notes_of(book, ann, VIEWER)] == ["Likes sapphires"]
    assert [(size.body_part, size.entered) for size in sizes_of(book, ann)] == [
        (BodyPart.FINGER, "6 1/2")
    ]
    assert [(own.name, own.value) for own in own_values(book, ann)] == [("Customer number", "17")]


def test_google_contacts_come_in_with_labels_addresses_and_days(book: Book, tmp_path: Path) -> None:
    row = (
        "Margaret,Rose,Ashworth,Dr.,,Peggy,Ashworth & Co,Surgeon,1966-11-26,Likes opals,"
        "* myContacts ::: Friends,* Work,peggy@example.com,Mobile,+1 415 555 0100,Home,"
        '415 555 0101,Home,"1 Main St\nOakland, CA 94601\nUSA",1 Main St,Oakland,,CA,94601,US,'
        "Apt 2,Anniversary,2003-06-14,Spouse,Daniel Ashworth,Ring tray,B12"
    )

    bring_in(book, make_list(tmp_path, f"{GOOGLE}\n{row}\n"))

    peggy = ids(book)["Margaret Rose Ashworth"]
    person = shopper(book, peggy)
    assert (person.title, person.given, person.family) == ("Dr.", "Margaret", "Ashworth")
    assert person.occupation == "Surgeon"
    assert [(one.use.value, one.raw) for one in phones(book, peggy)] == [
        ("mobile", "+1 415 555 0100"),
        ("home", "415 555 0101"),
    ]
    assert emails(book, peggy)[0].use == "work"
    [home] = addresses(book, peggy)
    assert (home.lines, home.city, home.region) == ("1 Main St\nApt 2", "Oakland", "CA")
    assert tags_of(book, peggy) == ["Friends"]
    assert {note.text for note in notes_of(book, peggy, VIEWER)} == {
        "Likes opals",
        "Company: Ashworth & Co",
        "Ring tray: B12",
    }
    [husband] = kin_of(book, peggy)
    assert (husband.name, husband.word) == ("Daniel Ashworth", "spouse")


def test_outlook_contacts_come_in_with_home_and_work_apart(book: Book, tmp_path: Path) -> None:
    row = (
        "Mr.,Daniel,,Ashworth,Jr.,Acme,Baker,9 Mill Rd,Floor 2,Boston,MA,02101,United States,"
        "1 Main St,Oakland,CA,94601,USA,617 555 9999,617 555 0100,415 555 0101,415 555 0102,"
        "0/0/00,11/26/1966,Friends;VIP,dan@example.com,dan@work.example.com,Male,English (US),,"
    )

    bring_in(book, make_list(tmp_path, f"{OUTLOOK}\n{row}\n"))

    dan = ids(book)["Daniel Ashworth Jr."]
    person = shopper(book, dan)
    assert (person.gender, person.language) == ("man", "en")
    assert [(one.use.value, one.city, one.country) for one in addresses(book, dan)] == [
        ("work", "Boston", "US"),
        ("home", "Oakland", "US"),
    ]
    assert [one.use.value for one in phones(book, dan)] == ["work", "home", "mobile"]
    assert len(emails(book, dan)) == 2
    assert birthday(book, dan) == PartialDate(year=1966, month=11, day=26)


def test_the_same_list_twice_adds_nobody_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, PLAIN + "Bare Name,,,,,,,,,,,\nÉlodie  Le-Roy,,,,,,,5/14,,,,\n")
    bring_in(book, path)
    before = book.changed_count

    again = bring_in(book, path)

    assert (again.imported, again.already_here, again.shoppers) == (0, 4, 0)
    assert accounted(again)
    assert book.changed_count == before


def test_who_is_there_is_completed_where_the_file_is_empty(book: Book, tmp_path: Path) -> None:
    ann = make_shopper(book, "Ann Lee", phone="415 555 0100", nickname="Annie")
    path = make_list(
        tmp_path,
        "Name,Phone,Nickname,E-mail,Birthday,Tags\n"
        "ANN LEE,(415) 555-0100,Nan,ann@example.com,11/26/1966,VIP\n",
    )

    result = bring_in(book, path)

    assert (result.imported, result.completed, result.shoppers) == (1, 1, 0)
    assert shopper(book, ann).name == "Ann Lee"
    assert shopper(book, ann).nickname == "Annie"
    assert [email.raw for email in emails(book, ann)] == ["ann@example.com"]
    assert birthday(book, ann) == PartialDate(year=1966, month=11, day=26)
    assert tags_of(book, ann) == ["VIP"]


def test_a_shared_phone_does_not_make_two_people_one(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Ann Lee", phone="415 555 0100")
    path = make_list(tmp_path, "Name,Phone\nBob Lee,415 555 0100\nCarla Lee,415 555 0100\n")

    assert bring_in(book, path).shoppers == 2


def test_father_and_son_of_one_name_and_phone_stay_two(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path,
        "Name,Phone,Birthday\nJohn Roe,415 555 0100,1/2/1940\nJohn Roe,415 555 0100,3/4/1970\n",
    )

    first, again = bring_in(book, path), bring_in(book, path)

    assert (first.shoppers, again.shoppers, again.already_here) == (2, 0, 2)


def test_a_row_that_comes_twice_is_one_shopper_who_knows_both_rows(
    book: Book, tmp_path: Path
) -> None:
    path = make_list(
        tmp_path,
        "Name,Phone,E-mail\nAnn Lee,415 555 0100,\nann lee,+1 415 555 0100,ann@example.com\n",
    )

    result = bring_in(book, path)

    assert (result.shoppers, result.repeated) == (1, 1)
    assert accounted(result)
    assert len(emails(book, ids(book)["Ann Lee"])) == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",415 555 0100,,", "no name"),
        ("   ,415 555 0100,,", "no name"),
        (f"{'a' * 5_000},,,", "200 letters"),
        ("Too Many,,,,oops", "more cells"),
    ],
)
def test_a_row_that_is_wrong_is_refused_and_the_others_come_in(
    book: Book, tmp_path: Path, row: str, told: str
) -> None:
    path = make_list(tmp_path, f"Name,Phone,E-mail,Birthday\nAnn Lee,,,\n{row}\nBob Roe,,,\n")

    result = bring_in(book, path)

    [problem] = result.problems
    assert (problem.line, result.refused, result.shoppers) == (3, 1, 2)
    assert told in (problem.problem or "")
    assert accounted(result)


def test_names_come_in_as_they_are_typed(book: Book, tmp_path: Path) -> None:
    names = ["<b>Ann</b>", "O'Brien", "💎 Gem", "=1+1", "نورا", "50%", 'Ann "Annie" Lee', "Na"]
    quoted = "\n".join('"' + name.replace('"', '""') + '"' for name in names)

    bring_in(book, make_list(tmp_path, f"Name\n{quoted}\n"))

    assert list(ids(book)) == names


def test_names_that_are_all_turned_round_are_turned_back_and_said_aloud(
    book: Book, tmp_path: Path
) -> None:
    path = make_list(tmp_path, 'Name\n"Lee, Ann"\n"Le Roy, Élodie"\n"Poe, Bob"\n')
    once = make_list(tmp_path, 'Name\n"King, Jr."\n"Lee, Dan"\nCarla Poe\n', "once.csv")

    result = bring_in(book, path)
    bring_in(book, once)

    assert list(ids(book)) == [
        "Ann Lee", "Élodie Le Roy", "Bob Poe", "King, Jr.", "Lee, Dan", "Carla Poe",
    ]  # fmt: skip
    assert shopper(book, ids(book)["Ann Lee"]).family == "Lee"
    assert "“Lee, Ann” here; they come in as “Ann Lee”" in result.warnings[0]


def test_a_nul_in_a_name_is_left_out(book: Book, tmp_path: Path) -> None:
    bring_in(book, make_list(tmp_path, "Name,City\nAnn\x00 Lee,Rye\n" + "Bob,Rye\n"))

    assert list(ids(book)) == ["Ann Lee", "Bob"]


def test_a_couple_in_one_list_is_tied_with_one_wedding_day(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path,
        "First Name,Last Name,Phone,Anniversary,Spouse\n"
        "Ann,Lee,415 555 0100,6/14/2003,Daniel Lee\n"
        "Daniel,Lee,415 555 0100,6/14/2003,Ann Lee\n",
    )

    result = bring_in(book, path)

    ann = ids(book)["Ann Lee"]
    home = household_of(book, ann)
    assert result.relatives == 0
    assert [one.name for one in kin_of(book, ann)] == ["Daniel Lee"]
    assert home is not None
    assert home.couple_line == "Ann & Daniel Lee"
    assert book.value("SELECT count(*) FROM occasion WHERE kind = 'wedding'") == 1


def test_a_spouse_who_is_only_a_name_becomes_a_prospect_once(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name,Spouse\nAnn Lee,Daniel Lee\n")

    first, again = bring_in(book, path), bring_in(book, path)

    assert (first.shoppers, first.relatives, again.relatives) == (1, 1, 0)
    told = "1 shopper imported, 1 more named only as husband or wife: 1 row in all."
    assert first.sentence == told
    assert shopper(book, ids(book)["Daniel Lee"]).standing == "prospective"


def test_who_died_or_wants_no_mail_stays_so(book: Book, tmp_path: Path) -> None:
    path = make_list(
        tmp_path,
        "Name,Deceased,Do Not Mail\nAnn Lee,yes,\nBob Roe,2020-05-01,no\nCarla Poe,,X\n",
    )

    bring_in(book, path)

    people = ids(book)
    assert shopper(book, people["Ann Lee"]).deceased_on == TODAY
    assert str(shopper(book, people["Bob Roe"]).deceased_on) == "2020-05-01"
    state = consent_state(book, people["Carla Poe"])
    assert not state[Channel.MAIL, Purpose.OCCASIONS].given
    assert "Do Not Mail" in state[Channel.MAIL, Purpose.OFFERS].wording
    assert consent_state(book, people["Bob Roe"]) == {}


def test_who_is_told_to_have_died_leaves_no_couple_line(book: Book, tmp_path: Path) -> None:
    bring_in(book, make_list(tmp_path, "Name,Phone,Spouse\nAnn Lee,415 555 0100,Daniel Lee\n"))
    path = make_list(tmp_path, "Name,Phone,Deceased\nAnn Lee,415 555 0100,yes\n", "later.csv")

    result = bring_in(book, path)

    home = household_of(book, ids(book)["Daniel Lee"])
    assert result.completed == 1
    assert home is not None
    assert home.couple_line is None


def test_a_dry_run_says_the_same_and_saves_nothing(book: Book, tmp_path: Path) -> None:
    look = look_at(make_list(tmp_path, PLAIN + "\n,,,,,,,2/28/1980,,,,\n"))

    plan = plan_import(book, look, shop=SHOP, today=TODAY)

    assert book.value("SELECT count(*) FROM shopper") == 0
    assert list(plan.outcomes) == [Outcome.NEW, Outcome.NEW, Outcome.BLANK, Outcome.REFUSED]
    assert save_import(book, look, shop=SHOP, today=TODAY) == plan.result


def test_an_import_is_one_change_and_taken_back_as_one(book: Book, tmp_path: Path) -> None:
    make_shopper(book, "Bob Roe", phone="415 555 0101")
    before = list(book.rows("SELECT * FROM shopper, phone WHERE shopper_id = shopper.id"))
    content = PLAIN.replace("0101,,", "0101,bob@example.com,")

    bring_in(book, make_list(tmp_path, content))
    done = changes(book)[0].what
    undo_last(book)

    assert done == "Shoppers imported from list.csv"
    assert book.rows("SELECT * FROM shopper, phone WHERE shopper_id = shopper.id") == before
    for table in ("email", "address", "occasion", "tag", "note", "size", "own_field", "own_value"):
        assert book.value(f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608


def test_stopping_leaves_the_book_as_it_was(book: Book, tmp_path: Path) -> None:
    people = "".join(f"Person {number}\n" for number in range(5_000))
    look = look_at(make_list(tmp_path, f"Name\n{people}"))
    asked = iter([False, False, True])

    with pytest.raises(Stopped):
        save_import(book, look, shop=SHOP, today=TODAY, stop=lambda: next(asked))

    assert book.value("SELECT count(*) FROM shopper") == 0
    assert changes(book) == []


def test_progress_goes_up_to_the_end(book: Book, tmp_path: Path) -> None:
    people = "".join(f"Person {number}\n" for number in range(5_000))
    told: list[tuple[int, int]] = []
    look = look_at(make_list(tmp_path, f"Name\n{people}"), progress=lambda *one: told.append(one))
    read = told[-1]
    told.clear()

    save_import(book, look, shop=SHOP, today=TODAY, progress=lambda *one: told.append(one))

    assert read[0] == read[1]
    assert told == sorted(told)
    assert told[-1] == (5_000, 5_000)


def test_refused_rows_are_written_out_mended_and_imported(book: Book, tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name,Deceased\nAnn Lee,2/30/2020\nBob Roe,\n")
    look = look_at(path)
    save_import(book, look, shop=SHOP, today=TODAY)

    count = save_problems(look, tmp_path / "mend.csv")
    mended = (tmp_path / "mend.csv").read_text(encoding="utf-8").replace("2/30", "2/28")
    result = bring_in(book, make_list(tmp_path, mended, "mended.csv"))

    assert count == 1
    assert "February has" in mended
    assert result.shoppers == 1
    assert list(ids(book)) == ["Bob Roe", "Ann Lee"]


def test_an_own_field_of_another_kind_refuses_what_it_cannot_keep(
    book: Book, tmp_path: Path
) -> None:
    bring_in(
        book,
        make_list(tmp_path, "Name,Own field: Tray (number)\nAnn Lee,12\nBob Roe,top left\n"),
    )
    result = bring_in(
        book,
        make_list(tmp_path, "Name,Tray\nCarla Poe,7\nDora Poe,bottom\n", "more.csv"),
        mapping={"Tray": "own:Tray"},
    )

    assert (result.shoppers, result.refused) == (1, 1)
    assert "not a number" in (result.problems[0].problem or "")


def test_a_list_without_a_name_is_not_saved(book: Book, tmp_path: Path) -> None:
    look = look_at(make_list(tmp_path, "Wer,Wohin\nAnn,Rye\n"))

    with pytest.raises(Refused, match="No column is the name"):
        save_import(book, look, shop=SHOP, today=TODAY)
