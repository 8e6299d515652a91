"""Which words somebody's next card has: none come twice before all that fit have come."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from storebook.book.book import Book
from storebook.outreach.wording.fields import filled
from storebook.outreach.wording.moments import moments_of
from storebook.outreach.wording.records import CardWords, Facts, Missing, Sender, Template
from storebook.outreach.wording.shipped import ENGLISH, tongue_of

Had = Mapping[int, Sequence[tuple[int, str]]]


class Wordings:
    """The words of a run's cards, from the texts there are and what was sent to these people.

    What is chosen here counts from then on, so that two cards of one run differ as well.
    """

    def __init__(
        self, templates: Iterable[Template], sender: Sender, had: Had | None = None
    ) -> None:
        self._sender = sender
        self._texts: dict[tuple[str, str], list[Template]] = {}
        for one in templates:
            if one.used:
                self._texts.setdefault((one.kind.value, one.language), []).append(one)
        self._known = {language for _, language in self._texts}
        self._had = {person_id: list(sent) for person_id, sent in (had or {}).items()}
        self._number = max((piece for sent in self._had.values() for piece, _ in sent), default=0)

    def words_for(self, facts: Facts, people: Sequence[int]) -> CardWords | Missing:
        """The words of a card for all of them; what is not known when no text can do without."""
        language = self._language(facts)
        texts = self._texts.get((facts.kind.value, language), [])
        refusal: Missing | None = None
        for moment in moments_of(facts, self._sender, language):
            fitting = []
            for one in texts:
                if one.moment != moment:
                    continue
                words = filled(one, facts, self._sender)
                if isinstance(words, Missing):
                    refusal = refusal or words
                else:
                    fitting.append((one, words))
            if fitting:
                return self._in_turn(fitting, facts.year, people)
        return refusal or Missing(reason="There are no words for such a card", detail="")

    def _language(self, facts: Facts) -> str:
        """The shopper's, where there are words of this kind in it; else English."""
        known = {language for kind, language in self._texts if kind == facts.kind.value}
        language = tongue_of(facts.language, known)
        return language if language in known else ENGLISH

    def _in_turn(
        self,
        fitting: Sequence[tuple[Template, CardWords]],
        year: int,
        people: Sequence[int],
    ) -> CardWords:
        had = sorted({sent for person_id in people for sent in self._had.get(person_id, ())})
        names = [name for _, name in had]
        start = (min(people, default=1) - 1 + year) % len(fitting)
        place = next_text(["/".join(one.key) for one, _ in fitting], names, start)
        one, words = fitting[place]
        self._number += 1
        for person_id in people:
            self._had.setdefault(person_id, []).append((self._number, "/".join(one.key)))
        return words


def next_text(names: Sequence[str], had: Sequence[str], start: int) -> int:
    """The place of the text that was had least often, of those the one sent longest ago.

    Where none of them was sent, the turn begins at `start`: it goes by shopper and year, so that
    words change from year to year even when nobody confirms what was sent.
    """
    last = {name: place for place, name in enumerate(had)}

    def rank(place: int) -> tuple[int, int, int]:
        name = names[place]
        return had.count(name), last.get(name, -1), (place - start) % len(names)

    return min(range(len(names)), key=rank)


def sent_wordings(book: Book, people: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """Piece and text, without its version, of every card that went to these people, oldest
    first.
    """
    found: dict[int, list[tuple[int, str]]] = {person_id: [] for person_id in people}
    for piece_id, person_id, wording in book.rows(
        """
        WITH wanted AS (SELECT value AS id FROM json_each(:people)),
        card AS (
            SELECT run_piece.id, wanted.id AS person_id, wording
            FROM wanted JOIN run_piece ON shopper_id = wanted.id
            WHERE state = 'sent' AND wording <> ''
            UNION ALL
            SELECT run_piece.id, wanted.id, wording
            FROM wanted JOIN run_piece ON partner_id = wanted.id
            WHERE state = 'sent' AND wording <> ''
        )
        SELECT id, person_id, wording FROM card ORDER BY id, person_id
        """,
        people=json.dumps(sorted(people)),
    ):
        found[person_id].append((piece_id, wording.partition("@")[0]))
    return found
