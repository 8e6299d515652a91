from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

class BufferClusterLevel(Enum):
    MONOTONE_GRAPHEMES = ...
    MONOTONE_CHARACTERS = ...
    CHARACTERS = ...

class GlyphExtents(NamedTuple):
    x_bearing: int
    y_bearing: int
    width: int
    height: int

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    cluster_level: BufferClusterLevel
    @property
    def glyph_infos(self) -> list[GlyphInfo]: ...
    @property
    def glyph_positions(self) -> list[GlyphPosition]: ...
    def add_str(self, text: str) -> None: ...
    def guess_segment_properties(self) -> None: ...

class Face: ...

class Font:
    def __init__(self, face: Face) -> None: ...
    def get_glyph_extents(self, gid: int) -> GlyphExtents | None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...

def shape(font: Font, buffer: Buffer, features: Mapping[str, int | bool]) -> None: ...
