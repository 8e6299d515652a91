"""`python -m storebook`: opens the window, or runs the command that was named."""

from storebook.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
