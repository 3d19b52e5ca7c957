"""A QR code as one SVG path, drawn into the page: no image file, no request."""

from __future__ import annotations

import segno

QUIET = 2  # modules of white around the code; scanners of telephones manage with less than the standard's four


def qr_path(text: str) -> tuple[str, int]:
    """The strokes of the dark modules and the side of the square, in modules. Raises segno.DataOverflowError."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix_iter(border=QUIET)]
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                strokes.append(f"M{start} {y}.5h{x - start}")
            x += 1
    return "".join(strokes), len(rows)
