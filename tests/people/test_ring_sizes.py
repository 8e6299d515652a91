"""A size is kept as it was entered and as hundredths of a millimeter; the rest is "about"."""

# ruff: noqa: RUF001 - letters that look like others are what is tried here

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.people.ring_sizes import (
    LABELS,
    LENGTHS,
    SizeSystem,
    describe_size,
    length_unit_of,
    read_size,
    show_millimeters,
    show_size,
    system_of,
)
from tests.nasty import NASTY

RINGS = [system for system in SizeSystem if system not in LENGTHS]
# How far a finger can be from the nearest size, in hundredths of a millimeter: half of a quarter
# size (US), of a half (UK, Switzerland), of a whole one (ISO, the widest of India); in Japan a
# third, because a half is said only in the middle third.
FARTHEST = {
    SizeSystem.US: 32,
    SizeSystem.UK: 32,
    SizeSystem.JAPAN: 35,
    SizeSystem.SWISS: 25,
    SizeSystem.ISO: 50,
    SizeSystem.INDIA: 65,
}


@pytest.mark.parametrize(
    ("us", "millimeters", "iso", "uk", "japan"),
    [
        ("5", 49.31, "49", "J½", "9"),
        ("6", 51.87, "52", "L½", "11½"),
        ("7", 54.42, "54", "N½", "14"),
        ("8", 56.97, "57", "P½", "16½"),
        ("9", 59.53, "60", "R½", "19"),
        ("10", 62.08, "62", "T½", "21"),
    ],
)
def test_an_american_size_in_the_other_systems(
    us: str, millimeters: float, iso: str, uk: str, japan: str
) -> None:
    size = read_size(us, SizeSystem.US).hundredths_mm

    assert size == round(millimeters * 100)
    assert show_size(size, SizeSystem.ISO) == iso
    assert show_size(size, SizeSystem.UK) == uk
    assert show_size(size, SizeSystem.JAPAN) == japan


@pytest.mark.parametrize(
    ("typed", "system", "hundredths"),
    [
        ("6¼", SizeSystem.US, 5251),
        ("6 1/4", SizeSystem.US, 5251),
        ("6-1/4", SizeSystem.US, 5251),
        ("6 1⁄4", SizeSystem.US, 5251),
        ("6.25", SizeSystem.US, 5251),
        ("6,25", SizeSystem.US, 5251),
        ("size 6.25", SizeSystem.US, 5251),
        ("６", SizeSystem.US, 5187),
        ("A", SizeSystem.UK, 3750),
        ("N", SizeSystem.UK, 5375),
        ("N 1/2", SizeSystem.UK, 5438),
        ("n½", SizeSystem.UK, 5438),
        ("N1/2", SizeSystem.UK, 5438),
        ("Z", SizeSystem.UK, 6875),
        ("Z+2", SizeSystem.UK, 7125),
        ("54", SizeSystem.ISO, 5400),
        ("1", SizeSystem.JAPAN, 4084),
        ("14", SizeSystem.SWISS, 5400),
        ("14½", SizeSystem.SWISS, 5450),
        ("1", SizeSystem.INDIA, 4100),
        ("14", SizeSystem.INDIA, 5440),
    ],
)
def test_a_ring_size_is_read_as_people_write_it(
    typed: str, system: SizeSystem, hundredths: int
) -> None:
    size = read_size(typed, system)

    assert (size.hundredths_mm, size.system, size.entered) == (hundredths, system, typed)


@pytest.mark.parametrize(
    ("typed", "told", "hundredths"),
    [
        ("52.5 mm", SizeSystem.MM, 5250),
        ("52.5mm", SizeSystem.MM, 5250),
        ("ISO8653-54", SizeSystem.ISO, 5400),
        ("UK N½", SizeSystem.UK, 5438),
        ("uk u", SizeSystem.UK, 6250),
        ("JP 14", SizeSystem.JAPAN, 5445),
        ("14号", SizeSystem.JAPAN, 5445),
        ("2 1/8 in", SizeSystem.INCH, 5398),
    ],
)
def test_a_system_named_in_the_text_goes_before_the_shops(
    typed: str, told: SizeSystem, hundredths: int
) -> None:
    size = read_size(typed, SizeSystem.US)

    assert (size.hundredths_mm, size.system) == (hundredths, told)


@pytest.mark.parametrize(
    ("typed", "system", "hundredths", "shown"),
    [
        ("6½ in", SizeSystem.INCH, 16510, "6½ in"),
        ("6½", SizeSystem.INCH, 16510, "6½ in"),
        ('18"', SizeSystem.INCH, 45720, "18 in"),
        ("18″", SizeSystem.CM, 45720, "18 in"),
        ("7⅜ inches", SizeSystem.CM, 18733, "7⅜ in"),
        ("45 cm", SizeSystem.INCH, 45000, "45 cm"),
        ("16,5", SizeSystem.CM, 16500, "16.5 cm"),
        ("165mm", SizeSystem.CM, 16500, "165 mm"),
    ],
)
def test_wrists_and_necks_are_lengths(
    typed: str, system: SizeSystem, hundredths: int, shown: str
) -> None:
    size = read_size(typed, system)

    assert size.hundredths_mm == hundredths
    assert describe_size(size, size.system) == shown


def test_another_system_is_always_about() -> None:
    seven = read_size("7", SizeSystem.US)

    assert describe_size(seven, SizeSystem.US) == "7 · 54.4 mm"
    assert describe_size(seven, SizeSystem.UK) == "about N½ · 54.4 mm"
    assert describe_size(read_size("52.5 mm", SizeSystem.US), SizeSystem.US) == "about 6¼ · 52.5 mm"
    assert describe_size(read_size("6.3", SizeSystem.US), SizeSystem.US) == "about 6¼ · 52.6 mm"
    assert describe_size(read_size("45 cm", SizeSystem.CM), SizeSystem.INCH) == "about 17¾ in"


def test_millimeters_are_said_to_a_tenth() -> None:
    assert show_millimeters(5250) == "52.5 mm"
    assert show_millimeters(5400) == "54 mm"
    assert show_millimeters(5396) == "54 mm"


def test_the_shops_country_has_its_system() -> None:
    assert [system_of(code) for code in ("US", "ca", "GB", "AU", "CH", "JP", "IN", "DE")] == [
        *[SizeSystem.US, SizeSystem.US, SizeSystem.UK, SizeSystem.UK],
        *[SizeSystem.SWISS, SizeSystem.JAPAN, SizeSystem.INDIA, SizeSystem.ISO],
    ]
    assert length_unit_of("US") is SizeSystem.INCH
    assert length_unit_of("DE") is SizeSystem.CM
    assert set(LABELS) == set(SizeSystem)


@pytest.mark.parametrize(
    ("typed", "system", "sentence"),
    [
        ("", SizeSystem.US, "Give a size, such as 6¼ or 6.25."),
        ("large", SizeSystem.US, "“large” is not a size (US and Canada). Write 6¼ or 6.25."),
        ("N", SizeSystem.US, "“N” is not a size (US and Canada). Write 6¼ or 6.25."),
        ("7", SizeSystem.UK, "“7” is not a size (UK, Ireland, Australia). Write N or N½."),
        ("N1", SizeSystem.UK, "“N1” is not a size (UK, Ireland, Australia). Write N or N½."),
        ("12.5", SizeSystem.INDIA, "“12.5” is not a size (India). Write 12."),
        ("62.5", SizeSystem.US, "“62.5” would fit no finger. Write a size such as 6¼ or 6.25."),
        ("6½ in", SizeSystem.US, "“6½ in” would fit no finger. Write a size such as 6¼ or 6.25."),
        ("17.3 mm", SizeSystem.US,
         "“17.3 mm” is across the ring; around it, it is about 54.4 mm. Give that."),
        ("18 m", SizeSystem.INCH, "“18 m” is not a size (inches). Write 6½ or 18 in."),
        ("1", SizeSystem.CM, "“1” would fit nobody. Check the number and unit."),
        ("1" * 50, SizeSystem.CM, "That is too long to be a size."),
    ],
)  # fmt: skip
def test_what_fits_nobody_is_refused_in_a_sentence(
    typed: str, system: SizeSystem, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read_size(typed, system)

    assert (str(refusal.value), refusal.value.field) == (sentence, "size")


@given(st.integers(0, 18 * 4))
def test_every_american_quarter_comes_back(quarters: int) -> None:
    size = read_size(str(quarters / 4), SizeSystem.US)

    assert read_size(show_size(size.hundredths_mm, SizeSystem.US), SizeSystem.US).hundredths_mm == (
        size.hundredths_mm
    )
    assert not describe_size(size, SizeSystem.US).startswith("about")


@given(st.integers(0, 51))
def test_every_british_half_comes_back(halves: int) -> None:
    typed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[halves // 2] + "½" * (halves % 2)

    assert show_size(read_size(typed, SizeSystem.UK).hundredths_mm, SizeSystem.UK) == typed


@pytest.mark.parametrize("system", [SizeSystem.ISO, SizeSystem.JAPAN, SizeSystem.INDIA])
def test_every_whole_number_comes_back(system: SizeSystem) -> None:
    for number in range(41, 77) if system is SizeSystem.ISO else range(1, 31):
        size = read_size(str(number), system)

        assert show_size(size.hundredths_mm, system) == str(number)


@given(st.integers(3000, 9000), st.sampled_from(RINGS))
def test_what_was_measured_in_millimeters_is_about_a_size(
    hundredths: int, system: SizeSystem
) -> None:
    size = read_size(f"{hundredths / 100:.2f} mm", system)

    assert size.hundredths_mm == hundredths
    assert describe_size(size, system).startswith(f"about {show_size(hundredths, system)} · ")


@given(st.integers(4100, 6900), st.sampled_from(RINGS))
def test_what_is_shown_is_the_nearest_size_and_can_be_typed(
    hundredths: int, system: SizeSystem
) -> None:
    typed_again = read_size(show_size(hundredths, system), system)

    assert abs(typed_again.hundredths_mm - hundredths) <= FARTHEST[system]


@pytest.mark.parametrize("system", SizeSystem)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_is_typed_breaks_a_size_field(text: str, system: SizeSystem) -> None:
    try:
        size = read_size(text, system)
    except Refused:
        return
    assert 3000 <= size.hundredths_mm <= 200000
    assert describe_size(size, system)


@given(st.text(alphabet="0123456789 /½¼.,+-usUKZNmcin\"'号⁄ⅷ", max_size=12))
def test_any_scribble_is_a_size_or_refused(text: str) -> None:
    for system in SizeSystem:
        try:
            size = read_size(text, system)
        except Refused:
            continue
        assert describe_size(size, system)
