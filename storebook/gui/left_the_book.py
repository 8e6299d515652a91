"""Tells whoever is over the staff what others took out of the book since they last looked."""

from functools import partial
from typing import TYPE_CHECKING, Any

from storebook.book.log import KINDS, LogKind
from storebook.book.taken_out import TakenOut, newly_taken_out
from storebook.gui.bars import Standing
from storebook.gui.shown import day, plural

if TYPE_CHECKING:
    from storebook.gui.main_window import MainWindow

ONE = "Others took something out of the book since you last looked. {what}, by {who}, {day}."
MANY = (
    "Others took {many} out of the book since you last looked. The newest: {what}, by {who}, {day}."
)
SEE = "See what left"


def tell_what_left(window: "MainWindow", _: bool = True) -> None:
    """At the top of the page, where it stays until it is closed; told once."""
    if window.lock.is_locked:
        return
    if found := newly_taken_out(window.book):
        do = partial(see, window, kind_of(found))
        said = words_of(window, found)
        notice = Standing(sentence=said, words=SEE, do=do, for_one=True, is_trouble=False)
        window.trouble_bar.stand(notice)


def words_of(window: "MainWindow", found: list[TakenOut]) -> str:
    """Which it was, and of more than one how many."""
    newest, shop = found[-1], window.context.shop()
    told = day(newest.at.astimezone().date(), window.context.today(), shop.locale)
    pattern = ONE if len(found) == 1 else MANY
    many = plural(len(found), "list or file", "lists or files", shop.locale)
    return pattern.format(many=many, what=newest.what, who=newest.associate, day=told)


def kind_of(found: list[TakenOut]) -> LogKind | None:
    """By what the history is narrowed to show them all."""
    some = {one.kind for one in found}
    return next((kind for kind in KINDS if some <= KINDS[kind]), None)


def see(window: "MainWindow", kind: LogKind | None) -> None:
    """In the history of the shop."""
    window.trouble_bar.close_bar()
    window.go("shop")
    page: Any = window.stack.page("shop")  # loaded when it is first opened
    page.show_history(kind)
