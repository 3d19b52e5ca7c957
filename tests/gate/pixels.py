"""Photographs of a page and the contrast between two of them."""

from __future__ import annotations

import base64
import io
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops

from tests.gate.core import Probe

Colour = tuple[int, ...]
CLEAR = 3.0  # WCAG 1.4.11: parts of the interface stand out at 3:1
HIGHEST = 8000  # pixels; a taller page is photographed in part only


@dataclass(frozen=True)
class Box:
    """A rectangle in page coordinates, CSS pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def perimeter(self) -> float:
        """Length of the edge in CSS pixels."""
        return 2 * (self.width + self.height)

    def grown(self, margin: float) -> Box:
        """The same box with a margin on every side, never left of or above the page."""
        x, y = max(0.0, self.x - margin), max(0.0, self.y - margin)
        return Box(x, y, self.x + self.width + margin - x, self.y + self.height + margin - y)


def photograph(probe: Probe, box: Box | None = None) -> Image.Image:
    """A picture of a part of the page (or of the viewport), one picture pixel per CSS pixel."""
    settings: dict[str, object] = {"format": "png", "optimizeForSpeed": True}
    if box is not None:
        clip = {"x": round(box.x), "y": round(box.y), "width": round(box.width), "height": round(box.height)}
        settings["clip"] = {**clip, "scale": 1}
    answer = probe.cdp.send("Page.captureScreenshot", settings)
    return Image.open(io.BytesIO(base64.b64decode(answer["data"]))).convert("RGB")


def unroll(probe: Probe) -> None:
    """Make the window as tall as the page, so that nothing scrolls and nothing sticks."""
    height = int(probe.page.evaluate("() => document.documentElement.scrollHeight"))
    probe.page.set_viewport_size({"width": 1280, "height": min(max(height, 600), HIGHEST)})


def cut(picture: Image.Image, box: Box) -> Image.Image:
    """The part of a picture of the whole page that a box covers."""
    left, top = round(box.x), round(box.y)
    return picture.crop((left, top, left + round(box.width), top + round(box.height)))


@lru_cache(maxsize=4096)
def luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, two: Colour) -> float:
    """Contrast ratio between two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def clear_changes(before: Image.Image, after: Image.Image, *, ratio: float = CLEAR) -> int:
    """Number of pixels that differ between two pictures by at least this contrast."""
    changed = ImageChops.difference(before, after).getbbox()
    if changed is None:
        return 0
    before, after = before.crop(changed), after.crop(changed)
    pairs: Counter[tuple[Colour, Colour]] = Counter(zip(_pixels(before), _pixels(after), strict=True))
    return sum(n for (old, new), n in pairs.items() if old != new and contrast(old, new) >= ratio)


def edge_pixels(picture: Image.Image, margin: int, depth: int = 5) -> int:
    """Pixels along the edge of a control that stand out from what lies around it.

    `picture` shows the control with `margin` pixels around it; `depth` is how far inside we look.
    """
    width, height = picture.size
    around: Counter[Colour] = Counter()
    band: Counter[Colour] = Counter()
    for index, colour in enumerate(_pixels(picture)):
        x, y = index % width, index // width
        inside = min(x, y, width - 1 - x, height - 1 - y) - margin
        if inside < -1:
            around[colour] += 1
        elif inside < depth:
            band[colour] += 1
    if not around:
        return 0
    ground = around.most_common(1)[0][0]
    return sum(n for colour, n in band.items() if contrast(colour, ground) >= CLEAR)


def _pixels(picture: Image.Image) -> list[Colour]:
    raw = picture.tobytes()
    return list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
