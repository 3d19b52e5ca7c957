"""The press: draws one paper in a process of its own, with a low priority, so that no visitor waits for it.

`python -m wijkplein.web.press` reads {"pages": 1, "sheets": [html, ...]} and writes the first sheet that fits.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

LONGEST = 120  # seconds; a sheet takes three or four of a quiet core
LOW = "5"  # behind whoever answers visitors; with 19 a busy machine never gets to it at all (measured)
FITS_NOT = 3  # exit code: even the emptiest sheet needs more pages


class DoesNotFit(Exception):
    """Even with the least on it the sheet needs more pages than it may have: a mistake in our template."""


def press(sheets: Sequence[str], *, pages: int) -> bytes:
    """The PDF of the first of these documents that fits on `pages` pages. Raises DoesNotFit.

    Raises CalledProcessError when the drawing itself fails, TimeoutExpired when the machine is too busy for it.
    """
    told = json.dumps({"pages": pages, "sheets": list(sheets)}).encode()
    command = ["nice", "-n", LOW, sys.executable, "-m", __name__]
    done = subprocess.run(command, input=told, capture_output=True, timeout=LONGEST, check=False)
    if done.returncode == FITS_NOT:
        raise DoesNotFit(f"{len(sheets)} sheets, {pages} pages")
    done.check_returncode()
    return done.stdout


def main() -> int:
    """What the process of its own does."""
    from wijkplein.foundation.receipts import drawing  # noqa: PLC0415  # weasyprint takes a second

    told = json.load(sys.stdin.buffer)
    for sheet in told["sheets"]:
        laid_out = drawing.lay_out(sheet)
        if len(laid_out.pages) <= told["pages"]:
            sys.stdout.buffer.write(drawing.draw(laid_out))
            return 0
    return FITS_NOT


if __name__ == "__main__":
    sys.exit(main())
