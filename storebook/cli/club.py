"""`storebook enroll`: a shopper joins the club."""

from pathlib import Path

import click

from storebook.base.checks import show_number
from storebook.base.dates import parse_partial_date
from storebook.cli.common import book_argument, by_option, json_option, shop_of, today, writing
from storebook.cli.output import answer
from storebook.club.members import EnrollmentDraft, enroll
from storebook.people.consent import Channel


@click.command("enroll")
@book_argument
@click.option("--name", default="", help="The whole name, as the person writes it.")
@click.option("--given", default="")
@click.option("--family", default="")
@click.option("--phone", default="")
@click.option("--email", default="")
@click.option("--birthday", default="", help="As in “29 Feb” or “Nov 26, 1966”.")
@click.option(
    "--consent",
    "consents",
    multiple=True,
    type=click.Choice([channel.value for channel in Channel]),
    help="A way in which the shopper said we may write; may be given again.",
)
@by_option
@json_option
def enroll_command(
    book_path: Path,
    name: str,
    given: str,
    family: str,
    phone: str,
    email: str,
    birthday: str,
    consents: tuple[str, ...],
    by: str | None,
    as_json: bool,
) -> None:
    """Enroll a shopper; who is there already is found by phone or e-mail."""
    with writing(book_path, by) as book:
        shop = shop_of(book)
        when = (
            parse_partial_date(birthday, day_first=shop.day_first, today=today())
            if birthday
            else None
        )
        draft = EnrollmentDraft(
            name=name,
            given=given,
            family=family,
            phone=phone,
            email=email,
            birthday=when,
            consents=frozenset(Channel(channel) for channel in consents),
        )
        enrolled = enroll(book, draft, shop=shop, today=today())
    lines = [f"{enrolled.name} is a member, card {show_number(enrolled.number)}."]
    lines.append("New in the book." if enrolled.is_new else "Was in the book already.")
    if enrolled.others:
        lines.append(f"The phone or e-mail is shared with {', '.join(enrolled.others)}.")
    answer(enrolled, lines, as_json=as_json)
