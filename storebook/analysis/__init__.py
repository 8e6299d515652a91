"""What the book says about the shop: reading only."""
