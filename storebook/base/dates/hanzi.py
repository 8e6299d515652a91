"""Dates as they are written in Chinese: 八月十五, 闰六月初三, 1966年11月26日."""

import re
from dataclasses import dataclass

from storebook.base.dates.partial import Calendar

DIGITS = "〇一二三四五六七八九"
DIGIT_VALUES = str.maketrans(DIGITS + "零○", "012345678900")
SHAPE = re.compile(
    r"(?:(?P<year>[0-9\u3007零○一二三四五六七八九]{1,5})年)?"
    r"(?P<leap>[闰閏])?(?P<month>[0-9]{1,2}|[一二三四五六七八九十正元冬腊臘]{1,2})月份?"
    r"(?:(?P<day>[0-9]{1,2}|[初一二三四五六七八九十廿卅]{1,3})(?P<of_ours>[日号號])?)?"
)
LUNAR_MARK = re.compile("[农農阴陰旧舊夏][历曆歷]")
SOLAR_MARK = re.compile("[公阳陽新西][历曆歷]")
MONTHS_OF_THE_LUNAR_YEAR = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12}


def _numbers() -> dict[str, int]:
    numbers = {str(number): number for number in range(100)} | {
        f"0{number}": number for number in range(10)
    }
    for number in range(1, 40):
        tens, ones = divmod(number, 10)
        digit = DIGITS[ones] if ones else ""
        numbers[("", "十", "二十", "三十")[tens] + digit] = number
        numbers[("初", "十", "廿", "卅")[tens] + digit] = number
    numbers["初十"] = 10
    return numbers


NUMBERS = _numbers()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """What was read, before anyone asked whether there is such a day; `year` as its digits."""

    calendar: Calendar = Calendar.GREGORIAN
    year: str | None = None
    month: int
    day: int | None = None
    leap_month: bool = False


def read_hanzi(text: str) -> WrittenDate | None:
    """The date, or None when this is not one.

    It is a Chinese date when it says so, or is written as only those are: a leap month, 正月 or
    腊月, 初三, 廿六, or a day in characters that nothing follows (八月十五; with 日 it is ours).
    """
    text = re.sub(r"\s", "", text)
    bare = SOLAR_MARK.sub("", LUNAR_MARK.sub("", text))
    match = SHAPE.fullmatch(bare.removesuffix("生"))
    if match is None:
        return None
    month = MONTHS_OF_THE_LUNAR_YEAR.get(match["month"]) or NUMBERS.get(match["month"])
    day = NUMBERS.get(match["day"]) if match["day"] else None
    if month is None or (match["day"] and day is None):
        return None
    chinese = LUNAR_MARK.search(text) or (not SOLAR_MARK.search(text) and _looks_lunar(match))
    return WrittenDate(
        calendar=Calendar.CHINESE if chinese else Calendar.GREGORIAN,
        year=match["year"] and match["year"].translate(DIGIT_VALUES),
        month=month,
        day=day,
        leap_month=bool(match["leap"]),
    )


def _looks_lunar(match: re.Match[str]) -> bool:
    day = match["day"] or ""
    return (
        bool(match["leap"])
        or match["month"] in MONTHS_OF_THE_LUNAR_YEAR
        or day.startswith(("初", "廿", "卅"))
        or (day != "" and not day.isdigit() and not match["of_ours"])
    )
