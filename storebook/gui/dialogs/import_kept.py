"""What was chosen for a list that is to come in, kept as a draft: the file is read again."""

from collections.abc import Callable
from pathlib import Path

from storebook.exchange.fields import Kind
from storebook.gui.dialogs.import_work import Asked


class ChosenForList:
    """An answer of the form. `now` gives what was chosen, None while all was found out by itself;
    `again` reads that list so once more, and with None as it opened.
    """

    def __init__(
        self, now: Callable[[], Asked | None], again: Callable[[Asked | None], None]
    ) -> None:
        self._now = now
        self._again = again

    def draft(self) -> object:
        """Which file, and how it is to be read."""
        asked = self._now()
        if asked is None:
            return None
        return {
            "path": str(asked.path),
            "kind": asked.kind,
            "encoding": asked.encoding,
            "delimiter": asked.delimiter,
            "mapping": dict(asked.mapping or {}),
        }

    def set_draft(self, kept: object) -> None:
        """Read it so again, where the file is still there."""
        if not isinstance(kept, dict):
            self._again(None)
            return
        path = Path(kept["path"])
        if path.is_file():
            kind = kept["kind"]
            self._again(
                Asked(
                    path=path,
                    kind=None if kind is None else Kind(kind),
                    encoding=kept["encoding"],
                    delimiter=kept["delimiter"],
                    mapping=kept["mapping"] or None,
                )
            )


__all__ = ["ChosenForList"]
