"""Who works here, and who may see what."""
