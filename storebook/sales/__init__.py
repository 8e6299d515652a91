"""What the shop sells, what comes back, and the pieces that live on."""
