"""What other programs say in a word: woman or man, a language, a country, a kind of phone."""

from functools import lru_cache

from storebook.base.countries import country
from storebook.base.errors import Refused
from storebook.base.text import fold, one_line, words
from storebook.people.contact_points import Use
from storebook.people.relations import Gender

GENDERS = {
    Gender.WOMAN: "woman female f w lady weiblich frau femme féminin mujer donna 女 女性",
    Gender.MAN: "man male m gentleman männlich mann homme masculin hombre uomo 男 男性",
    Gender.OTHER: "other nonbinary non-binary nb x divers autre otro",
}
GENDER_OF = {fold(word): gender for gender, told in GENDERS.items() for word in told.split()}
LANGUAGES = {
    "en": "english englisch anglais inglés", "de": "german deutsch allemand alemán",
    "fr": "french français französisch francés", "es": "spanish español spanisch espagnol",
    "it": "italian italiano italienisch", "pt": "portuguese português", "nl": "dutch nederlands",
    "zh": "chinese mandarin 中文 chinesisch", "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文 cantonese",
    "ja": "japanese 日本語", "ko": "korean 한국어", "ru": "russian русский", "pl": "polish polski",
    "ar": "arabic العربية", "he": "hebrew עברית", "tr": "turkish türkçe", "vi": "vietnamese",
    "el": "greek ελληνικά", "uk": "ukrainian українська", "hi": "hindi", "fa": "persian farsi",
    "sv": "swedish svenska", "da": "danish dansk", "nb": "norwegian norsk", "fi": "finnish suomi",
}  # fmt: skip
LANGUAGE_OF = {fold(word): code for code, told in LANGUAGES.items() for word in told.split()}
COUNTRY_OF = {
    "usa": "US", "us of a": "US", "united states of america": "US", "america": "US",
    "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "uk": "GB",
    "northern ireland": "GB", "eire": "IE", "republic of ireland": "IE", "holland": "NL",
    "deutschland": "DE", "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "svizzera": "CH",
    "espana": "ES", "italia": "IT", "brasil": "BR", "mexico": "MX", "rsa": "ZA",
    "czech republic": "CZ", "korea": "KR", "south korea": "KR", "russia": "RU", "turkey": "TR",
    "china": "CN", "中国": "CN", "日本": "JP", "uae": "AE", "viet nam": "VN", "vietnam": "VN",
}  # fmt: skip
USES = {
    Use.MOBILE: "mobile cell cellular iphone handy mobil portable",
    Use.HOME: "home private residential evening",
    Use.WORK: "work business office company daytime",
}
USE_OF = {word: use for use, told in USES.items() for word in told.split()}


def gender_of(cell: str) -> Gender | None:
    """None when the word says neither."""
    return GENDER_OF.get(fold(one_line(cell)).rstrip("."))


def language_of(cell: str) -> str:
    """The code of a language by its name or code, such as "English (US)"; "" when it is none."""
    text = one_line(cell)
    for word in (fold(text), *words(text)):
        if word in LANGUAGE_OF:
            return LANGUAGE_OF[word]
    plain = text.replace("_", "-")
    is_code = 2 <= len(plain.split("-")[0]) <= 3 and plain.replace("-", "").isalnum()
    return text if is_code else ""


@lru_cache(maxsize=1024)
def country_of(cell: str) -> str:
    """The two letters of a country by any of its names; "" when nobody knows it."""
    text = one_line(cell)
    known = COUNTRY_OF.get(fold(text).replace(".", ""))
    if known:
        return known
    try:
        return country(text).code
    except Refused:
        return ""


def use_of(label: str) -> Use | None:
    """What a label such as "* Mobile" or "Work" says of a phone or an address; None: nothing."""
    for word in words(label):
        if word in USE_OF:
            return USE_OF[word]
    return None
