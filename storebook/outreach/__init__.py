"""Reaching shoppers: contacts, tasks, what is due today, and the runs of cards and labels."""
