"""The one error that is the user's to put right: its text is a sentence for them."""


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """What was asked cannot be done as it stands; nothing has been saved.

    `str(refusal)` is a whole sentence in the shop's words. `field` names the input it is about, so
    that a form can show the sentence beside it; None means that it is about the whole. Where the
    sentence has an amount in it, `covered` says the same without, for a screen that a shopper sees;
    one that is `harmless`, with neither anybody's name nor an amount, may be seen as it is.
    """

    def __init__(
        self, sentence: str, field: str | None = None, *, covered: str = "", harmless: bool = False
    ) -> None:
        super().__init__(sentence)
        self.field = field
        self.covered = sentence if harmless else covered
