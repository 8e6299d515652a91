"""On December 20 the clerk looks into January: today comes first, and New Year is no wall."""

from datetime import date
from pathlib import Path

from storebook.gui.pages.occasions import OccasionsPage
from tests.films.stage import CONTROL, Key, stage

NAME = "january"
DECEMBER_20 = date(2026, 12, 20)
LAST_DAY = date(2027, 1, 18)


def film(folder: Path) -> None:
    """Thirty days from December 20, the first included, are looked through to January 18."""
    with stage(folder, NAME, today=DECEMBER_20) as scene:
        scene.picture("The counter on December 20: the coming days stand at the right.")

        scene.press(Key.Key_3, CONTROL)
        page = scene.window.stack.current()
        assert isinstance(page, OccasionsPage)
        assert scene.sees("Occasions from December 20 to January 2")
        scene.picture("Ctrl 3: the cards of fourteen days go over New Year.")

        scene.tab_to("Time ahead", Key.Key_Backtab)
        scene.press(Key.Key_Right)
        assert scene.sees("Occasions from December 20 to January 18")
        scene.picture("Thirty days, to January 18.")

        days = [one.day for one in page.due.table.records()]
        assert days == sorted(days)
        assert days[0].month == 12
        assert days[-1].year == 2027
        assert all(DECEMBER_20 <= day <= LAST_DAY for day in days)
        stella = next(one for one in page.due.table.records() if "Stella Newyear" in one.name_line)
        assert stella.day == date(2027, 1, 1)

        scene.press(Key.Key_3, CONTROL)
        scene.press(Key.Key_End)
        assert page.due.table.chosen() == page.due.table.records()[-1]
        scene.picture("The end of the list: January, each card with its own month's stone.")
