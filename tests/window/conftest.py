"""What every test in a real window stands on."""

import pytest
from PySide6.QtWidgets import QApplication

from storebook.gui.collecting import Collector


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one application; a worker lets go of no widget, here no more than in the program."""
    Collector(qapp)
    return qapp
