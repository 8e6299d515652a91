"""The enrollment questions as a shopper is asked them; nobody is looked up meanwhile."""

from storebook.gui.pages.club.questions import Questions
from storebook.people.consent import Channel


class ShoppersQuestions(Questions):
    """A number that is known to the book looks like any other: who has it, is nobody's business
    but theirs and the shop's.
    """

    REACH_NOTE = "so that we know where you can be found"
    BIRTHDAY_NOTE = "month and day; the year only if you like"
    CONSENT_HEAD = ("May we write to you?", "only what you tick, and you can stop it any time")
    CHANNELS = (
        (Channel.MAIL, "By mail", "a card on your birthday, invitations to evenings"),
        (Channel.PHONE, "By phone", "invitations, a piece that you may like"),
        (Channel.TEXT, "By text", "with your signature on the card"),
        (Channel.EMAIL, "By e-mail", "offers and the season letter"),
    )
