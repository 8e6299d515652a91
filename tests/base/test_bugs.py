"""A bug is written down without a word of the book."""

import pytest

from storebook.base.bugs import LEFT_OUT, named, written

KNOWN = {"name": "Noor El-Amin", "shopper": object()}


def raised_by(doing: str) -> Exception:
    try:
        exec(doing, dict(KNOWN))
    except Exception as error:
        return error
    raise AssertionError(doing)


@pytest.mark.parametrize(
    ("doing", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("[][3]", "IndexError: list index out of range"),
        ("shopper.name", "AttributeError: 'object' object has no attribute 'name'"),
        ("None + 1", "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'"),
        ("shoper", "NameError: name 'shoper' is not defined"),
    ],
)
def test_what_python_says_of_the_program_is_kept(doing: str, said: str) -> None:
    assert named(raised_by(doing)) == said


@pytest.mark.parametrize(
    "doing",
    [
        "int(name)",
        "{}[name]",
        "[].index(name)",
        "raise RuntimeError(name)",
        "raise ZeroDivisionError(name + ': division by zero')",
        "name.encode('ascii', 'strict') and 'ł'.encode('ascii')",
        "__import__('json').loads(name)",
    ],
)
def test_what_may_hold_a_name_is_left_out(doing: str) -> None:
    error = raised_by(doing)

    assert named(error).endswith(LEFT_OUT)
    assert "El-Amin" not in written(error)


def test_what_led_to_an_error_is_told_by_kind_too() -> None:
    try:
        try:
            int("Noor El-Amin")
        except ValueError as cause:
            raise KeyError("14 Elm Street") from cause
    except KeyError as error:
        text = written(error)

    assert text.index("ValueError") < text.index("KeyError")
    assert text.count("test_bugs.py") == 2
