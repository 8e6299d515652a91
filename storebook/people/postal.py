"""Addresses as the post of each country wants them written, without losing a part."""

from dataclasses import dataclass

from storebook.base.countries import country_name
from storebook.base.text import fold, is_east_asian, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """Street lines as typed and the parts that are known; `country` "" is the shop's own.

    The street lines may hold the whole address; a part that stands there already is not repeated.
    """

    lines: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One printed line under the street: these parts, with `between` them."""

    parts: tuple[str, ...]
    between: str = " "


CITY, REGION, POSTCODE = "city", "region", "postcode"
CITY_REGION_POSTCODE = (Row(parts=(CITY, REGION, POSTCODE)),)
POSTCODE_CITY = (Row(parts=(POSTCODE, CITY)), Row(parts=(REGION,)))
CITY_POSTCODE = (Row(parts=(CITY, POSTCODE)), Row(parts=(REGION,)))
EACH_ALONE = (Row(parts=(CITY,)), Row(parts=(REGION,)), Row(parts=(POSTCODE,)))
ITALIAN = (Row(parts=(POSTCODE, CITY, REGION)),)
MEXICAN = (Row(parts=(f"{POSTCODE} {CITY}", REGION), between=", "),)
BRAZILIAN = (Row(parts=(CITY, REGION), between=" - "), Row(parts=(POSTCODE,)))
ROMANIZED = (Row(parts=(CITY, f"{REGION} {POSTCODE}"), between=", "),)

# Whoever is not named here puts the postcode before the city, as most of the world does.
COUNTRIES_OF = (
    ("US CA AU PR GU VI AS MP", CITY_REGION_POSTCODE),
    ("GB IE JE GG IM GI ZA RU UA KZ BY KE NG", EACH_ALONE),
    ("IN NZ SG ID TH BD PK LK IL SA JO LB EG NP IR VN", CITY_POSTCODE),
    ("IT SM VA", ITALIAN),
    ("MX", MEXICAN),
    ("BR", BRAZILIAN),
    ("JP CN TW HK MO KR CO PE VE AE QA KW BH OM", ROMANIZED),
)
ROWS = {code: rows for codes, rows in COUNTRIES_OF for code in codes.split()}

# Where an address in the country's own script begins with the largest place and ends with the name.
LARGEST_FIRST = {"JP": "〒", "CN": "", "TW": "", "HK": "", "MO": "", "KR": ""}
POSTCODE_LAST = {"KR"}
TOWN_IN_CAPITALS = {"GB", "JE", "GG", "IM"}
# Another country by its code, but inland for the post.
INLAND = {
    "US": {"PR", "GU", "VI", "AS", "MP", "UM"},
    "GB": {"JE", "GG", "IM"},
    "FR": {"GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"},
}
LONGEST_REGION_CODE = 3
# A city alone may also be the end of a street's name; with its postcode it is no chance.
PARTS_THAT_ARE_NO_CHANCE = 2


def address_block(name_line: str, address: PostalAddress, home_country: str) -> list[str]:
    """The lines of a label or envelope, name included; the country only on mail that goes abroad.

    `name_line` may be two lines. In hanzi, kana or hangul the name stands under the address.
    """
    home = home_country.upper()
    country = address.country.upper() or home
    name = _lines(name_line.splitlines())
    street = _lines(address.lines)
    parts = _parts(address, country)
    if country in LARGEST_FIRST and is_east_asian("".join((*street, *parts.values()))):
        block = _largest_first(name, street, parts, country)
    else:
        block = name + street + _town(street, parts, country)
    if country not in {home, *INLAND.get(home, ())}:
        block += _unless_last(country_name(country).upper(), block)
    return block


def what_it_lacks(address: PostalAddress) -> str:
    """ "town" or "street" where that is plainly missing, so that no post can deliver; "" else.

    A line that may hold the whole address, with a comma or a second number in it, or without
    spaces between its words, is believed.
    """
    street = _lines(address.lines)
    city, postcode = one_line(address.city), one_line(address.postcode)
    if not street:
        return "street" if (city or postcode) and not _may_be_all(city) else ""
    if city or postcode or len(street) != 1:
        return ""
    return "" if _may_be_all(street[0]) else "town"


def _may_be_all(line: str) -> bool:
    numbers = sum(any(map(str.isdecimal, word)) for word in line.split())
    return "," in line or numbers > 1 or is_east_asian(line)


def _lines(lines: tuple[str, ...] | list[str]) -> list[str]:
    """Without the empty ones; a line with a break in it is two."""
    return [line for text in lines for typed in text.splitlines() if (line := one_line(typed))]


def _parts(address: PostalAddress, country: str) -> dict[str, str]:
    city, region = one_line(address.city), one_line(address.region)
    if fold(region) == fold(city):  # Beijing in Beijing, Berlin in Berlin
        region = ""
    if country in TOWN_IN_CAPITALS:
        city = city.upper()
    if len(region) <= LONGEST_REGION_CODE:
        region = region.upper()
    return {CITY: city, REGION: region, POSTCODE: one_line(address.postcode).upper()}


def _town(street: list[str], parts: dict[str, str], country: str) -> list[str]:
    """The lines with city, region and postcode, unless the street lines end with just them."""
    town = [line for row in ROWS.get(country, POSTCODE_CITY) if (line := _row(row, parts))]
    told = _compared(town)
    typed = _compared(street)
    several = sum(map(bool, parts.values())) >= PARTS_THAT_ARE_NO_CHANCE
    return [] if several and told and typed[-len(told) :] == told else town


def _compared(lines: list[str]) -> list[str]:
    """Word by word and blind to case and commas: "Austin, TX" is "AUSTIN TX"."""
    return fold(" ".join(lines)).replace(",", " ").split()


def _row(row: Row, parts: dict[str, str]) -> str:
    """Parts that are to be printed closer than the others are named in one, "postcode city"."""
    shown = [" ".join(filter(None, map(parts.get, named.split()))) for named in row.parts]
    return row.between.join(filter(None, shown))


def _largest_first(
    name: list[str], street: list[str], parts: dict[str, str], country: str
) -> list[str]:
    between = " " if country == "KR" else ""
    region, city = parts[REGION], parts[CITY]
    if city.startswith(region):  # 上海市 and 上海市黄浦区
        region = ""
    place = between.join(filter(None, (region, city)))
    first = street[0] if street else ""
    if city and city in first:
        place = "" if parts[REGION] in first else parts[REGION]
    if place and first[:1].isascii() and first[:1].isalpha():
        between = " "
    address = [line for line in (between.join(filter(None, (place, first))), *street[1:]) if line]
    code = parts[POSTCODE]
    postcode = [LARGEST_FIRST[country] + code.removeprefix("〒")] if code else []
    if code and fold(first).removeprefix("〒").startswith(fold(code)):
        postcode = []
    return address + name + postcode if country in POSTCODE_LAST else postcode + address + name


def _unless_last(line: str, block: list[str]) -> list[str]:
    return [] if block and fold(block[-1]) == fold(line) else [line]
