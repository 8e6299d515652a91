"""What sqlcipher3 offers; checked as sqlite3, which sqlite-utils names in its own types."""

from sqlite3.dbapi2 import *
