"""Small drawings of our own where neighbours would take a photo: no stock, nobody's face."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT, FINER = 900, 600, 2  # pixels; drawn finer and made smaller, so that edges are soft
PAPER, INK, PETROL, PLUM = "#F3E9D8", "#1F2A37", "#0B5D5E", "#6B3E75"
BRICK, SUN, SKY, GRASS, WOOD, WHITE = "#B5451F", "#F2B705", "#CFE3E6", "#8FAF7A", "#B98A5A", "#FFFDF8"

Point = tuple[float, float]


class Sheet:
    """A sheet to draw on, in units of a hundredth of its height: 150 wide, 100 high."""

    def __init__(self, back: str, ground: str, horizon: float = 72) -> None:
        self.scale = HEIGHT * FINER / 100
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), back)
        self.pen = ImageDraw.Draw(self.image)
        self.box(0, horizon, 150, 100, ground)

    def _at(self, *points: Point) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def box(self, x1: float, y1: float, x2: float, y2: float, fill: str, *, corner: float = 0) -> None:
        """A rectangle, with round corners when asked."""
        self.pen.rounded_rectangle(self._at((x1, y1), (x2, y2)), corner * self.scale, fill=fill)

    def round(self, x: float, y: float, r: float, fill: str, flat: float = 1) -> None:
        """A circle, or an ellipse when `flat` is not 1."""
        self.pen.ellipse(self._at((x - r, y - r * flat), (x + r, y + r * flat)), fill=fill)

    def ring(self, x: float, y: float, r: float, fill: str) -> None:
        """A circle that is open inside."""
        self.pen.ellipse(self._at((x - r, y - r), (x + r, y + r)), outline=fill, width=round(1.6 * self.scale))

    def bow(self, x: float, y: float, r: float, fill: str) -> None:
        """The right half of a ring: the ear of a cup."""
        self.pen.arc(self._at((x - r, y - r), (x + r, y + r)), -90, 90, fill, round(1.5 * self.scale))

    def line(self, points: Sequence[Point], fill: str = INK, width: float = 1.4) -> None:
        """A stroke with round ends."""
        thick = max(1, round(width * self.scale))
        self.pen.line(self._at(*points), fill=fill, width=thick, joint="curve")
        for x, y in (points[0], points[-1]):
            self.round(x, y, width / 2, fill)

    def shape(self, points: list[Point], fill: str) -> None:
        """A filled shape."""
        self.pen.polygon(self._at(*points), fill=fill)

    def tree(self, x: float, foot: float, high: float, crown: str = GRASS) -> None:
        """A trunk and three round pieces of crown."""
        self.box(x - 1, foot - high * 0.5, x + 1, foot, WOOD)
        for dx, dy, r in ((-5, -0.55, 7), (5, -0.55, 7), (0, -0.8, 8)):
            self.round(x + dx, foot + dy * high, r, crown)

    def houses(self, foot: float) -> None:
        """A row of houses far away."""
        for turn, x in enumerate(range(-6, 150, 26)):
            self.box(x, foot - 22, x + 24, foot, (WHITE, PAPER, "#E6CDB4")[turn % 3])
            self.shape([(x - 1, foot - 22), (x + 12, foot - 34), (x + 25, foot - 22)], (BRICK, PLUM, PETROL)[turn % 3])
            for column in (5, 14):
                self.box(x + column, foot - 17, x + column + 5, foot - 10, SKY)

    def png(self) -> bytes:
        """The finished drawing."""
        out = BytesIO()
        self.image.reduce(FINER).save(out, "PNG", compress_level=1)
        return out.getvalue()


def _ladder() -> Sheet:
    sheet = Sheet("#E9D9C2", "#CDB692", 84)
    for row in range(7):
        for column in range(-1, 9):
            x = column * 20 + (row % 2) * 10
            sheet.box(x, row * 12, x + 19, row * 12 + 11, "#D9B48F" if (row + column) % 3 else "#D1A67E")
    for x in (62, 88):
        sheet.line([(x + 10, 4), (x, 92)], PETROL, 2.6)
    for step in range(8):
        y = 12 + step * 10
        sheet.line([(72 - step * 1.1, y), (97 - step * 1.1, y)], PETROL, 2)
    return sheet


def _cat() -> Sheet:
    sheet = Sheet(SKY, GRASS, 70)
    sheet.houses(70)
    sheet.round(75, 74, 17, INK, 0.75)
    sheet.round(75, 54, 11, INK)
    sheet.shape([(65, 50), (66, 37), (74, 45)], INK)
    sheet.shape([(85, 50), (84, 37), (76, 45)], INK)
    for x in (71, 79):
        sheet.round(x, 53, 2, SUN)
        sheet.round(x, 53, 0.8, INK)
    sheet.round(75, 58, 1.2, BRICK)
    sheet.round(75, 67, 5, WHITE, 0.9)
    sheet.line([(91, 78), (101, 72), (103, 60), (99, 55)], INK, 4)
    return sheet


def _lamp() -> Sheet:
    sheet = Sheet("#23374D", "#1B2A3A", 76)
    for r, tone in ((34, "#2E4560"), (24, "#45597A"), (15, "#8A8460")):
        sheet.round(76, 30, r, tone)
    sheet.shape([(70, 30), (82, 30), (112, 92), (40, 92)], "#5F6650")
    sheet.line([(96, 90), (96, 22), (90, 16), (78, 18)], "#0F1822", 2.4)
    sheet.box(69, 20, 84, 26, "#0F1822", corner=2)
    sheet.round(76, 29, 5, SUN)
    for x in (12, 30, 128):
        sheet.tree(x, 80, 40, "#2C4A46")
    return sheet


def _garden() -> Sheet:
    sheet = Sheet(SKY, "#8A6B4A", 52)
    sheet.box(0, 46, 150, 54, GRASS)
    for x in (20, 58, 124):
        sheet.tree(x, 48, 34)
    for row in range(4):
        y = 62 + row * 10
        sheet.line([(6, y + 3), (144, y + 3)], "#6F5438", 3)
        for column in range(12):
            x = 10 + column * 12 + (row % 2) * 5
            sheet.round(x, y, 3.2, GRASS)
            if (row + column) % 3 == 0:
                sheet.round(x, y - 1, 1.8, (BRICK, SUN, PLUM)[column % 3])
    sheet.box(92, 22, 116, 48, WOOD)
    sheet.shape([(89, 22), (104, 11), (119, 22)], BRICK)
    sheet.box(100, 32, 108, 48, INK)
    return sheet


def _coffee() -> Sheet:
    sheet = Sheet("#DCE7E4", WOOD, 58)
    sheet.line([(0, 58), (150, 58)], "#8F6742", 1.6)
    for x, cup in ((38, PETROL), (74, BRICK), (110, PLUM)):
        sheet.round(x, 83, 15, WHITE, 0.32)
        sheet.box(x - 8, 62, x + 8, 80, cup, corner=3)
        sheet.round(x, 63, 8, "#4A2F1E", 0.3)
        sheet.bow(x + 10, 70.5, 5, cup)
        for step in (-3, 2):
            sheet.line([(x + step, 56), (x + step + 2, 50), (x + step - 1, 45), (x + step + 1, 39)], WHITE, 0.9)
    return sheet


def _bench() -> Sheet:
    sheet = Sheet(SKY, GRASS, 66)
    sheet.round(122, 20, 9, SUN)
    sheet.tree(24, 70, 52)
    for y in (48, 55, 66):
        sheet.line([(52, y), (112, y)], PETROL, 3.4)
    for x in (60, 104):
        sheet.line([(x, 44), (x, 86)], PETROL, 2.6)
    return sheet


def _books() -> Sheet:
    sheet = Sheet(SKY, GRASS, 78)
    sheet.houses(78)
    sheet.box(73, 66, 77, 92, WOOD)
    sheet.shape([(46, 26), (75, 12), (104, 26)], BRICK)
    sheet.box(50, 26, 100, 68, WOOD)
    sheet.box(53, 29, 97, 65, PAPER)
    for shelf in (46, 64):
        x = 55.0
        for turn in range(11):
            wide, high = 3 + turn % 3 * 0.6, 11 + turn * 7 % 5
            sheet.box(x, shelf - high, x + wide, shelf, (PETROL, PLUM, BRICK, SUN, INK)[turn * 3 % 5])
            x += wide + 0.3
        sheet.box(53, shelf, 97, shelf + 1.4, WOOD)
    return sheet


def _chess() -> Sheet:
    sheet = Sheet("#DCE7E4", "#CDB692", 40)
    for row in range(6):
        for column in range(9):
            spread, top = 1 + row * 0.09, 46 + row * 8
            x = 75 + (column - 4.5) * 12 * spread
            tone = INK if (row + column) % 2 else WHITE
            sheet.shape(
                [(x, top), (x + 12 * spread, top), (x + 13 * spread, top + 8), (x - spread * 0.1, top + 8)], tone
            )
    for x, y, tone in ((48, 58, BRICK), (84, 66, PETROL), (108, 60, BRICK)):
        sheet.shape([(x - 5, y + 8), (x + 5, y + 8), (x + 2, y - 8), (x - 2, y - 8)], tone)
        sheet.round(x, y + 8, 6, tone, 0.35)
        sheet.round(x, y - 11, 4, tone)
    return sheet


def _bus() -> Sheet:
    sheet = Sheet(SKY, "#A9A294", 76)
    sheet.houses(76)
    sheet.box(26, 38, 118, 80, PETROL, corner=5)
    for x in (34, 54, 74):
        sheet.box(x, 45, x + 15, 58, "#E8F2F2", corner=1.5)
    sheet.box(96, 45, 114, 79, "#E8F2F2", corner=1.5)
    sheet.box(26, 63, 94, 66, SUN)
    for x in (46, 102):
        sheet.round(x, 82, 8, INK)
        sheet.round(x, 82, 3, PAPER)
    sheet.shape([(26, 38), (94, 38), (100, 30), (20, 30)], BRICK)
    sheet.round(10, 80, 3, WHITE)
    return sheet


def _soup() -> Sheet:
    sheet = Sheet("#EED9C4", WOOD, 64)
    sheet.box(44, 42, 106, 84, BRICK, corner=8)
    sheet.round(75, 43, 31, "#8E3416", 0.24)
    sheet.round(75, 43, 27, SUN, 0.2)
    for x, tone in ((62, GRASS), (74, BRICK), (88, GRASS), (80, WHITE)):
        sheet.round(x, 43, 2.4, tone, 0.6)
    for x in (40, 110):
        sheet.line([(x - 3, 52), (x + 3, 52)], "#8E3416", 3)
    for x in (62, 76, 90):
        sheet.line([(x, 34), (x + 3, 27), (x - 1, 20), (x + 2, 12)], WHITE, 1.2)
    return sheet


def _bike() -> Sheet:
    sheet = Sheet("#E3D3C0", "#B9B2A4", 74)
    for x in (48, 104):
        for turn in range(12):
            angle = turn * math.pi / 6
            sheet.line([(x, 70), (x + 15 * math.cos(angle), 70 + 15 * math.sin(angle))], "#7A7F86", 0.4)
        sheet.ring(x, 70, 16, INK)
    frame = [(48, 70), (62, 46), (92, 46), (78, 70), (48, 70)]
    sheet.line(frame, BRICK, 2.2)
    sheet.line([(62, 46), (78, 70)], BRICK, 2.2)
    sheet.line([(104, 70), (90, 38), (98, 34)], INK, 2)
    sheet.line([(62, 46), (60, 39)], INK, 2)
    sheet.line([(55, 38), (66, 38)], INK, 3)
    return sheet


def _lanterns() -> Sheet:
    sheet = Sheet("#23374D", "#1B2A3A", 80)
    sheet.houses(80)
    for turn, (x, tone) in enumerate(((24, SUN), (52, BRICK), (80, "#E8A13A"), (108, PLUM), (132, SUN))):
        y = 44 + turn % 2 * 8
        sheet.line([(x, y - 18), (x, y - 8)], WHITE, 0.7)
        sheet.round(x, y, 9, tone)
        sheet.box(x - 4, y - 10, x + 4, y - 7.5, INK)
        sheet.box(x - 4, y + 7.5, x + 4, y + 10, INK)
    return sheet


DRAWINGS: dict[str, Callable[[], Sheet]] = {
    "bank": _bench,
    "boeken": _books,
    "bus": _bus,
    "fiets": _bike,
    "kat": _cat,
    "koffie": _coffee,
    "ladder": _ladder,
    "lamp": _lamp,
    "lampions": _lanterns,
    "schaken": _chess,
    "soep": _soup,
    "tuin": _garden,
}


def draw(name: str) -> bytes:
    """A drawing as PNG. Raises KeyError for one that was never made."""
    return DRAWINGS[name]().png()
