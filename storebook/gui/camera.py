"""The computer's camera, where the part of Qt that speaks to one is installed.

It is not in what the program brings: it would add 160 MB for every shop. `storebook[camera]` adds
it. Without it photos come from the folder in which any other camera program saves them.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

NO_CAMERA = "No camera is connected to this computer. Connect one, and try again."
FAILED = "The camera can’t be used just now. Close other programs that use it, and try again."
NOT_READY = (
    "This computer lacks what cameras are used with (on Linux: libpulse0). "
    "Watch the folder of another camera program instead."
)
WIDEST = 2_600
SLOWEST = 10.0


def is_installed() -> bool:
    """Whether this program can speak to cameras at all; nothing is loaded to find out."""
    return find_spec("PySide6.QtMultimedia") is not None


class Camera(QObject):
    """What one camera sees, frame by frame, from `start` to `stop`."""

    seen = Signal(QImage)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Any = None
        self._camera: Any = None
        self._sink: Any = None

    def is_on(self) -> bool:
        """Whether it is looking."""
        return self._camera is not None

    def start(self) -> None:
        """Begin; `failed` says in a sentence why it cannot."""
        try:
            media = import_module("PySide6.QtMultimedia")
        except ImportError:  # a library of the system that it stands on
            self.failed.emit(NOT_READY)
            return
        device = media.QMediaDevices.defaultVideoInput()
        if device.isNull():
            self.failed.emit(NO_CAMERA)
            return
        self._camera = media.QCamera(device, self)
        best = best_format(device.videoFormats())
        if best is not None:
            self._camera.setCameraFormat(best)
        self._sink = media.QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera.errorOccurred.connect(self._on_error)
        self._session = media.QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._camera.start()

    def stop(self) -> None:
        """Let go of it, so that its light goes out."""
        if self._camera is not None:
            self._camera.stop()
            self._camera = self._sink = self._session = None

    def _on_frame(self, frame: Any) -> None:
        if self._camera is not None and frame.isValid():
            self.seen.emit(frame.toImage())

    def _on_error(self, *_: object) -> None:
        if self._camera is not None:
            self.stop()
            self.failed.emit(FAILED)


def best_format(formats: list[Any]) -> Any:
    """The sharpest that still moves and is not wider than is kept; None where none is known."""
    fitting = [
        one
        for one in formats
        if one.resolution().width() <= WIDEST and one.maxFrameRate() >= SLOWEST
    ]
    return max(
        fitting,
        key=lambda one: one.resolution().width() * one.resolution().height(),
        default=None,
    )
