"""In and out: lists from other programs, looked at before they are saved, and lists for them."""
