"""Languages and places by which dates and numbers are written, named like en_US."""

import re

from storebook.base.countries import countries
from storebook.base.errors import Refused
from storebook.base.text import one_line, quoted

SHAPE = re.compile(r"([a-z]{2,3})[-_]([a-z]{2})", re.IGNORECASE)
LOCALES = [
    "en_US", "en_GB", "en_CA", "en_AU", "en_NZ", "en_IE", "en_ZA", "en_IN", "en_SG", "de_DE",
    "de_AT", "de_CH", "fr_FR", "fr_CA", "fr_CH", "fr_BE", "it_IT", "es_ES", "es_MX", "es_US",
    "pt_BR", "pt_PT", "nl_NL", "nl_BE", "da_DK", "sv_SE", "nb_NO", "fi_FI", "is_IS", "pl_PL",
    "cs_CZ", "sk_SK", "hu_HU", "ro_RO", "el_GR", "tr_TR", "uk_UA", "zh_CN", "zh_TW", "zh_HK",
    "ja_JP", "ko_KR", "vi_VN", "id_ID",
]  # fmt: skip
LANGUAGES = frozenset(name.partition("_")[0] for name in LOCALES)


def locale_named(text: str) -> str:
    """ "de-de" as "de_DE"; refused when the language or the country is not known here."""
    found = SHAPE.fullmatch(one_line(text))
    if found is None:
        raise Refused(f"{quoted(text)} is no locale. Write one like en_US or de_DE.", "locale")
    language, place = found[1].lower(), found[2].upper()
    if language not in LANGUAGES:
        known = ", ".join(sorted(LANGUAGES))
        raise Refused(f"The language “{language}” is not known here. Known are {known}.", "locale")
    if place not in {one.code for one in countries()}:
        raise Refused(f"There is no country “{place}”. Write one like en_US or de_DE.", "locale")
    return f"{language}_{place}"
