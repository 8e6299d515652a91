"""What somebody typed is words and nothing else: no page of the web, no question to the book."""

import ast
import re

from tests.test_house import calls, imports, nodes, ours, part, place

SQL = re.compile(r"\b(?:SELECT\b.*\bFROM|INSERT INTO|UPDATE\b.*\bSET|DELETE FROM)\b", re.DOTALL)
RICH = (
    ".setHtml", ".insertHtml", ".appendHtml", ".setMarkdown", ".setWhatsThis", "QToolTip.showText",
)  # fmt: skip
ENGINES = ("book", "change", "connection", "conn", "db", "_db")
OF_SQLITE_UTILS = (".transform", ".add_foreign_key", ".enable_fts", ".create_table")


def test_nothing_that_was_typed_is_read_as_markup() -> None:
    """Qt's texts guess whether they are pages of the web, and reportlab's paragraphs always are."""
    guess = {"QTextEdit", "QTextBrowser", "QTextDocument", "QWhatsThis", "Paragraph"}
    wrong = [
        f"{place(path, node)} imports {module}"
        for path in ours()
        for node, module in imports(path)
        if module.rpartition(".")[2] in guess
    ]
    wrong += [
        f"{place(path, node)} calls {name}"
        for path in ours()
        for node, name in calls(path)
        if name.endswith(RICH)
    ]

    assert not wrong, "\n".join(wrong)


def test_questions_to_the_book_are_whole_sentences() -> None:
    """Text that somebody typed is handed over beside the question, never written into it."""
    wrong = [
        f"{place(path, node)} {ast.unparse(node)[:60]}"
        for path in ours()
        if part(path) != "book"
        for node in nodes(path)
        if isinstance(node, ast.JoinedStr) and SQL.search(ast.unparse(node))
    ]
    wrong += [
        f"{place(path, node)} {name}"
        for path in ours()
        for node, name in calls(path)
        if name.endswith(".format") and SQL.search(name)
    ]

    assert not wrong, "\n".join(wrong)


def test_only_the_book_begins_and_ends_a_change() -> None:
    """sqlite-utils would commit half a change, and its `transform` drops triggers."""
    ends = tuple(f"{who}.{deed}" for who in ENGINES for deed in ("commit", "rollback"))
    wrong = [
        f"{place(path, node)} calls {name}"
        for path in ours()
        for node, name in calls(path)
        if (name.endswith(OF_SQLITE_UTILS) and part(path) != "printing")
        or (name.endswith(ends) and part(path) != "book")
    ]
    wrong += [
        f"{place(path, node)} with {ast.unparse(item.context_expr)}"
        for path in ours()
        for node in nodes(path)
        if isinstance(node, ast.With)
        for item in node.items
        if ast.unparse(item.context_expr).endswith((".conn", "connection", "_db"))
    ]

    assert not wrong, "\n".join(wrong)
