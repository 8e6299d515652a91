"""The rows of a list of shoppers, read and found to be good."""

from storebook.exchange.shopper_rows.beside import CUSTOMER_NUMBER, customer_number
from storebook.exchange.shopper_rows.reading import DAYS, ShopperReader
from storebook.exchange.shopper_rows.records import (
    AddressFate,
    Beside,
    ConsentTold,
    Departure,
    Roof,
    ShopperRow,
)

__all__ = [
    "CUSTOMER_NUMBER",
    "DAYS",
    "AddressFate",
    "Beside",
    "ConsentTold",
    "Departure",
    "Roof",
    "ShopperReader",
    "ShopperRow",
    "customer_number",
]
