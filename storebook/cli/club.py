"""`storebook enroll`: a shopper joins the club."""

from datetime import date
from pathlib import Path

import click

from storebook.base.checks import show_number
from storebook.base.dates import PartialDate, parse_partial_date
from storebook.book.shop import Shop
from storebook.cli.common import (
    SHOPPER,
    book_argument,
    by_option,
    json_option,
    shop_of,
    today,
    writing,
)
from storebook.cli.output import answer
from storebook.club.members import Enrollment, EnrollmentDraft, enroll
from storebook.people.consent import Channel
from storebook.people.phone_numbers import read_phone


@click.command("enroll")
@book_argument
@click.option("--name", default="", help="The whole name, as the person writes it.")
@click.option("--given", default="", help="The given name.")
@click.option("--family", default="", help="The family name.")
@click.option("--phone", default="", help="A phone, as it was told.")
@click.option("--email", default="", help="An e-mail address.")
@click.option("--birthday", default="", help="As in '29 Feb', 'May' or 'Nov 26, 1966'.")
@click.option(
    "--consent",
    "consents",
    multiple=True,
    type=click.Choice([channel.value for channel in Channel]),
    help="How the shopper said we may write; may be given again.",
)
@click.option("--shopper", "shopper_id", metavar="ID", type=SHOPPER, help="Who it is, if known.")
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
    shopper_id: int | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Enroll a shopper in the club.

    Who is in the book already is found by the phone or e-mail, and gets no second page.

    JSON: {member_id, shopper_id, name, number (of the card), is_new (was not in the book), others
    (who shares the phone or e-mail, or has the same name and birthday), other_ids}.
    """
    with writing(book_path, by) as book:
        shop = shop_of(book)
        odd = read_phone(phone, shop.country).warning if phone.strip() else None
        draft = EnrollmentDraft(
            name=name,
            given=given,
            family=family,
            phone=phone,
            email=email,
            birthday=read_birthday(birthday, shop, today()),
            consents=frozenset(Channel(channel) for channel in consents),
            shopper_id=shopper_id,
        )
        enrolled = enroll(book, draft, shop=shop, today=today())
    lines = enrolled_lines(enrolled) + ([f"Look at the phone: {odd}"] if odd else [])
    answer(enrolled, lines, as_json=as_json)


def read_birthday(text: str, shop: Shop, today: date) -> PartialDate | None:
    if not text.strip():
        return None
    return parse_partial_date(text, day_first=shop.day_first, today=today)


def enrolled_lines(enrolled: Enrollment) -> list[str]:
    lines = [f"{enrolled.name} is a member, card {show_number(enrolled.number)}."]
    there = "New in the book" if enrolled.is_new else "Was in the book already"
    lines.append(f"{there}, shopper {enrolled.shopper_id}.")
    if enrolled.others:
        pairs = zip(enrolled.others, enrolled.other_ids, strict=True)
        lines.append(
            "Has the phone, the e-mail, or the name and birthday of: "
            f"{', '.join(f'{name} ({one})' for name, one in pairs)}."
        )
    if enrolled.others and enrolled.is_new:
        lines.append(
            "If it is the same person, 'storebook undo' takes this back, and --shopper enrolls who "
            "was there; 'storebook merge' makes one of two."
        )
    return lines
