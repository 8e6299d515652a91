"""`storebook wording`: what the cards say inside, and the shop's own words in its place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click

from storebook.base.errors import Refused
from storebook.base.text import quoted
from storebook.book.book import Book
from storebook.cli.book_first import BookFirst
from storebook.cli.common import (
    FILE,
    book_argument,
    by_option,
    json_option,
    reading,
    shop_of,
    today,
    who_option,
    writing,
)
from storebook.cli.output import answer, in_columns
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.children import cards_for_children, set_cards_for_children
from storebook.outreach.templates import (
    TITLES,
    Fits,
    reset_templates,
    save_template,
    set_card_line,
    template,
    templates,
    use_template,
)
from storebook.outreach.wording import (
    LANGUAGES,
    CardWords,
    Template,
    field_of,
    fields_for,
    filled,
    gift_lists,
    moments_for,
    sample_facts,
    sender_of,
    set_gift_list,
)
from storebook.printing.cards import words_problem
from storebook.staff.associates import associate_named

Function = TypeVar("Function", bound=Callable[..., Any])

KINDS = {title: kind for kind, title in TITLES.items()}
KIND = click.Choice(list(KINDS))
LANGUAGE = click.Choice(list(LANGUAGES))
LARGEST_FILE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which text is meant."""

    kind: str
    language: str
    variant: str

    @property
    def card_kind(self) -> CardKind:
        return KINDS[self.kind]


def text_options(function: Function) -> Function:
    """Kind, language and name of one text."""
    for option in (
        click.option("--variant", required=True, metavar="NAME", help="The text by its name."),
        click.option(
            "--language", type=LANGUAGE, default="en", show_default=True, help="Of the text."
        ),
        click.option("--kind", type=KIND, required=True, help="What the card is for."),
    ):
        function = option(function)
    return book_argument(function)


@click.group("wording", cls=BookFirst)
def wording_command() -> None:
    """List, show and change what the cards say.

    A text has fields in braces, such as {greeting} or {first_name}; one that is not known keeps a
    card back and is listed with the reason. `{First_name}` begins with a capital, `{first_name’s}`
    owns something. Texts come in turn, so that nobody reads the same ones every year.

    JSON of most: {kind, language, variant, moment, greeting, wish, signature, version, origin,
    used, fields: [...]}; `moment` is when a text is for, empty is any.
    """


@wording_command.command("list")
@book_argument
@click.option("--kind", type=KIND, help="All if left out.")
@click.option("--language", type=LANGUAGE, help="All if left out.")
@who_option
@json_option
def list_command(book_path: Path, kind: str | None, language: str | None, as_json: bool) -> None:
    """List the texts: shipped, edited, or of the shop’s own.

    JSON: an array of {kind, language, variant, moment, greeting, wish, signature, version, origin,
    used, fields}.
    """
    with reading(book_path) as book:
        found = templates(book, None if kind is None else KINDS[kind], language)
    answer([document(one) for one in found], in_columns(map(columns, found)), as_json=as_json)


@wording_command.command("show")
@text_options
@who_option
@json_option
def show_command(book_path: Path, as_json: bool, **wanted: str) -> None:
    """Show one text, and as a card for a made-up person would read.

    JSON: the text, with `sample`: {greeting, wish, signature} and `may_use`: [{field, what}].
    """
    text = Wanted(**wanted)
    with reading(book_path) as book:
        one = template(book, text.card_kind, text.language, text.variant)
        words = filled(one, sample_facts(one), sender_of(book))
    shown = document(one)
    shown["may_use"] = [
        {"field": field.name, "what": field.what} for field in fields_for(one.kind, one.language)
    ]
    shown["sample"] = None
    lines = [f"{name}: {shown[name]}" for name in ("kind", "language", "variant", "origin")]
    lines += ["", one.greeting, *one.wish.split("\n"), one.signature]
    if isinstance(words, CardWords):
        shown["sample"] = {
            "greeting": words.greeting,
            "wish": words.wish,
            "signature": words.signature,
        }
        read = [words.greeting, *words.wish.split("\n"), *words.signature.split("\n")]
        lines += ["", "Reads:", *read]
    lines += ["", "Fields: " + ", ".join(f"{{{one['field']}}}" for one in shown["may_use"])]
    answer(shown, lines, as_json=as_json)


@wording_command.command("set")
@text_options
@click.option("--file", "file", type=FILE, metavar="FILE", help="The wish, a line a line.")
@click.option("--wish", help="The wish itself; \\n parts its lines.")
@click.option("--greeting", help="As it was, or {greeting} and a comma, if left out.")
@click.option("--signature", help="As it was, or {associate}, if left out.")
@click.option("--moment", help="When it is for, such as christmas or 12; any if left out.")
@by_option
@json_option
def set_command(
    book_path: Path,
    file: Path | None,
    wish: str | None,
    greeting: str | None,
    signature: str | None,
    moment: str | None,
    by: str | None,
    as_json: bool,
    **wanted: str,
) -> None:
    """Write a text anew, or add one of the shop’s own.

    A --variant that is not there yet is a text of the shop’s own.
    """
    if file is not None and wish is not None:
        raise click.UsageError("Give the wish by --file or by --wish, not by both.")
    text = Wanted(**wanted)
    said = read_wish(file) if file is not None else wish and wish.replace("\\n", "\n")
    with writing(book_path, by) as book:
        before = known(book, text) or blank(text)
        draft = replace(
            before,
            wish=before.wish if said is None else said,
            greeting=before.greeting if greeting is None else greeting,
            signature=before.signature if signature is None else signature,
            moment=before.moment if moment is None else moment,
            used=True,
        )
        one = save_template(book, draft, today=today(), fits=fits(book))
    told = ", ".join((TITLES[one.kind], one.language, one.variant))
    answer(document(one), [f"Kept: {told}, version {one.version}"], as_json=as_json)


@wording_command.command("use")
@text_options
@click.option("--off", is_flag=True, help="Put it aside instead.")
@by_option
@json_option
def use_command(book_path: Path, off: bool, by: str | None, as_json: bool, **wanted: str) -> None:
    """Take up a text that was put aside, or put it aside with --off."""
    text = Wanted(**wanted)
    with writing(book_path, by) as book:
        one = template(book, text.card_kind, text.language, text.variant)
        use_template(book, one, used=not off, today=today())
        one = template(book, text.card_kind, text.language, text.variant)
    answer(document(one), ["Put aside." if off else "Taken up."], as_json=as_json)


@wording_command.command("reset")
@book_argument
@click.option("--kind", type=KIND, required=True, help="What the card is for.")
@click.option("--language", type=LANGUAGE, help="All if left out.")
@click.option("--variant", metavar="NAME", help="All if left out.")
@by_option
@json_option
def reset_command(
    book_path: Path,
    kind: str,
    language: str | None,
    variant: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Make texts as they were shipped again.

    Those of the shop’s own are removed.

    JSON: {reset: how many}.
    """
    with writing(book_path, by) as book:
        count = reset_templates(book, KINDS[kind], language, variant)
    answer({"reset": count}, [f"As shipped again: {count}"], as_json=as_json)


@wording_command.command("sign")
@book_argument
@click.argument("name")
@click.argument("line")
@by_option
@json_option
def sign_command(book_path: Path, name: str, line: str, by: str | None, as_json: bool) -> None:
    """Set what stands under an associate’s name on cards.

    LINE is such as Gemologist; "" is nothing.

    JSON: {associate, card_line}.
    """
    with writing(book_path, by) as book:
        person = associate_named(book, name)
        set_card_line(book, person.id, line)
        kept = sender_of(book, person.id).card_line
    told = f"Under {person.name} stands: {kept}" if kept else f"Nothing stands under {person.name}."
    answer({"associate": person.name, "card_line": kept}, [told], as_json=as_json)


@wording_command.command("gifts")
@book_argument
@click.option(
    "--set",
    "list_id",
    type=click.Choice([*gift_lists(), "country"]),
    help="Use this list; country is the one of the shop’s country.",
)
@by_option
@json_option
def gifts_command(book_path: Path, list_id: str | None, by: str | None, as_json: bool) -> None:
    """Say, or set, which list names the wedding years in English.

    JSON: {list, name}.
    """
    with writing(book_path, by) if list_id else reading(book_path, by) as book:
        if list_id:
            set_gift_list(book, "" if list_id == "country" else list_id)
        used = sender_of(book).gifts
    answer({"list": used, "name": gift_lists()[used]}, [gift_lists()[used]], as_json=as_json)


@wording_command.command("children")
@book_argument
@click.option(
    "--set",
    "wanted",
    type=click.Choice(["to-parents", "nobody"]),
    help="Whether birthdays of children make cards.",
)
@by_option
@json_option
def children_command(book_path: Path, wanted: str | None, by: str | None, as_json: bool) -> None:
    """Say, or set, who gets a card for the birthday of a child.

    That is a parent or nobody, never the child. With parents such cards are among those for
    birthdays.

    JSON: {children: "to-parents" or "nobody"}.
    """
    with writing(book_path, by) if wanted else reading(book_path, by) as book:
        if wanted:
            set_cards_for_children(book, wanted=wanted == "to-parents")
        to_parents = cards_for_children(book)
    told = "A parent gets the card." if to_parents else "Nobody gets a card."
    answer({"children": "to-parents" if to_parents else "nobody"}, [told], as_json=as_json)


# -- what is meant


def known(book: Book, text: Wanted) -> Template | None:
    """The text, where there is one of that name."""
    wanted = text.variant.strip().lower()
    texts = templates(book, text.card_kind, text.language)
    return next((one for one in texts if one.variant == wanted), None)


def blank(text: Wanted) -> Template:
    end = "\uff1a" if text.language.startswith("zh") else ","
    return Template(
        kind=text.card_kind,
        language=text.language,
        variant=text.variant,
        greeting=f"{{greeting}}{end}",
        wish="",
        signature="{associate}",
    )


def fits(book: Book) -> Fits:
    """Measures words inside the smallest card of this shop."""
    shop = shop_of(book)

    def measured(words: CardWords) -> tuple[str, str] | None:
        return words_problem(words.greeting, words.wish, words.signature, shop_name=shop.name)

    return measured


def read_wish(file: Path) -> str:
    """The text of a small file; Refused when it is none."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused(f"{quoted(file.name)} is too large for the words of a card.", "file")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{quoted(file.name)} is no text. Save it as UTF-8.", "file") from None
    except OSError as error:
        raise Refused(f"{quoted(file.name)} can’t be read: {error.strerror}.", "file") from None


def document(one: Template) -> dict[str, Any]:
    fields = [field.name for name in one.needs if (field := field_of(name)) is not None]
    return {
        "kind": TITLES[one.kind],
        "language": one.language,
        "variant": one.variant,
        "moment": one.moment,
        "greeting": one.greeting,
        "wish": one.wish,
        "signature": one.signature,
        "version": one.version,
        "origin": one.origin.value,
        "used": one.used,
        "fields": list(dict.fromkeys(fields)),
    }


def columns(one: Template) -> tuple[str, ...]:
    when = moments_for(one.kind).get(one.moment, one.moment) if one.moment else ""
    state = one.origin.value if one.used else "put aside"
    return TITLES[one.kind], one.language, one.variant, state, when, one.wish.replace("\n", " / ")
