"""How a shopper is reached: phones, e-mails and addresses, each with its use."""

from storebook.people.contact_points.actions import (
    add_email,
    add_phone,
    leave_address,
    mark_address_good,
    mark_address_returned,
)
from storebook.people.contact_points.drafts import AddressDraft, EmailDraft, PhoneDraft, Use
from storebook.people.contact_points.records import (
    Address,
    Email,
    Phone,
    address,
    addresses,
    addresses_by_id,
    emails,
    mail_address,
    phones,
)
from storebook.people.contact_points.writing import write_email, write_phone

__all__ = [
    "Address",
    "AddressDraft",
    "Email",
    "EmailDraft",
    "Phone",
    "PhoneDraft",
    "Use",
    "add_email",
    "add_phone",
    "address",
    "addresses",
    "addresses_by_id",
    "emails",
    "leave_address",
    "mail_address",
    "mark_address_good",
    "mark_address_returned",
    "phones",
    "write_email",
    "write_phone",
]
