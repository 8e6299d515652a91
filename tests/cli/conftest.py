"""Books on the disk for commands, and the commands themselves."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.book.protection.protecting import Ways, protect
from storebook.book.settings import save
from storebook.cli.boundary import run
from storebook.cli.common import today
from storebook.cli.main import storebook as program
from storebook.people.kin import Relation, add_kin
from storebook.people.occasions import set_birthday, set_wedding_day
from storebook.people.shoppers import ShopperDraft
from storebook.staff.associates import Role, add_associate
from tests.book.protection.keychains import MemoryKeychain, keychain_in_memory
from tests.cli.keys import PAPER, PASSPHRASE, QUICK
from tests.cli.running import Answer, Command
from tests.make import SHOP, make_shopper


@pytest.fixture
def storebook(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process."""

    def command(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run(program, [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code=code, out=out, err=err)

    return command


@pytest.fixture
def path(empty_book: Path, tmp_path: Path) -> Path:
    """An empty book of Ruth Hallam's that nobody has open."""
    path = tmp_path / "shop.book"
    shutil.copyfile(empty_book, path)
    return path


def in_days(days: int) -> PartialDate:
    """The day of the year that comes in so many days, its year unknown."""
    day: date = today() + timedelta(days=days)
    return PartialDate(month=day.month, day=day.day)


@pytest.fixture(scope="session")
def shop_of_today(
    empty_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[date], Path]:
    """The folder with the book of `shop` as it is on a day, made once."""

    @cache
    def made(day: date) -> Path:
        path = tmp_path_factory.mktemp("shop") / "shop.book"
        shutil.copyfile(empty_book, path)
        open_shop(path, day)
        return path.parent

    return made


@pytest.fixture
def shop(path: Path, shop_of_today: Callable[[date], Path]) -> Path:
    """A book with Margaret (1) and Daniel Ashworth (2), married, and Walter Finch (3); Jun Halloran
    works there too.
    """
    shutil.copytree(shop_of_today(today()), path.parent, dirs_exist_ok=True)
    return path


def open_shop(path: Path, day: date) -> None:
    """Write down whom `shop` promises."""
    with Book.open(path) as book:
        with book.change("The shop set up") as change:
            save(change, SHOP)
        add_associate(book, "Jun Halloran", Role.CLERK)
        margaret = make_shopper(
            book,
            "Margaret Ashworth",
            today=day,
            phone="(603) 555-0142",
            street="12 Ocean Road",
            birthday=in_days(3),
        )
        daniel = add_kin(
            book,
            margaret,
            ShopperDraft(name="Daniel Ashworth"),
            Relation.SPOUSE,
            shop=SHOP,
            today=day,
        )
        set_wedding_day(book, margaret, in_days(5), partner_id=daniel)
        walter = make_shopper(book, "Walter Finch", today=day, street="9 Maplewood Avenue")
        set_birthday(book, walter, in_days(7), today=day)


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    """This computer's keychain, in memory."""
    with keychain_in_memory() as one:
        yield one


@pytest.fixture
def protected(shop: Path) -> Path:
    """The shop's book, protected with `PAPER` and `PASSPHRASE`."""
    protect(shop, PAPER, Ways(passphrase=PASSPHRASE, cost=QUICK))
    return shop
