"""Shoppers, customers and prospects: who they are, written down, corrected and looked up."""

from storebook.people.called import name_of
from storebook.people.relations import Gender
from storebook.people.shoppers.checked import PreparedShopper, prepare_shopper
from storebook.people.shoppers.draft import ShopperDraft, ShopperFields, Standing
from storebook.people.shoppers.editing import edit_shopper, rewrite_shopper
from storebook.people.shoppers.names_on_file import folded_name
from storebook.people.shoppers.records import OwnerFacts, Shopper, owner_facts, shopper
from storebook.people.shoppers.writing import add_shopper, write_shopper, write_shoppers

__all__ = [
    "Gender",
    "OwnerFacts",
    "PreparedShopper",
    "Shopper",
    "ShopperDraft",
    "ShopperFields",
    "Standing",
    "add_shopper",
    "edit_shopper",
    "folded_name",
    "name_of",
    "owner_facts",
    "prepare_shopper",
    "rewrite_shopper",
    "shopper",
    "write_shopper",
    "write_shoppers",
]
