"""The window of the shop: everything that is seen and pressed, and the only place that knows Qt."""
