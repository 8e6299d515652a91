"""A believable shop to try things in: the same for the same seed, of any size, and nobody in it is
real.
"""
