"""Where the files that come with Storebook lie: fonts, icons, card designs, reference lists."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# An installed copy carries them inside the package; a checkout has them beside it.
HOMES = (PACKAGE / "resources", PACKAGE.parent / "resources")


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder: `resource("reference", "birthstones.json")`."""
    for home in HOMES:
        if (path := home.joinpath(*parts)).exists():
            return path
    raise FileNotFoundError(f"{'/'.join(parts)} is missing from this copy of Storebook")
