"""Lists for other programs, and for a book to be made anew from them."""

from storebook.exchange.exporting.csv_out import Exported
from storebook.exchange.exporting.mailing import mailing_list_csv
from storebook.exchange.exporting.purchases import export_purchases
from storebook.exchange.exporting.shoppers import export_shoppers

__all__ = ["Exported", "export_purchases", "export_shoppers", "mailing_list_csv"]
