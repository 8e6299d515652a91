"""How a shopper is reached: phones, e-mails and addresses, each with its use."""

from storebook.people.contact_points.actions import (
    add_address,
    add_email,
    add_phone,
    edit_address,
    edit_email,
    edit_phone,
    leave_address,
    mark_address_good,
    mark_address_returned,
    remove_address,
    remove_email,
    remove_phone,
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
    "add_address",
    "add_email",
    "add_phone",
    "address",
    "addresses",
    "addresses_by_id",
    "edit_address",
    "edit_email",
    "edit_phone",
    "emails",
    "leave_address",
    "mail_address",
    "mark_address_good",
    "mark_address_returned",
    "phones",
    "remove_address",
    "remove_email",
    "remove_phone",
    "write_email",
    "write_phone",
]
