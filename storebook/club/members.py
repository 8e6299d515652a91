"""Members of the club: enrolled at the counter in three answers, known by a number that checks
itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from storebook.base.checks import show_number, with_check_digit
from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.text import fold, is_blank, one_line, words
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.people.consent import Channel, Purpose, write_consent
from storebook.people.contact_points import (
    EmailDraft,
    PhoneDraft,
    emails,
    phones,
    write_email,
    write_phone,
)
from storebook.people.email_addresses import read_email
from storebook.people.names import whole_name
from storebook.people.occasions import OccasionKind, occasions_of, write_birthday
from storebook.people.phone_numbers import read_phone
from storebook.people.shoppers import ShopperDraft, shopper, write_shopper
from storebook.people.similar import SAME_BIRTHDAY, SAME_NAME, similar_people
from storebook.people.typed import shortened

FIRST_NUMBER = 1001  # so that the first card does not look like the first card
CONSENT_WORDING = "Asked at enrollment: may we write to you this way?"
PURPOSES = (Purpose.OCCASIONS, Purpose.EVENTS, Purpose.OFFERS)
# Who is to be enrolled, by whether a phone and whether an e-mail was given that nobody has.
NOBODY_FOUND = {
    (True, False): "Nobody has this number yet. What is the shopper’s name?",
    (False, True): "Nobody has this e-mail yet. What is the shopper’s name?",
    (True, True): "Nobody has this number or this e-mail yet. What is the shopper’s name?",
    (False, False): "What is the shopper’s name? Who is in the book is found by phone or e-mail.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrollmentDraft:
    """The answers at the counter. `shopper_id` says who it is when somebody was picked; otherwise
    the phone or e-mail finds who is there. Consents are those that were ticked, none by itself.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    phone: str = ""
    email: str = ""
    birthday: PartialDate | None = None
    consents: frozenset[Channel] = field(default_factory=frozenset)
    shopper_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrollment:
    """What came of it. `is_new` is True when the shopper was not in the book; `others` share the
    phone or e-mail; of somebody new also the name and the birthday; `other_ids` are their numbers.
    """

    member_id: int
    shopper_id: int
    name: str
    number: str
    is_new: bool
    others: tuple[str, ...]
    other_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who belongs to the club."""

    id: int
    shopper_id: int
    name: str
    number: str
    enrolled_on: date
    associate: str
    left_on: date | None
    card_printed_on: date | None


def enroll(book: Book, draft: EnrollmentDraft, *, shop: Shop, today: date) -> Enrollment:
    """Enroll a shopper: who is there already is found by phone or e-mail, and gets no second
    record.

    Answers that the book did not have are written down with it; answers that differ from what it
    has are not overwritten. Refused when the shopper is a member already or has died, when nobody
    is named and nobody is found, and when the phone or e-mail can't be read.
    """
    everyone = sharing(book, draft, shop)
    found = draft.shopper_id if draft.shopper_id is not None else same_person(draft, everyone)
    name = name_told(draft) if found is None else name_of_living(book, found)
    names = dict(everyone) if found is not None else dict(everyone + twins(book, draft, shop))
    with book.change(f"{shortened(name)} enrolled in the club") as change:
        if found is None:
            shopper_id = write_shopper(change, new_shopper(draft, today), shop=shop, today=today)
        else:
            shopper_id = found
            refuse_second_membership(book, shopper_id, name)
            complete(change, shopper_id, draft, shop=shop, today=today)
        member_id, number = write_member(change, shopper_id, today=today)
        for channel in sorted(draft.consents):
            write_consent(
                change,
                shopper_id,
                channel,
                PURPOSES,
                given=True,
                wording=CONSENT_WORDING,
                how="at the counter",
                day=today,
            )
        change.about(shopper_id)
    return Enrollment(
        member_id=member_id,
        shopper_id=shopper_id,
        name=name,
        number=number,
        is_new=found is None,
        others=tuple(names[other] for other in names if other != shopper_id),
        other_ids=tuple(other for other in names if other != shopper_id),
    )


def sharing(book: Book, draft: EnrollmentDraft, shop: Shop) -> list[tuple[int, str]]:
    """Who has this phone or e-mail: ids and names of the living, since a widow keeps the phone."""
    if not draft.phone.strip() and not draft.email.strip():
        return []
    found = similar_people(
        book,
        phones=(draft.phone,) if draft.phone.strip() else (),
        emails=(draft.email,) if draft.email.strip() else (),
        shop=shop,
    )
    return [
        (one.shopper_id, one.name)
        for one in found
        if shopper(book, one.shopper_id).deceased_on is None
    ]


def twins(book: Book, draft: EnrollmentDraft, shop: Shop) -> list[tuple[int, str]]:
    """Who has this name and this birthday, whatever the phone: most likely the same person."""
    if draft.birthday is None:
        return []
    found = similar_people(book, name=name_told(draft), birthday=draft.birthday, shop=shop)
    return [(one.shopper_id, one.name) for one in found if {SAME_NAME, SAME_BIRTHDAY} <= {*one.why}]


def same_person(draft: EnrollmentDraft, everyone: Sequence[tuple[int, str]]) -> int | None:
    """Which of those who share the phone or e-mail is the one at the counter.

    Families share phones, so a name that has no word in common with any of theirs is somebody new.
    Without a name the only one it can be is taken.
    """
    typed = set(words(" ".join((draft.name, draft.given, draft.family))))
    if not typed:
        if len(everyone) > 1:
            names = ", ".join(name for _, name in everyone)
            raise Refused(
                f"More than one shopper has this number: {names}. Which is it?", field="name"
            )
        return everyone[0][0] if everyone else None
    whole = fold(" ".join((draft.name or whole_name(draft.given, draft.family)).split()))
    exact = [person_id for person_id, name in everyone if fold(name) == whole]
    if exact:
        return exact[0]
    given = set(words(draft.given)) or typed
    alike = [
        person_id
        for person_id, name in everyone
        if set(words(name)) & given and len(set(words(name)) & typed) >= min(2, len(typed))
    ]
    return alike[0] if len(alike) == 1 else None


def name_of_living(book: Book, shopper_id: int) -> str:
    found = shopper(book, shopper_id)
    if found.deceased_on is not None:
        raise Refused(f"{found.name} has died, and can’t be enrolled.", field="name")
    return found.name


def name_told(draft: EnrollmentDraft) -> str:
    name = one_line(draft.name) or whole_name(one_line(draft.given), one_line(draft.family))
    if is_blank(name):
        raise Refused(NOBODY_FOUND[bool(draft.phone.strip()), bool(draft.email.strip())], "name")
    return name


def new_shopper(draft: EnrollmentDraft, today: date) -> ShopperDraft:
    return ShopperDraft(
        name=name_told(draft),
        given=draft.given,
        family=draft.family,
        phones=(PhoneDraft(raw=draft.phone),) if draft.phone.strip() else (),
        emails=(EmailDraft(raw=draft.email),) if draft.email.strip() else (),
        birthday=draft.birthday,
        source="club enrollment",
        since=today,
    )


def complete(
    change: Change, shopper_id: int, draft: EnrollmentDraft, *, shop: Shop, today: date
) -> None:
    """Write down what the book did not have about somebody who was in it; a further phone or
    e-mail comes after the ones on file.
    """
    book = change.book
    if draft.phone.strip() and not has_phone(book, shopper_id, draft.phone, shop):
        write_phone(change, shopper_id, PhoneDraft(raw=draft.phone), shop)
    if draft.email.strip() and not has_email(book, shopper_id, draft.email):
        write_email(change, shopper_id, EmailDraft(raw=draft.email))
    if draft.birthday is not None and not has_birthday(book, shopper_id, shop, today):
        write_birthday(change, shopper_id, draft.birthday, today=today)


def has_phone(book: Book, shopper_id: int, text: str, shop: Shop) -> bool:
    """Is this one of the shopper's phones? Refused when it can't be read."""
    number = read_phone(text, shop.country)
    return any(
        one.e164 == number.e164 if one.e164 and number.e164 else one.digits == number.digits
        for one in phones(book, shopper_id)
    )


def has_email(book: Book, shopper_id: int, text: str) -> bool:
    """Is this one of the shopper's e-mail addresses? Refused when it can't be read."""
    typed = fold(read_email(text).normalized)
    return any(fold(one.normalized) == typed for one in emails(book, shopper_id))


def has_birthday(book: Book, shopper_id: int, shop: Shop, today: date) -> bool:
    known = occasions_of(book, shopper_id, today=today, leap_day=shop.leap_day_rule)
    return any(one.kind is OccasionKind.BIRTHDAY for one in known)


def refuse_second_membership(book: Book, shopper_id: int, name: str) -> None:
    found = member_of(book, shopper_id)
    if found is not None and found.left_on is None:
        card = show_number(found.number)
        raise Refused(f"{name} is a member already, card {card}.", field="phone")


def write_member(change: Change, shopper_id: int, *, today: date) -> tuple[int, str]:
    """Make the shopper a member and return the member's id and number; who left comes back with
    the old number.
    """
    before = member_of(change.book, shopper_id)
    if before is not None:
        change.update("member", before.id, left_on=None, enrolled_on=today)
        return before.id, before.number
    number = next_number(change.book)
    member_id = change.insert(
        "member",
        shopper_id=shopper_id,
        number=number,
        enrolled_on=today,
        associate_id=change.book.associate_id,
    )
    return member_id, number


def next_number(book: Book) -> str:
    """The next free card number. Numbers are never given twice, so it follows how many members were
    ever written down, those included whose enrollment was taken back.
    """
    ever = book.value("SELECT max(seq) FROM sqlite_sequence WHERE name = 'member'") or 0
    number = with_check_digit(FIRST_NUMBER + ever)
    while book.value("SELECT 1 FROM member WHERE number = :number", number=number):
        ever += 1
        number = with_check_digit(FIRST_NUMBER + ever)
    return number


def leave_club(book: Book, shopper_id: int, *, today: date) -> None:
    """Leave in one step; the shopper's page stays as it is."""
    found = member_of(book, shopper_id)
    if found is None or found.left_on is not None:
        raise Refused("This shopper is not a member of the club.")
    with book.change(f"{found.name} left the club", shoppers=[shopper_id]) as change:
        change.update("member", found.id, left_on=today)


def member_to_print(book: Book, shopper_id: int) -> Member:
    """Whose membership card may be printed; Refused for whoever is no member, or has died."""
    died = shopper(book, shopper_id).deceased_on
    if died is not None:
        raise Refused("This shopper has died, so no card is printed.")
    found = member_of(book, shopper_id)
    if found is None or found.left_on is not None:
        raise Refused("This shopper is not a member of the club, so there is no card to print.")
    return found


def mark_card_printed(book: Book, shopper_id: int, *, today: date) -> None:
    """The card went to paper."""
    found = member_of(book, shopper_id)
    if found is None:
        raise Refused("This shopper is not a member of the club, so there is no card to print.")
    with book.change(f"Membership card printed for {found.name}", shoppers=[shopper_id]) as change:
        change.update("member", found.id, card_printed_on=today)


def member_of(book: Book, shopper_id: int) -> Member | None:
    """The shopper's membership, also one that was left; None when there never was one."""
    return book.first(
        Member,
        """
        SELECT member.id, shopper_id, shopper.name, number, enrolled_on,
               associate.name AS associate, left_on, card_printed_on
        FROM member
        JOIN shopper ON shopper.id = member.shopper_id
        JOIN associate ON associate.id = member.associate_id
        WHERE shopper_id = :shopper_id
        """,
        shopper_id=shopper_id,
    )


def members(book: Book, *, limit: int = 200, before_id: int | None = None) -> list[Member]:
    """Those who belong to the club, the newest first."""
    return book.all(
        Member,
        """
        SELECT member.id, shopper_id, shopper.name, number, enrolled_on,
               associate.name AS associate, left_on, card_printed_on
        FROM member
        JOIN shopper ON shopper.id = member.shopper_id
        JOIN associate ON associate.id = member.associate_id
        WHERE left_on IS NULL AND (:before_id IS NULL OR member.id < :before_id)
        ORDER BY member.id DESC
        LIMIT :limit
        """,
        limit=limit,
        before_id=before_id,
    )


def count_members(book: Book) -> int:
    """How many belong to the club today."""
    return int(book.value("SELECT count(*) FROM member WHERE left_on IS NULL"))
