"""Plain values: they know neither shops nor files."""
