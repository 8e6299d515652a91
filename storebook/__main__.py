"""`python -m storebook`: opens the window, or runs the command that was named."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run what was asked for; Ctrl+C is an answer even before anything has begun."""
    try:
        from storebook.cli.main import main as run_command
    except KeyboardInterrupt:
        sys.exit("Stopped before anything was done.")
    run_command()


if __name__ == "__main__":
    main()
