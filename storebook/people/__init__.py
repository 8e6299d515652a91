"""The people of the book: who they are, how they are named, reached and remembered."""
