"""The forms that open over a page, each for one thing that needs several answers."""
