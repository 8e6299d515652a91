"""sqlcipher3 is the standard library's sqlite3 with a cipher inside: the same names and types."""

from sqlcipher3.dbapi2 import *
