"""The pages of the window: one file an entry of the rail."""
