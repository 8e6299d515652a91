"""The people a real shop stumbles over: hard dates, hard names, hard addresses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from storebook.base.dates import Calendar, LeapDayRule, PartialDate
from storebook.demo.families import Person
from storebook.people.contact_points import AddressDraft
from storebook.people.shoppers import Gender, ShopperDraft, Standing

MEN = {
    "Marcus", "Theo", "Sylvester", "Otto", "Rolf", "Daming", "Runyue", "Qiyue", "Suharto",
    "Patrick", "王小明", "Samuel", "Boyd", "Lei", "Jürgen", "Thiago",
}  # fmt: skip
NO_PERSON = {"Smith & Sons", "J", "Customer 40118"}


def hard_people(today: date) -> list[Person]:
    """Everybody hard, each single; the same for every seed."""
    drafts = (*hard_dates(today), *hard_names(), *hard_addresses())
    return [
        Person(draft=fitting(draft, today), visits_a_year=0.5 + 0.25 * (number % 4), generosity=1.0)
        for number, draft in enumerate(drafts)
        if draft.birthday is None or (draft.birthday.year or 0) < today.year
    ]


def fitting(draft: ShopperDraft, today: date) -> ShopperDraft:
    """With a gender, and with a first visit that lies in the past on that day."""
    gender = draft.gender
    if gender is None and draft.name not in NO_PERSON:
        gender = Gender.MAN if (draft.given or draft.name) in MEN else Gender.WOMAN
    since = min(draft.since or today, today - timedelta(days=400))
    return replace(draft, gender=gender, since=since)


def hard_dates(today: date) -> Sequence[ShopperDraft]:
    soon = today + timedelta(days=5)
    lunar = Calendar.CHINESE
    return (
        dated("Lena Leapworth", PartialDate(year=1988, month=2, day=29)),
        dated("Marcus Leapworth", PartialDate(month=2, day=29, leap_day_rule=LeapDayRule.MARCH)),
        dated(
            "Odile Leapworth",
            PartialDate(year=1996, month=2, day=29, leap_day_rule=LeapDayRule.LEAP_YEARS),
        ),
        dated("May Monthly", PartialDate(month=5)),
        dated("Nora Nextmonth", PartialDate(month=today.month % 12 + 1)),
        dated(
            "Vivian Castellane", PartialDate(year=soon.year - 60, month=soon.month, day=soon.day)
        ),
        dated("Theo Yearless", PartialDate(month=soon.month, day=soon.day)),
        dated("Sylvester Newyear", PartialDate(year=1971, month=12, day=31)),
        dated("Stella Newyear", PartialDate(year=1980, month=1, day=1)),
        dated("Ada Julyborn", PartialDate(year=1933, month=7, day=23)),
        dated("Otto Augustborn", PartialDate(year=1933, month=8, day=19)),
        dated("Ines Novemberborn", PartialDate(year=1954, month=11, day=25)),
        dated("Rolf Decemberborn", PartialDate(year=1954, month=12, day=23)),
        dated("Pia Septemberborn", PartialDate(year=1978, month=9, day=2)),
        chinese("Lin Yueying", "林月英", PartialDate(calendar=lunar, year=1960, month=12, day=29)),
        chinese("Chen Daming", "陳大明", PartialDate(calendar=lunar, month=12, day=30)),
        chinese(
            "Huang Shuzhen", "黃淑珍", PartialDate(calendar=lunar, year=1949, month=11, day=20)
        ),
        chinese(
            "Li Runyue",
            "李閏月",
            PartialDate(calendar=lunar, year=1984, month=10, day=5, leap_month=True),
        ),
        chinese("Wang Qiyue", "王七月", PartialDate(calendar=lunar, year=1933, month=6, day=1)),
        chinese(
            "Zeng Liuyue",
            "曾六月",
            PartialDate(calendar=lunar, year=2025, month=6, day=8, leap_month=True),
        ),
    )


def dated(name: str, when: PartialDate) -> ShopperDraft:
    given, _, family = name.partition(" ")
    return ShopperDraft(
        name=name,
        given=given,
        family=family,
        birthday=when,
        addresses=(at(f"{10 + len(name)} Court Street"),),
        since=date(2018, 3, 6),
    )


def chinese(name: str, native: str, when: PartialDate) -> ShopperDraft:
    family, _, given = name.partition(" ")
    return ShopperDraft(
        name=name,
        given=given,
        family=family,
        native_name=native,
        language="zh-Hant",
        birthday=when,
        addresses=(at("8 Harbour View"),),
        since=date(2019, 9, 13),
    )


def at(
    lines: str,
    city: str = "Portsmouth",
    region: str = "NH",
    postcode: str = "03801",
    country: str = "US",
) -> AddressDraft:
    return AddressDraft(lines=lines, city=city, region=region, postcode=postcode, country=country)


def hard_names() -> Sequence[ShopperDraft]:
    here = (at("44 Miller Avenue"),)
    return (
        named("Beatriz García Lorca", given="Beatriz", family="García Lorca", language="es"),
        named(
            "Ouyang Meiling",
            given="Meiling",
            family="Ouyang",
            native_name="欧阳美玲",
            language="zh-Hans",
        ),
        named("Suharto", addresses=here),
        named("Juana de la Cruz y Peña", given="Juana", family="de la Cruz y Peña"),
        named("Anne-Marie Dupont-Lévy", given="Anne-Marie", family="Dupont-Lévy", language="fr"),
        named("Robin Hale", given="Robin", family="Hale", title="Mx.", gender=Gender.OTHER),
        named("Dr. Maximiliane-Theodora Freifrau von Hohenlohe-Waldenburg-Schillingsfürst"),
        named("Patrick O'Brien", given="Patrick", family="O'Brien"),
        named("Smith & Sons"),
        named("Éloïse Ångström", given="Éloïse", family="Ångström"),
        named("Nguyễn Thị Phượng", given="Phượng", family="Nguyễn"),
        named("Ирина Соколова", given="Ирина", family="Соколова", romanized="Irina Sokolova"),
        named(
            "Παρασκευή Οικονόμου",
            given="Παρασκευή",
            family="Οικονόμου",
            romanized="Paraskevi Ikonomou",
        ),
        named("王小明", native_name="王小明", romanized="Wang Xiaoming", language="zh-Hans"),
        named("Mary-Ellen James", given="Mary-Ellen", family="James"),
        named("Professor Samuel Adeyemi", given="Samuel", family="Adeyemi", title="Professor"),
        named("J", addresses=here),
        named("Customer 40118", named=False, standing=Standing.PROSPECTIVE),
    )


def named(name: str, **fields: object) -> ShopperDraft:
    kept = {"addresses": (at("44 Miller Avenue"),), "since": date(2020, 6, 2), **fields}
    return ShopperDraft(name=name, **kept)  # type: ignore[arg-type]


def hard_addresses() -> Sequence[ShopperDraft]:
    return (
        living("Hazel Flat", at("The Anchorage\n17 State Street\nApt 4B")),
        living("Boyd Postbox", at("PO Box 1187")),
        living(
            "Cecily Hamlet",
            at("Rose Cottage\nLower Slaughter Lane", "Cheltenham", "", "GL54 2HX", "GB"),
        ),
        living("Aoife Byrne", at("12 Fitzwilliam Square", "Dublin", "", "D02 X285", "IE")),
        living("Haruka Sato", at("1-2-3 Ginza", "Chuo-ku", "Tokyo", "104-0061", "JP")),
        living("Kim Minji", at("50 Sejong-daero", "Jung-gu", "Seoul", "04524", "KR")),
        living(
            "Lam Wing Yan", at("Flat 12C, Ocean Court\n88 Nathan Road", "Kowloon", "", "", "HK")
        ),
        living("Zhao Lei", at("建国路88号", "朝阳区", "北京市", "100022", "CN")),
        living("Jürgen Großmann", at("Königsallee 12", "Düsseldorf", "", "40212", "DE")),
        living(
            "Chantal Fournier",
            at("14 rue de la Paix\nBP 1052", "Paris Cedex 08", "", "75381", "FR"),
        ),
        living(
            "Thiago Almeida",
            at("Rua das Laranjeiras, 210\nApto 501", "Rio de Janeiro", "RJ", "22240-003", "BR"),
        ),
        living(
            "Rosa Benedetti",
            at("c/o Seacoast Marina\nGate 3, Dock C\nBerth 114, “La Bella Rosa”\n200 Harbor Walk"),
        ),
    )


def living(name: str, where: AddressDraft) -> ShopperDraft:
    given, _, family = name.partition(" ")
    return ShopperDraft(
        name=name,
        given=given,
        family=family,
        addresses=(where,),
        birthday=PartialDate(month=12, day=2),
        since=date(2017, 1, 9),
    )
