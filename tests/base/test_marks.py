"""Serial and certificate numbers are found however they are typed."""

import pytest

from storebook.base.marks import folded_mark


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GIA 2236-1198", "22361198"),
        ("gia 22361198", "22361198"),
        ("22361198", "22361198"),
        ("AB-12 34/5", "ab12345"),
        ("116610 LN", "116610ln"),
        ("Nr 7", "7"),
        ("\uff12\uff12\uff13\uff16", "2236"),
        ("GIA2236", "2236"),
        ("Cert. No. 7", "7"),
        ("NO. 7A", "7a"),
        ("GIA", "gia"),
        ("unreadable", "unreadable"),
        ("VII", "vii"),
        ("--", None),
        ("", None),
    ],
)
def test_a_mark_is_compared_without_spaces_dashes_and_laboratory(
    text: str, folded: str | None
) -> None:
    assert folded_mark(text) == folded
