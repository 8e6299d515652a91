"""How a person is greeted, addressed on an envelope and named together with a partner.

The lines are derived once, shown, edited and stored. A whole name is never split by a guess: who
has no given name on file is greeted by the whole name.
"""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.base.text import clean, family_plural, fold, is_east_asian, one_line, words

# Greetings that ask for no gender; "{}" is the name.
GREETINGS = {
    "en": "Dear {}",
    "de": "Guten Tag {}",
    "fr": "Bonjour {}",
    "es": "Hola, {}",
    "it": "Gentile {}",
    "pt": "Olá, {}",
    "nl": "Beste {}",
    "da": "Kære {}",
    "sv": "Hej {}",
    "nb": "Hei {}",
    "zh": "尊敬的{}",
    "ja": "{}様",
    "ko": "{} 님께",
}
EAST_ASIAN_LANGUAGES = ("zh", "ja", "ko")
# What follows a name on an envelope written in its own script.
NATIVE_HONORIFICS = {"zh": " 收", "ja": " 様", "ko": " 귀하"}
# Titles that are kept in a couple line, whose bearer comes first; Mr., Ms. and Mx. are not.
RANKS = frozenset(
    words(
        "dr doctor prof professor rev reverend rabbi imam father sir dame lord lady judge hon capt "
        "captain col colonel gen general maj major lt sgt amb ambassador sen senator"
    )
)
# Before a name that was imported whole; the circle of initials passes over them.
PLAIN_TITLES = frozenset(words("mr mrs ms miss mx dr prof"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name whole as people write it, and what they told of its parts; "" is not known.

    `native` is the form in the person's own script when `name` is romanized.
    """

    name: str
    given: str = ""
    family: str = ""
    title: str = ""
    nickname: str = ""
    native: str = ""


def whole_name(given: str, family: str) -> str:
    """The name as people write it: the family's first, and together, in hanzi, kana and hangul."""
    given, family = " ".join(given.split()), " ".join(family.split())
    if is_east_asian(f"{given}{family}"):
        return f"{family}{given}"
    return f"{given} {family}".strip()


def greeting_line(person: PersonName, *, language: str = "en") -> str:
    """ "Dear Peggy", "Dear Dr. Okafor", "Dear Margaret", else "Dear " and the whole name."""
    tongue = _tongue(language)
    name = _native(person) if tongue in EAST_ASIAN_LANGUAGES else ""
    return GREETINGS.get(tongue, GREETINGS["en"]).format(name or _called(person))


def envelope_line(person: PersonName, *, language: str = "en") -> str:
    """The title and whole name, in as many lines as it was written; native in zh, ja and ko."""
    tongue = _tongue(language)
    if tongue in EAST_ASIAN_LANGUAGES and (native := _native(person)):
        return native + NATIVE_HONORIFICS[tongue]
    return _titled(_whole(person), person.title)


def couple_line(first: PersonName, second: PersonName) -> str:
    """ "Margaret & Daniel Ashworth", "Inês Duarte & Paulo Reis", "王小明 李莉"; a doctor first."""
    if _ranked(second) and not _ranked(first):
        first, second = second, first
    if is_east_asian(first.name) and is_east_asian(second.name):
        return f"{one_line(first.name)} {one_line(second.name)}"
    if _share_family(first, second) and _ranked(first) == _ranked(second):
        doctors = fold(_bare(first.title)) == "dr" == fold(_bare(second.title))
        title = "Drs. " if doctors else ""
        if doctors or not _ranked(first):
            given = f"{one_line(first.given)} & {one_line(second.given)}"
            return f"{title}{given} {one_line(first.family)}"
    return f"{_ranked_name(first)} & {_ranked_name(second)}"


def couple_greeting_line(first: PersonName, second: PersonName, *, language: str = "en") -> str:
    """ "Dear Margaret & Daniel", in the order of the couple line."""
    if _ranked(second) and not _ranked(first):
        first, second = second, first
    tongue = _tongue(language)
    pattern = GREETINGS.get(tongue, GREETINGS["en"])
    if tongue in EAST_ASIAN_LANGUAGES and _native(first) and _native(second):
        return pattern.format(f"{_native(first)} {_native(second)}")
    return pattern.format(f"{_called(first)} & {_called(second)}")


def couple_choices(first: PersonName, second: PersonName) -> list[str]:
    """Lines to choose from, the usual one first; older styles are for those who ask for them."""
    whole = [one_line(_titled(_whole(person), person.title)) for person in (first, second)]
    choices = [couple_line(first, second), " & ".join(whole), "\n".join(whole)]
    if _share_family(first, second):
        choices.append(f"The {one_line(first.family)} Family")
        choices.append(f"The {family_plural(one_line(first.family))}")
    return list(dict.fromkeys(choices))


def initials(person: PersonName) -> str:
    """One or two capitals: of given and family name, else of the first and the last word.

    A name in hanzi, kana or hangul gives its first character alone.
    """
    whole = one_line(person.name) or one_line(person.native)
    if is_east_asian(first := _first_letter(whole)):
        return first
    parts = whole.split()
    given = _first_letter(person.given) or _first_letter(person.nickname)
    family = _first_letter(person.family)
    if given and family:
        return given + family
    while len(parts) > 1 and words(parts[0])[:1] and words(parts[0])[0] in PLAIN_TITLES:
        parts = parts[1:]
    lettered = [letter for part in parts if (letter := _first_letter(part))]
    ends = lettered[:1] + lettered[-1:] if len(lettered) > 1 else lettered
    return "".join(ends) or whole[:1]


def sort_key(person: PersonName) -> str:
    """Where the person stands in a list: by family name when it is known, else by the name."""
    whole = fold(one_line(person.name))
    family = fold(one_line(person.family))
    if not family:
        return whole
    return f"{family}, {fold(one_line(person.given)) or whole}"


def _tongue(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _whole(person: PersonName) -> str:
    whole = "\n".join(line for line in map(one_line, clean(person.name).split("\n")) if line)
    if not whole:
        raise Refused("A name is needed before a line can be made of it.", "name")
    return whole


def _called(person: PersonName) -> str:
    """What one says to the person: the nickname, the title and family name, the given name."""
    if nickname := one_line(person.nickname):
        return nickname
    title, family, given = map(one_line, (person.title, person.family, person.given))
    if title and family:
        return _titled(family, title)
    if given:
        return given
    return one_line(_titled(_whole(person), title))


def _titled(name: str, title: str) -> str:
    """With the title before it, unless it is there; a hanzi title follows: 王小明先生."""
    if not (title := one_line(title)):
        return name
    if is_east_asian(title):
        return name if name.endswith(title) else name + title
    begins = words(name)[: len(words(title))] == words(title)
    return name if begins else f"{title} {name}"


def _native(person: PersonName) -> str:
    """The name in hanzi, kana or hangul with a title in the same script; "" if there is none."""
    for form in (person.native, person.name):
        if is_east_asian(form):
            title = person.title if is_east_asian(person.title) else ""
            return _titled(one_line(form), title)
    return ""


def _bare(title: str) -> str:
    return one_line(title).rstrip(".")


def _ranked(person: PersonName) -> bool:
    return any(word in RANKS for word in words(person.title))


def _ranked_name(person: PersonName) -> str:
    name = one_line(_whole(person))
    return _titled(name, person.title) if _ranked(person) else name


def _share_family(first: PersonName, second: PersonName) -> bool:
    """Whether one family name can stand for both: same name, and written last in both."""
    same = fold(one_line(first.family)) == fold(one_line(second.family))
    return same and _is_given_then_family(first) and _is_given_then_family(second)


def _is_given_then_family(person: PersonName) -> bool:
    whole, given, family = words(person.name), words(person.given), words(person.family)
    return bool(
        given
        and family
        and len(whole) >= len(given) + len(family)
        and whole[: len(given)] == given
        and whole[-len(family) :] == family
    )


def _first_letter(text: str) -> str:
    """The first letter or digit as a capital, accents and all."""
    for letter in clean(text):
        if letter.isalnum():
            return clean(letter.upper())[:1]
    return ""
