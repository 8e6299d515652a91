"""What every refusal keeps to, whatever is wrong with a key."""

NEVER_SAID = ("delete", "start afresh", "start anew", "new book", "reset")


def said(refusal: BaseException) -> str:
    """The one sentence or two of a refusal, which never offer to give the book up."""
    text = str(refusal)
    assert text.endswith(".")
    assert not any(word in text.lower() for word in NEVER_SAID), text
    return text
