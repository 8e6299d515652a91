"""What the computer itself says: it goes to sleep, or its own screen was locked.

On Linux both are told over D-Bus, and a window that hears them locks at once. On Windows and macOS
Qt tells of neither: there the window locks as soon as it runs again after a sleep (the clocks show
the gap, see `quiet`), and else after its quiet minutes, which run on behind the system's own lock.
"""

import sys
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

LOGIN, MANAGER = "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)


class Computer(QObject):
    """`left`: whoever sat here is away, or soon will be."""

    left = Signal()

    def listen(self) -> bool:
        """Hear of it from now on, where the computer says so; False where it does not."""
        if not sys.platform.startswith("linux"):
            return False
        from PySide6.QtDBus import QDBusConnection

        goes: Any = SLOT("on_turned(bool)")  # it takes no bytes, whatever its types say
        asks: Any = SLOT("on_asked()")
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        heard = [
            system.connect("", LOGIN, MANAGER, "PrepareForSleep", self, goes),
            system.connect("", "", SESSION, "Lock", self, asks),
        ]
        heard += [
            session.connect("", "", saver, "ActiveChanged", self, goes) for saver in SCREEN_SAVERS
        ]
        return any(heard)

    @Slot(bool)
    def on_turned(self, on: bool) -> None:
        """It goes to sleep, or the lock of its own screen came on; False is the way back."""
        if on:
            self.left.emit()

    @Slot()
    def on_asked(self) -> None:
        """The session was asked to lock."""
        self.left.emit()
