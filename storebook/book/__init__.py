"""The file on disk, and the only place that knows SQLite."""
