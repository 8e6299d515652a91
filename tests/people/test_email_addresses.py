"""An e-mail address is kept as typed and as mail is sent to it, without asking the network."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.people.email_addresses import read_email
from tests.nasty import NASTY


@pytest.mark.parametrize(
    ("typed", "normalized"),
    [
        ("ann@example.com", "ann@example.com"),
        (" Ann@EXAMPLE.com\n", "Ann@example.com"),
        ("Ann Lee <ann@example.com>", "ann@example.com"),
        ("mailto:ann@example.com", "ann@example.com"),
        ("ａｎｎ＠example.com", "ann@example.com"),
        ("用户@例子.广告", "用户@例子.广告"),
        ("ann@münchen.de", "ann@münchen.de"),
        ("o'brien+ring@example.co.uk", "o'brien+ring@example.co.uk"),
    ],
)
def test_an_address_is_read_as_people_give_it(typed: str, normalized: str) -> None:
    address = read_email(typed)

    assert address.normalized == normalized
    assert address.typed == typed.strip()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Give an e-mail address, or leave the line out."),
        ("<>", "Give an e-mail address, or leave the line out."),
        ("ann", "“ann” is not an e-mail address: the @ is missing."),
        ("ann@shop", "“ann@shop” is not whole: after the @ it needs an ending such as .com."),
        ("@shop.com", "“@shop.com” is not an e-mail address: nothing stands before the @."),
        ("ann@exa mple.com", "“ann@exa mple.com” has a space in it, which no e-mail address has."),
        ("a@x.de, b@x.de", "“a@x.de, b@x.de” looks like more than one e-mail address. "
                           "Give each a line of its own."),
        ("bob@@x.de", "“bob@@x.de” is not an e-mail address: there is more than one @ in it."),
        ("a..b@x.de", "“a..b@x.de” cannot be an e-mail address. Check it letter by letter."),
        ("a@x.test", "“a@x.test” cannot be an e-mail address. Check it letter by letter."),
        ("a" * 300 + "@x.de", "That is too long to be an e-mail address."),
    ],
)  # fmt: skip
def test_what_mail_cannot_be_sent_to_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_email(typed)

    assert (str(refusal.value), refusal.value.field) == (sentence, "email")


@pytest.mark.parametrize("text", sorted({*NASTY} - {"Ann <ann@example.com>"}))
def test_nothing_that_is_typed_breaks_an_email_field(text: str) -> None:
    with pytest.raises(Refused):
        read_email(text)


@given(st.emails())
def test_a_real_address_is_accepted_or_refused_in_a_sentence(text: str) -> None:
    try:
        address = read_email(text)
    except Refused as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 - both answers are right
        return
    assert read_email(address.normalized).normalized == address.normalized
