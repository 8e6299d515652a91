"""The protected book: its keys, the ways to them, and the change from plain to protected."""
