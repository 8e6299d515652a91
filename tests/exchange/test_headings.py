"""The headings of other programs are known, blind to case and signs; a mapping goes before."""

from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.exchange.fields import Kind, fields_of, read_map
from storebook.exchange.headings import headings
from tests.exchange.make import look_at, make_list

GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,Organization Name,"
    "Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,"
    "Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,"
    "Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Event 1 - Label,"
    "Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,"
    "Custom Field 1 - Value"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Birthday,Gender,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Job Title,Business Street,"
    "Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,"
    "Home Street,Home City,Home State,Home Postal Code,Home Country/Region,Business Fax,"
    "Business Phone,Home Phone,Mobile Phone,Anniversary,Birthday,Categories,E-mail Address,"
    "E-mail 2 Address,Gender,Language,Notes,Spouse"
)


def fields(header: str, kind: Kind = Kind.SHOPPERS) -> list[str]:
    found = headings(header.split(","), kind)
    return [one.target.field if one.target else "" for one in found]


@pytest.mark.parametrize("header", [GOOGLE, OLD_GOOGLE])
def test_every_column_of_google_contacts_is_known(header: str) -> None:
    assert "" not in fields(header)


def test_of_outlook_only_the_fax_is_left_out() -> None:
    left = [
        name for name, field in zip(OUTLOOK.split(","), fields(OUTLOOK), strict=True) if not field
    ]

    assert left == ["Business Fax"]


def test_plain_headings_are_known_blind_to_case_and_signs() -> None:
    assert fields("NAME,e_mail,Cell,STREET ADDRESS,Zip/Postal Code,D.O.B.,wedding-anniversary") == [
        "name", "email", "phone", "street", "postcode", "birthday", "wedding",
    ]  # fmt: skip


def test_headings_of_other_tongues_are_known() -> None:
    assert fields("Vorname,Nachname,Telefon,PLZ,Ort,Geburtstag") == [
        "given", "family", "phone", "postcode", "city", "birthday",
    ]  # fmt: skip
    assert fields("姓名,电话,生日") == ["name", "phone", "birthday"]


def test_the_headings_of_a_retailer_s_lines_are_known() -> None:
    header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"

    assert fields(header, Kind.PURCHASES) == [
        "number", "stock number", "description", "quantity", "day", "price", "customer id",
        "country",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_is_known_by_its_own_name(kind: Kind) -> None:
    for field in fields_of(kind):
        [found] = headings([field.name], kind)
        assert found.target is not None, field.name


def test_columns_that_are_called_the_same_are_told_apart() -> None:
    found = headings(["Phone", "Phone", "Birthday", "Birthday", ""], Kind.SHOPPERS)

    assert [one.header for one in found] == [
        "Phone", "Phone (2)", "Birthday", "Birthday (2)", "Column 5",
    ]  # fmt: skip
    assert [one.target.field if one.target else None for one in found] == [
        "phone", "phone", "birthday", None, None,
    ]  # fmt: skip


def test_a_mapping_goes_before_what_is_known() -> None:
    mapping = {"Client": "name", "Phone": "", "Second": "work phone", "Tray": "own:Ring tray"}

    found = headings(["Name", "Client", "Phone", "Second", "Tray"], Kind.SHOPPERS, mapping)

    told = [(one.target.field, one.target.use) if one.target else None for one in found]
    assert told == [None, ("name", ""), None, ("phone", "work"), ("own:Ring tray", "")]


@pytest.mark.parametrize("option", ["Phone", "=name", "Phone=colour", "Phone=own:", ""])
def test_a_mapping_that_says_nothing_we_know_is_refused(option: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_map([option], Kind.SHOPPERS)

    assert refusal.value.field == "map"


def test_a_heading_with_the_sign_of_the_mapping_in_it_can_be_mapped() -> None:
    assert read_map(["a=b=Name"], Kind.SHOPPERS) == {"a=b": "name"}


def test_a_mapping_of_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Name,Phone\nAnn,555 0100\n")

    with pytest.raises(Refused, match="It has: “Name”, “Phone”"):
        look_at(path, mapping={"Mobile": "phone"})


def test_headings_may_stand_below_a_title(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Our clients\n\nName,Phone\nAnn,555 010 0000\n")

    look = look_at(path)

    assert (look.header_line, look.row_count, look.good) == (3, 1, 1)


def test_a_list_without_headings_is_mapped_by_number(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Ann Lee,555 010 0000\nBob Roe,555 010 0001\n")

    look = look_at(path, mapping={"1": "name", "2": "phone"})

    assert [row.title for row in look.rows] == ["Ann Lee · 555 010 0000", "Bob Roe · 555 010 0001"]


def test_a_list_whose_name_nobody_knows_says_which_column_to_choose(tmp_path: Path) -> None:
    path = make_list(tmp_path, "Wer,Wohin\nAnn,Rye\n")

    look = look_at(path)

    assert look.missing is not None
    assert "name" in look.missing
    assert [column.header for column in look.columns] == ["Wer", "Wohin"]
    assert look.columns[0].samples == ("Ann",)
