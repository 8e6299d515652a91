"""What sqlite-utils does for the book: it runs the migrations and reads the schema.

It takes longer to load than all the rest of the book, and a book of today needs none of it to be
opened: whoever imports this module does so when there is something to make, upgrade or copy.
"""

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils takes `pysqlite3` before `sqlite3`: under that name it uses this SQLite, and its
# exceptions match ours. So nothing else imports sqlite-utils: its names are passed on here.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database as Database
from sqlite_utils import Migrations as Migrations
from sqlite_utils.db import Table as Table


def wrap(connection: dbapi2.Connection) -> Database:
    """The same connection as sqlite-utils sees it."""
    return Database(connection, execute_plugins=False)  # nobody else's code runs on the book
