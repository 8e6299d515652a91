"""An address stands on paper as the post of its country wants it, and no part of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.countries import countries
from storebook.base.text import fold, one_line
from storebook.people.postal import LARGEST_FIRST, PostalAddress, address_block
from tests.nasty import NASTY

AUSTIN = PostalAddress(
    lines=("1200 Barton Springs Rd", "Apt 4B"), city="Austin", region="tx", postcode="78704"
)
TOKYO = PostalAddress(
    lines=("丸の内1-9-1", "東京ビル3階"),
    city="千代田区",
    region="東京都",
    postcode="100-0005",
    country="JP",
)


def test_an_american_address_ends_with_city_state_and_zip() -> None:
    assert address_block("Ann Lee", AUSTIN, "US") == [
        "Ann Lee",
        "1200 Barton Springs Rd",
        "Apt 4B",
        "Austin TX 78704",
    ]


def test_abroad_the_country_stands_last_in_english_capitals() -> None:
    assert address_block("Ann Lee", AUSTIN, "us")[-1] == "Austin TX 78704"
    german = PostalAddress(lines=("Lindenstr. 5",), city="Köln", postcode="50674", country="de")

    assert address_block("Jörg Weiß", german, "DE")[-1] == "50674 Köln"
    assert address_block("Jörg Weiß", german, "US")[-2:] == ["50674 Köln", "GERMANY"]


def test_a_british_postcode_stands_alone_on_the_last_line() -> None:
    address = PostalAddress(
        lines=("Rose Cottage", "Mill Lane", "Little Hampden"),
        city="Great Missenden",
        region="Buckinghamshire",
        postcode="hp16 9ps",
        country="GB",
    )

    assert address_block("Mr T Hallam", address, "GB") == [
        "Mr T Hallam",
        "Rose Cottage",
        "Mill Lane",
        "Little Hampden",
        "GREAT MISSENDEN",
        "Buckinghamshire",
        "HP16 9PS",
    ]


def test_a_japanese_address_keeps_its_city_and_begins_with_the_largest() -> None:
    block = address_block("山田花子 様", TOKYO, "JP")

    assert block == ["〒100-0005", "東京都千代田区丸の内1-9-1", "東京ビル3階", "山田花子 様"]
    assert address_block("山田花子 様", TOKYO, "US") == [*block, "JAPAN"]


def test_a_japanese_address_in_latin_letters_keeps_its_city_too() -> None:
    address = PostalAddress(
        lines=("1-9-1 Marunouchi",), city="Chiyoda-ku", region="Tokyo", postcode="100-0005",
        country="JP",
    )  # fmt: skip

    assert address_block("Hanako Yamada", address, "US") == [
        "Hanako Yamada",
        "1-9-1 Marunouchi",
        "Chiyoda-ku, Tokyo 100-0005",
        "JAPAN",
    ]


@pytest.mark.parametrize(
    ("address", "name", "home", "block"),
    [
        (
            PostalAddress(lines=("海淀区中关村大街27号",), city="北京", region="北京",
                          postcode="100080", country="CN"),
            "王小明 收", "CN",
            ["100080", "北京海淀区中关村大街27号", "王小明 收"],
        ),
        (
            PostalAddress(lines=("北京市海淀区中关村大街27号",), city="北京", postcode="100080",
                          country="CN"),
            "王小明 收", "CN",
            ["100080", "北京市海淀区中关村大街27号", "王小明 收"],
        ),
        (
            PostalAddress(lines=("大安區信義路三段7號5樓",), city="台北市", postcode="106",
                          country="TW"),
            "陳美玲 小姐", "TW",
            ["106", "台北市大安區信義路三段7號5樓", "陳美玲 小姐"],
        ),
        (
            PostalAddress(lines=("Mori Tower 10F",), city="港区", region="東京都",
                          postcode="〒106-6108", country="JP"),
            "Ada Li", "JP",
            ["〒106-6108", "東京都港区 Mori Tower 10F", "Ada Li"],
        ),
        (
            PostalAddress(lines=("彌敦道100號8樓B室",), city="尖沙咀", region="九龍", country="HK"),
            "李志強 先生", "HK",
            ["九龍尖沙咀彌敦道100號8樓B室", "李志強 先生"],
        ),
        (
            PostalAddress(lines=("테헤란로 152", "강남파이낸스센터 10층"), city="강남구",
                          region="서울특별시", postcode="06236", country="KR"),
            "김민수 귀하", "US",
            ["서울특별시 강남구 테헤란로 152", "강남파이낸스센터 10층", "김민수 귀하", "06236",
             "SOUTH KOREA"],
        ),
        (
            PostalAddress(lines=("8/F, 100 Nathan Road",), city="Tsim Sha Tsui", region="Kowloon",
                          country="HK"),
            "Ada Li", "US",
            ["Ada Li", "8/F, 100 Nathan Road", "Tsim Sha Tsui, Kowloon", "HONG KONG"],
        ),
        (
            PostalAddress(lines=("12 rue de la Paix", "BP 40"), city="PARIS CEDEX 02",
                          postcode="75083", country="FR"),
            "Inês Duarte", "FR",
            ["Inês Duarte", "12 rue de la Paix", "BP 40", "75083 PARIS CEDEX 02"],
        ),
        (
            PostalAddress(lines=("Via Roma 1",), city="Milano", region="mi", postcode="20121",
                          country="IT"),
            "Paolo Conti", "IT",
            ["Paolo Conti", "Via Roma 1", "20121 Milano MI"],
        ),
        (
            PostalAddress(lines=("Calle Mayor 5",), city="Madrid", region="Madrid",
                          postcode="28013", country="ES"),
            "Ana García", "ES",
            ["Ana García", "Calle Mayor 5", "28013 Madrid"],
        ),
        (
            PostalAddress(lines=("Av. Paulista 1000",), city="São Paulo", region="SP",
                          postcode="01310-100", country="BR"),
            "João Reis", "US",
            ["João Reis", "Av. Paulista 1000", "São Paulo - SP", "01310-100", "BRAZIL"],
        ),
        (
            PostalAddress(lines=("Calle 5 de Mayo 10",), city="Oaxaca", region="Oax.",
                          postcode="68000", country="MX"),
            "Luz Peña", "MX",
            ["Luz Peña", "Calle 5 de Mayo 10", "68000 Oaxaca, Oax."],
        ),
        (
            PostalAddress(lines=("5 Main St",), city="Athenry", region="Co. Galway",
                          postcode="h65 x4y1", country="IE"),
            "Aoife Ní Bhriain", "IE",
            ["Aoife Ní Bhriain", "5 Main St", "Athenry", "Co. Galway", "H65 X4Y1"],
        ),
        (
            PostalAddress(lines=("中山东一路1号",), city="上海市黄浦区", region="上海市",
                          postcode="200002", country="CN"),
            "李伟", "CN",
            ["200002", "上海市黄浦区中山东一路1号", "李伟"],
        ),
    ],
)  # fmt: skip
def test_each_country_has_its_order(
    address: PostalAddress, name: str, home: str, block: list[str]
) -> None:
    assert address_block(name, address, home) == block


def test_puerto_rico_is_inland_mail_from_the_states() -> None:
    address = PostalAddress(
        lines=("1 Calle Fortaleza",), city="San Juan", postcode="00901", country="PR"
    )

    assert address_block("Ana", address, "US")[-1] == "San Juan 00901"
    assert address_block("Ana", address, "DE")[-1] == "PUERTO RICO"


def test_an_address_that_was_typed_whole_is_not_repeated() -> None:
    typed = PostalAddress(
        lines=("12 Main St", "Austin, TX 78701"), city="Austin", region="TX", postcode="78701"
    )
    only_lines = PostalAddress(lines=("12 Main St\nAustin, TX 78701\n\nGermany",), country="DE")

    assert address_block("Ann", typed, "US") == ["Ann", "12 Main St", "Austin, TX 78701"]
    assert address_block("Ann", only_lines, "US")[-2:] == ["Austin, TX 78701", "Germany"]


def test_a_street_that_is_named_like_its_city_does_not_hide_it() -> None:
    address = PostalAddress(lines=("12 Lincoln",), city="Lincoln", region="NE", postcode="68501")
    bare = PostalAddress(lines=("12 Lincoln",), city="Lincoln")

    assert address_block("Ann", address, "US")[1:] == ["12 Lincoln", "Lincoln NE 68501"]
    assert address_block("Ann", bare, "US")[1:] == ["12 Lincoln", "Lincoln"]


def test_a_house_number_like_the_postcode_does_not_hide_it() -> None:
    address = PostalAddress(lines=("忠孝東路106號",), city="台北市", postcode="106", country="TW")
    typed_whole = PostalAddress(lines=("〒100-0005 東京都",), postcode="100-0005", country="JP")

    assert address_block("陳美玲", address, "TW") == ["106", "台北市忠孝東路106號", "陳美玲"]
    assert address_block("山田", typed_whole, "JP") == ["〒100-0005 東京都", "山田"]


def test_a_part_without_letters_is_not_lost() -> None:
    address = PostalAddress(city="@", postcode="#")

    assert address_block("Ann", address, "US") == ["Ann", "@ #"]


def test_two_names_stand_on_two_lines_and_six_lines_stay_six() -> None:
    address = PostalAddress(lines=("A", "B", "C", "D", "E"), city="Austin")

    block = address_block("Ann Lee\nBob Ray", address, "US")

    assert block == ["Ann Lee", "Bob Ray", "A", "B", "C", "D", "E", "Austin"]


def test_without_an_address_there_is_only_the_name() -> None:
    assert address_block("Ann Lee", PostalAddress(), "US") == ["Ann Lee"]


PARTS = st.one_of(
    st.just(""),
    st.sampled_from(NASTY),
    st.text(max_size=12),
    st.text(alphabet="王小明東京서울カナ 1a", max_size=8),
)


@given(
    street=st.lists(PARTS, max_size=4),
    parts=st.tuples(PARTS, PARTS, PARTS),
    country=st.sampled_from(["", "zz", *(listed.code for listed in countries())]),
    home=st.sampled_from(["US", "GB", "DE", "JP", "KR"]),
)
def test_no_part_is_lost_in_any_country(
    street: list[str], parts: tuple[str, str, str], country: str, home: str
) -> None:
    city, region, postcode = parts
    address = PostalAddress(
        lines=tuple(street), city=city, region=region, postcode=postcode, country=country
    )

    block = address_block("Ann Lee", address, home)

    printed = fold("".join(block)).replace(" ", "")
    for part in (*street, *parts):
        told = one_line(part).upper().removeprefix("〒") if part is postcode else one_line(part)
        assert fold(told).replace(" ", "") in printed
    assert all(line and line == one_line(line) for line in block)
    assert "Ann Lee" in block
    if (country.upper() or home) not in LARGEST_FIRST:
        assert block[0] == "Ann Lee"
