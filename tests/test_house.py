"""The house holds together: what may import what, how long things are, who may do what."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "storebook"
# Top to bottom: each may import only those before it, and itself.
ORDER = [
    "base", "book", "staff", "people", "sales", "club", "analysis", "outreach", "exchange",
    "printing", "demo", "cli", "gui",
]  # fmt: skip
LONGEST_FILE = 400
LONGEST_FUNCTION = 45
KNOWS_THE_TIME = {"book", "cli", "gui"}
LOADS_LATE = {"cli", "gui", "__main__.py"}
# Deeper down only what takes so long to load that the window would wait for it, each in the one
# file that speaks to it, and nothing that most days need.
LOADS_LATE_TOO = {
    "storebook/base/pictures.py": "storebook.base.picture_making",
    "storebook/book/damaged_pages.py": "storebook.book.salvage",
    "storebook/book/old_log.py": "storebook.book.salvage",
    "storebook/book/opening.py": "storebook.book.migrations.steps",
    "storebook/book/protection/unlocking.py": "storebook.book.protection.slots",
    "storebook/book/rescue.py": "storebook.book.salvage",
    "storebook/people/alike.py": "rapidfuzz",
    "storebook/people/phone_numbers.py": "storebook.people.numbering_plans",
    "storebook/people/email_addresses.py": "email_validator",
    "storebook/people/search/typos.py": "rapidfuzz",
    "storebook/printing/membership_cards.py": "reportlab.graphics",
    "storebook/staff/hashing.py": "argon2",
}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
# What only one computer has; each first letter in brackets, so that this file does not find itself.
ONE_COMPUTER = re.compile(r"/(?:[w]ork|[r]oot|[h]ome|[U]sers)/\w|\b[C]:\\+Users")
REGISTRIES = re.compile(r"[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.org|--[i]ndex-url")
COMMAND = re.compile(r"\w+\.(?:command|group)\(")
STRAIGHT = re.compile(r"[^\W\d_]'[a-z]|[a-z]s' [a-z]")  # of a typewriter; not O'Brien's, not SQL's
LEFT_FOR_LATER = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b")
OF_THE_PROJECT = ["storebook", "resources", "tests", "packaging", "typings", ".ci"]


def ours() -> list[Path]:
    """Every file of the program itself."""
    return sorted(PACKAGE.rglob("*.py"))


def written() -> list[Path]:
    """Every Python file of the project."""
    folders = [PACKAGE, ROOT / "tests", ROOT / "packaging"]
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


@cache
def source(path: Path) -> str:
    """What the file says."""
    return path.read_text(encoding="utf-8")


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in the file, in no order."""
    return list(ast.walk(ast.parse(source(path))))


def documented(path: Path) -> bool:
    """Whether the file says at its beginning what it is."""
    whole = nodes(path)[0]
    return isinstance(whole, ast.Module) and bool(ast.get_docstring(whole))


def part(path: Path) -> str:
    """The package of the house that the file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def place(path: Path, node: ast.AST | int) -> str:
    """Where in the project something stands."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Every module the file imports, also inside functions, as `package.module`."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call in the file with the name that is called, as it is written."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method in the file."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_is_a_house() -> None:
    assert {"base", "book"} <= {part(path) for path in ours()}
    assert {part(path) for path in ours()} == {*ORDER, "__init__.py", "__main__.py"}


def test_imports_point_one_way() -> None:
    """Only the command that opens the window reaches for it, and only when it is run."""
    opens_the_window = PACKAGE / "cli" / "window.py"
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        if part(path) in ORDER and path != opens_the_window
        for node, module in imports(path)
        if module.startswith("storebook.")
        and module.split(".")[1] in ORDER
        and ORDER.index(module.split(".")[1]) > ORDER.index(part(path))
    ]

    assert not wrong, "\n".join(wrong)


def test_printing_does_not_choose_who_gets_what() -> None:
    frozen_only = ("storebook.outreach.runs",)
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        if part(path) == "printing"
        for node, module in imports(path)
        if module.startswith("storebook.outreach") and not module.startswith(frozen_only)
    ]

    assert not wrong, "\n".join(wrong)


def test_only_the_window_knows_qt() -> None:
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        if part(path) != "gui"
        for node, module in imports(path)
        if module.startswith(("PySide6", "shiboken6"))
    ]

    assert not wrong, "\n".join(wrong)


def test_only_the_book_knows_sqlite() -> None:
    engines = ("sqlite3", "sqlcipher3", "sqlite_utils", "pysqlite3")
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        if part(path) != "book"
        for node, module in imports(path)
        if module.startswith(engines)
    ]
    wrong += [
        f"{place(path, node)} reaches into the book"
        for path in ours()
        if part(path) != "book"
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "_db"
    ]

    assert not wrong, "\n".join(wrong)


def test_only_the_outermost_layers_import_late() -> None:
    wrong = [
        f"{place(path, node)} imports {module} late"
        for path in ours()
        if part(path) not in LOADS_LATE
        for late in [{node for function in functions(path) for node in ast.walk(function)}]
        for node, module in imports(path)
        if node in late
        and not module.startswith(LOADS_LATE_TOO.get(path.relative_to(ROOT).as_posix(), "nothing"))
    ]

    assert not wrong, "\n".join(wrong)


def test_only_the_outermost_layers_ask_the_clock() -> None:
    wrong = [
        f"{place(path, node)} calls {name}"
        for path in ours()
        if part(path) not in KNOWS_THE_TIME
        for node, name in calls(path)
        if name.removeprefix("datetime.") in CLOCKS or name in CLOCKS
    ]

    assert not wrong, "\n".join(wrong)


def test_a_file_is_small_enough_to_be_seen_whole() -> None:
    wrong = [
        f"{place(path, 1)} has {lines} lines"
        for path in written()
        if (lines := len(source(path).splitlines())) > LONGEST_FILE
    ]

    assert not wrong, "\n".join(wrong)


def test_a_function_is_small_enough_to_be_seen_whole() -> None:
    wrong = [
        f"{place(path, function)} {function.name} has {lines} lines"
        for path in written()
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert not wrong, "\n".join(wrong)


def test_every_module_says_what_it_is() -> None:
    wrong = [place(path, 1) for path in written() if source(path).strip() and not documented(path)]

    assert not wrong, "\n".join(wrong)


def test_a_package_only_passes_on_names() -> None:
    wrong = [
        place(path, node)
        for path in ours()
        if path.name == "__init__.py"
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]

    assert not wrong, "\n".join(wrong)


def test_records_are_frozen() -> None:
    wrong = [
        place(path, node)
        for path in ours()
        if part(path) != "gui"
        for node in nodes(path)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for decorator in node.decorator_list
        if ast.unparse(decorator).split("(")[0] == "dataclass"
        and "frozen=True" not in ast.unparse(decorator)
    ]

    assert not wrong, "\n".join(wrong)


def test_errors_are_caught_in_one_place() -> None:
    """Elsewhere one may only tidy up and raise again, or hand on what nobody here can be told."""
    boundary = {"storebook/gui/errors.py", "storebook/gui/jobs.py", "storebook/cli/boundary.py"}
    wrong = [
        place(path, node)
        for path in ours()
        if path.relative_to(ROOT).as_posix() not in boundary
        for node in nodes(path)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and not isinstance(node.body[-1], ast.Raise)
        and ast.unparse(node.body[-1]) != "sys.excepthook(*sys.exc_info())"
    ]

    assert not wrong, "\n".join(wrong)


def test_questions_go_through_ask() -> None:
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        if path != PACKAGE / "gui" / "ask.py"
        for node, module in imports(path)
        if module.rpartition(".")[2] in {"QMessageBox", "QFileDialog", "QInputDialog"}
    ]

    assert not wrong, "\n".join(wrong)


def test_words_on_the_screen_are_plain_text() -> None:
    """A label or a tip made elsewhere would read `<b>` in somebody's name as bold."""
    makers = {PACKAGE / "gui" / "words.py", PACKAGE / "gui" / "tips.py"}
    wrong = [
        f"{place(path, node)} calls {name}"
        for path in ours()
        if part(path) == "gui" and path not in makers
        for node, name in calls(path)
        if name in {"QLabel", "QtWidgets.QLabel"} or name.endswith(".setToolTip")
    ]

    assert not wrong, "\n".join(wrong)


def told(path: Path) -> Iterator[tuple[ast.AST, str]]:
    """The words in the file that somebody who works with it may read: no docstrings, but those of
    commands, which are their help.
    """
    helps = {
        id(function.body[0])
        for function in functions(path)
        if any(COMMAND.match(ast.unparse(decorator)) for decorator in function.decorator_list)
    }
    passed = {
        id(node.value)
        for node in nodes(path)
        if isinstance(node, ast.Expr) and id(node) not in helps
    }
    for node in nodes(path):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed else None
        if isinstance(text, str):
            yield node, text


def test_sentences_have_the_apostrophe_of_a_printer() -> None:
    """In the window, on paper and in the terminal alike: what is said in one is said in others."""
    wrong = [
        f"{place(path, node)} {text[max(found.start() - 20, 0) :][:50]!r}"
        for path in ours()
        for node, text in told(path)
        if (found := STRAIGHT.search(text))
    ]
    # What is put in before it: f"{name}'s".
    wrong += [
        f"{place(path, node)} writes {ast.unparse(node)[:60]}"
        for path in ours()
        for node in nodes(path)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
        if isinstance(part, ast.Constant) and re.match(r"'[a-z]{1,2}\b", str(part.value))
    ]

    assert not wrong, "\n".join(wrong)


def test_tests_wait_for_nothing_and_pretend_nothing() -> None:
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in (ROOT / "tests").rglob("*.py")
        for node, module in imports(path)
        if module.startswith(("unittest.mock", "mock", "pytest_mock"))
    ]
    wrong += [
        f"{place(path, node)} calls {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for node, name in calls(path)
        if name in {"time.sleep", "sleep", "QTest.qWait", "qtbot.wait"}
    ]

    assert not wrong, "\n".join(wrong)


def text_files() -> Iterator[tuple[Path, str]]:
    """Every file of the project that can be read as text."""
    inside = [path for name in OF_THE_PROJECT for path in (ROOT / name).rglob("*")]
    beside = [*ROOT.glob("*.*"), ROOT / "LICENSE", ROOT / ".gitignore"]
    for path in sorted({*inside, *beside}):
        if path.is_file() and "__pycache__" not in path.parts:
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:  # a font, a picture, a book
                continue


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where in the project's text the pattern is found."""
    return [
        f"{place(path, number)} {line.strip()[:80]}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_nothing_depends_on_one_computer() -> None:
    wrong = lines_with(ONE_COMPUTER) + lines_with(REGISTRIES)

    assert not wrong, "\n".join(wrong)


def test_nothing_was_left_for_later() -> None:
    wrong = lines_with(LEFT_FOR_LATER)

    assert not wrong, "\n".join(wrong)


def test_the_search_for_such_lines_finds_them() -> None:
    assert ONE_COMPUTER.search("/".join(["", "home", "ann", "shop.book"]))
    assert REGISTRIES.search(".".join(["https://files", "python" + "hosted", "org"]))
    assert LEFT_FOR_LATER.search("# TO" + "DO: later")
