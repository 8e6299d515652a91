"""The texts of cards as this shop has them: shipped, edited, put aside, or its own."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.text import clean, fold, is_blank, one_line, quoted
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.rights import Right, require
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.wording import (
    LANGUAGES,
    CardWords,
    Origin,
    Sender,
    Template,
    Wordings,
    field_of,
    fields_for,
    filled,
    is_nobody,
    moments_for,
    sent_wordings,
    shipped,
    tongue_of,
)
from storebook.outreach.wording.records import FIELD
from storebook.outreach.wording.samples import longest_facts
from storebook.outreach.wording.senders import sender_of

LONGEST_LINE = 200
LONGEST_WISH = 800
LONGEST_VARIANT = 40
VARIANT = re.compile(r"[\w-]+( [\w-]+)*")
BRACE = re.compile(r"[{}]")
TITLES = {
    CardKind.BIRTHDAY: "birthday",
    CardKind.WEDDING: "anniversary",
    CardKind.CHILD: "child",
    CardKind.THANKS: "thank-you",
    CardKind.HOLIDAY: "holiday",
    CardKind.MONTHLY: "monthly",
}

# Which of the words do not fit on the smallest card, and a sentence; printing knows how to measure.
Fits = Callable[[CardWords], tuple[str, str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a text while it is written: beside which field, in a sentence."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    id: int
    kind: str
    language: str
    variant: str
    moment: str
    greeting: str
    wish: str
    signature: str
    version: int
    used: bool


def templates(
    book: Book, kind: CardKind | None = None, language: str | None = None
) -> list[Template]:
    """Every text, those put aside too, as the shop has it: the shipped ones in their order, then
    its own.
    """
    found = dict(shipped())
    for row in _latest(book):
        key = (row.kind, row.language, row.variant)
        found[key] = _template(row, shipped().get(key))
    return [
        one
        for one in found.values()
        if kind in (None, one.kind) and language in (None, one.language)
    ]


def template(book: Book, kind: CardKind, language: str, variant: str) -> Template:
    """One text; Refused when there is none of that name."""
    known = templates(book, kind, language)
    for one in known:
        if fold(one.variant) == fold(variant):
            return one
    names = ", ".join(one.variant for one in known) or "none yet"
    where = f"{TITLES[kind]} cards in {LANGUAGES.get(language, language)}"
    raise Refused(f"There is no text {quoted(variant)} for {where}. There is: {names}.", "variant")


def wordings_for(book: Book, people: Collection[int]) -> Wordings:
    """The words for cards to these people, signed by whoever is at work."""
    sender = sender_of(book)
    return Wordings(templates(book), sender, sent_wordings(book, people))


# -- looking at a text before it is kept


def problems_of(draft: Template, sender: Sender, fits: Fits | None = None) -> list[Problem]:
    """What keeps a text from being used, the first of each field: for showing while one types."""
    found = [*_of_fields(draft), *_of_place(draft)]
    if not found and fits is not None:
        words = filled(draft, longest_facts(draft), sender)
        if isinstance(words, CardWords) and (refusal := fits(words)):
            found.append(Problem(field=refusal[0], sentence=refusal[1]))
    return found


def _of_fields(draft: Template) -> Iterable[Problem]:
    texts = {"greeting": draft.greeting, "wish": draft.wish, "signature": draft.signature}
    for field, text in texts.items():
        sentence = _problem_of_text(field, text, draft)
        if sentence is not None:
            yield Problem(field=field, sentence=sentence)


def _problem_of_text(field: str, text: str, draft: Template) -> str | None:
    if is_blank(text):
        return f"The {field} is empty: a card needs one."
    most = LONGEST_WISH if field == "wish" else LONGEST_LINE
    if len(text) > most:
        return f"At most {most} letters fit here, and this has {len(text)}."
    if BRACE.search(FIELD.sub("", text)):
        return "A brace stands alone: a field is written as {first_name}."
    return _odd_field(text, draft) or _greets_nobody(field, text)


def _odd_field(text: str, draft: Template) -> str | None:
    allowed = {one.name for one in fields_for(draft.kind, draft.language)}
    for written in FIELD.findall(text):
        one = field_of(written)
        if one is None or one.name not in allowed:
            known = ", ".join(f"{{{name}}}" for name in sorted(allowed))
            return f"There is no field {{{written}}} for such a card. There are {known}."
    return None


def _greets_nobody(field: str, text: str) -> str | None:
    """A greeting that would read the same for everybody is a greeting all the same: “Dear
    friends,”; one that would read “Dear,” is not.
    """
    if field == "greeting" and not FIELD.search(text) and is_nobody(text):
        return "This greets nobody: write {greeting}, or a name after it."
    return None


def _of_place(draft: Template) -> Iterable[Problem]:
    known = moments_for(draft.kind)
    if draft.moment not in known:
        names = ", ".join(name for name in known if name)
        wanted = f"Leave it empty, or write one of {names}." if names else "Leave it empty."
        yield Problem(field="moment", sentence=f"Such a card has no such moment. {wanted}")
    if draft.language not in LANGUAGES:
        names = ", ".join(LANGUAGES)
        yield Problem(field="language", sentence=f"There is no such language. There are {names}.")
    if not VARIANT.fullmatch(draft.variant) or len(draft.variant) > LONGEST_VARIANT:
        sentence = "Name the text in a few letters, digits and hyphens: “spring-2”."
        yield Problem(field="variant", sentence=sentence)


# -- the shop's own words


def save_template(
    book: Book, draft: Template, *, today: date, fits: Fits | None = None
) -> Template:
    """Keep a text as it was written, in place of the one of its name or as a new one.

    Refused with the field and a sentence when it can't be used. `fits` measures it.
    """
    draft = tidied(draft)
    if problems := problems_of(draft, sender_of(book), fits):
        raise Refused(problems[0].sentence, problems[0].field)
    what = f"Words of {TITLES[draft.kind]} cards changed: {quoted(draft.variant)}"
    with book.change(what) as change:
        _write(change, draft, today)
    return template(book, draft.kind, draft.language, draft.variant)


def use_template(book: Book, one: Template, *, used: bool, today: date) -> None:
    """Put a text aside, or take it up again. Refused for the last one that fits anybody."""
    left = [
        other
        for other in templates(book, one.kind, one.language)
        if other.used and other.key != one.key and not other.moment
    ]
    if not used and not one.moment and not left:
        raise Refused("This is the last text for such a card: keep it, or write another.", "used")
    deed = "taken up" if used else "put aside"
    what = f"Words of {TITLES[one.kind]} cards {deed}: {quoted(one.variant)}"
    with book.change(what) as change:
        _write(change, replace(one, used=used), today)


def reset_templates(
    book: Book, kind: CardKind, language: str | None = None, variant: str | None = None
) -> int:
    """Make the texts as they were shipped again, and remove the shop's own; how many changed.

    `variant` None are all of the kind and language, `language` None all languages.
    """
    wanted = [
        row
        for row in _rows(book)
        if row.kind == kind.value
        and language in (None, row.language)
        and (variant is None or fold(variant) == fold(row.variant))
    ]
    if not wanted:
        raise Refused("These words are as they were shipped already.", "variant")
    with book.change(f"Words of {TITLES[kind]} cards as shipped again") as change:
        for row in wanted:
            change.delete("template", row.id)
    return len({(row.kind, row.language, row.variant) for row in wanted})


def set_card_line(book: Book, associate_id: int, line: str) -> None:
    """What stands under an associate's name on cards: “Gemologist”; "" for nothing.

    Everybody writes their own; that of others needs the right to change staff.
    """
    if associate_id != book.associate_id:
        require(book, Right.STAFF)
    line = one_line(clean(line))
    if len(line) > LONGEST_VARIANT:
        raise Refused(f"At most {LONGEST_VARIANT} letters fit under a name.", "card_line")
    with book.change("Line under a name on cards set") as change:
        change.update("associate", associate_id, card_line=line)


def tidied(draft: Template) -> Template:
    """Without blanks at the ends; languages as they are kept."""
    return replace(
        draft,
        language=_language(draft.language),
        variant=one_line(draft.variant).lower(),
        moment=one_line(draft.moment).lower(),
        greeting=one_line(draft.greeting),
        wish="\n".join(one_line(line) for line in clean(draft.wish).split("\n")),
        signature=one_line(draft.signature),
    )


def _language(written: str) -> str:
    plain = one_line(written).lower().replace("_", "-")
    return plain if plain in LANGUAGES else _meant(plain)


def _meant(plain: str) -> str:
    """“zh-tw” is traditional Chinese; what is not known stays, and is refused."""
    base = plain.split("-")[0]
    return (
        tongue_of(plain, LANGUAGES) if base in {one.split("-")[0] for one in LANGUAGES} else plain
    )


def _write(change: Change, one: Template, today: date) -> None:
    rows = [row for row in _rows(change.book) if (row.kind, row.language, row.variant) == one.key]
    version = max((row.version for row in rows), default=1) + 1
    if not rows and one.key not in shipped():
        version = 1
    values = {
        "kind": one.kind,
        "language": one.language,
        "variant": one.variant,
        "moment": one.moment,
        "greeting": one.greeting,
        "wish": one.wish,
        "signature": one.signature,
        "version": version,
        "used": one.used,
        "changed_on": today,
    }
    if rows:
        change.update("template", rows[-1].id, **values)
    else:
        change.insert("template", **values)


def _rows(book: Book) -> list[_Row]:
    return book.all(
        _Row,
        """
        SELECT id, kind, language, variant, moment, greeting, wish, signature, version, used
        FROM template ORDER BY id
        """,
    )


def _latest(book: Book) -> list[_Row]:
    """Of each text the row that counts; of a kind that this version knows."""
    kinds = {kind.value for kind in CardKind}
    rows = {(row.kind, row.language, row.variant): row for row in _rows(book)}
    return [row for row in rows.values() if row.kind in kinds]


def _template(row: _Row, before: Template | None) -> Template:
    one = Template(
        kind=CardKind(row.kind),
        language=row.language,
        variant=row.variant,
        moment=row.moment,
        greeting=row.greeting,
        wish=row.wish,
        signature=row.signature,
        version=row.version,
        origin=Origin.OWN if before is None else Origin.EDITED,
        used=row.used,
    )
    same = (
        before is not None
        and replace(one, version=before.version, origin=before.origin, used=before.used) == before
    )
    return replace(one, origin=Origin.SHIPPED) if same else one
