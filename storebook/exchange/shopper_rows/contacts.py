"""The phones, e-mails and addresses of one row, however many columns they are spread over."""

from collections.abc import Iterator

from storebook.base.text import clean, one_line
from storebook.exchange.cells import known, several_emails, several_phones
from storebook.exchange.headings import ADDRESS_PARTS, Heading
from storebook.exchange.layout import Cells, Layout
from storebook.exchange.shopper_rows.marks import Marks, read_marks
from storebook.exchange.shopper_rows.records import AddressFate
from storebook.exchange.shopper_rows.words import country_of, use_of
from storebook.people.contact_points import AddressDraft, EmailDraft, PhoneDraft, Use

NAMED_USES = {"home": Use.HOME, "work": Use.WORK, "mobile": Use.MOBILE, "other": Use.OTHER}


def phones_in(layout: Layout, cells: Cells) -> tuple[PhoneDraft, ...]:
    """Every phone of the row, the same number once."""
    found: dict[str, PhoneDraft] = {}
    for heading, cell in layout.filled(cells, "phone"):
        for raw, marks in _with_marks(layout, cells, heading, cell, "phone"):
            if marks is not None:
                draft = PhoneDraft(
                    raw=raw,
                    use=marks.use,
                    safe_for_surprises=marks.safe_for_surprises,
                    no_messages=marks.no_messages,
                    verified_on=marks.verified_on,
                )
            else:
                draft = PhoneDraft(raw=raw, use=_use(layout, cells, heading, Use.MOBILE))
            found.setdefault(raw, draft)
    return tuple(found.values())


def emails_in(layout: Layout, cells: Cells) -> tuple[EmailDraft, ...]:
    """Every e-mail address of the row, the same one once."""
    found: dict[str, EmailDraft] = {}
    for heading, cell in layout.filled(cells, "email"):
        for raw, marks in _with_marks(layout, cells, heading, cell, "email"):
            if marks is not None:
                draft = EmailDraft(
                    raw=raw,
                    use=marks.use,
                    safe_for_surprises=marks.safe_for_surprises,
                    verified_on=marks.verified_on,
                )
            else:
                draft = EmailDraft(raw=raw, use=_use(layout, cells, heading, Use.HOME))
            found.setdefault(raw, draft)
    return tuple(found.values())


def address_groups(layout: Layout) -> tuple[str, ...]:
    """The groups of columns that make an address each, in the order of the list."""
    places = {
        heading.place: heading.target.group
        for field in ADDRESS_PARTS
        for heading in layout.all(field)
        if heading.target is not None
    }
    return tuple(dict.fromkeys(places[place] for place in sorted(places)))


def _places_of(layout: Layout, group: str) -> list[tuple[str, int]]:
    """Where the parts of one address stand; of several columns for one part the first."""
    places: dict[str, int] = {}
    for field in ADDRESS_PARTS:
        for heading in layout.all(field):
            if heading.target is not None and heading.target.group == group:
                places.setdefault(field, heading.place)
    return list(places.items())


class AddressReader:
    """Reads the addresses of the rows of one list."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._groups = address_groups(layout)
        self._places = {group: _places_of(layout, group) for group in self._groups}

    def unknown_countries(self, cells: Cells) -> list[str]:
        """The countries of addresses in this row that nobody knows, as they were written."""
        return [
            told
            for heading, cell in self._layout.filled(cells, "country")
            if (told := known(cell)) and not country_of(told)
        ]

    def read(
        self, cells: Cells
    ) -> tuple[tuple[AddressDraft, ...], tuple[AddressFate, ...], list[str]]:
        """The addresses, what became of them, and what of them has no place of its own."""
        drafts: list[AddressDraft] = []
        fates: list[AddressFate] = []
        left: list[str] = []
        for group in self._groups:
            draft, marks, country = self._address(cells, group)
            if draft is None:
                left += [f"Country: {country}"] if country else []
                continue
            if marks is not None and (marks.returned_on or marks.left_on):
                fates.append(
                    AddressFate(
                        place=len(drafts),
                        returned_on=marks.returned_on,
                        returned_reason=marks.returned_reason,
                        left_on=marks.left_on,
                    )
                )
            drafts.append(draft)
        return tuple(drafts), tuple(fates), left

    def _address(self, cells: Cells, group: str) -> tuple[AddressDraft | None, Marks | None, str]:
        part = dict.fromkeys(ADDRESS_PARTS, "")
        for field, place in self._places[group]:
            if place < len(cells):
                part[field] = cells[place]
        if not any(map(str.strip, part.values())):
            return None, None, ""
        lines = [
            *self._street(cells, group, exact=bool(part["address marks"])),
            *([f"PO Box {known(part['po box'])}"] if known(part["po box"]) else []),
        ]
        city, region, postcode = (one_line(part[name]) for name in ("city", "region", "postcode"))
        if not (lines or city or postcode):
            lines = [line for line in clean(part["whole address"]).split("\n") if line]
        country = known(part["country"])
        if not (lines or city or postcode):
            told = ", ".join(text for text in (region, country) if text)
            return None, None, told
        code = country_of(country) if country else ""
        if country and not code:  # a country that nobody knows stays readable on the envelope
            lines.append(country)
        marks = read_marks(part["address marks"]) if part["address marks"] else None
        draft = AddressDraft(
            lines="\n".join(lines),
            city=city,
            region=region,
            postcode=postcode,
            country=code,
            use=marks.use if marks is not None else self._use(group, part["address label"]),
            safe_for_surprises=marks is not None and marks.safe_for_surprises,
            verified_on=None if marks is None else marks.verified_on,
        )
        return draft, marks, ""

    def _street(self, cells: Cells, group: str, *, exact: bool) -> Iterator[str]:
        for heading, cell in self._layout.filled(cells, "street"):
            same = heading.target is not None and heading.target.group == group
            if same and (exact or known(cell)):
                yield from (line for line in clean(cell).split("\n") if line.strip())

    def _use(self, group: str, label: str) -> Use:
        return use_of(label) or NAMED_USES.get(group, Use.HOME)


def _with_marks(
    layout: Layout, cells: Cells, heading: Heading, cell: str, field: str
) -> Iterator[tuple[str, Marks | None]]:
    """What is in the cell; with marks beside it, a line is one, whatever signs it has."""
    group = heading.target.group if heading.target is not None else ""
    told = layout.grouped(cells, f"{field} marks", group) if f"{field} marks" in layout else ""
    if told:
        lines, marks = clean(cell).split("\n"), told.split("\n")
        if len(lines) == len(marks):
            yield from zip(lines, map(read_marks, marks), strict=True)
            return
    parts = several_phones(cell) if field == "phone" else several_emails(cell)
    yield from ((part, None) for part in parts)


def _use(layout: Layout, cells: Cells, heading: Heading, usual: Use) -> Use:
    target = heading.target
    assert target is not None
    if target.use:
        return NAMED_USES[target.use]
    field = f"{target.field} label"
    label = layout.grouped(cells, field, target.group) if field in layout else ""
    return use_of(label) or usual
