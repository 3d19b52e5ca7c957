"""Renews requirements.lock (to run a town) and requirements-dev.lock (with the checks).

`./wijkplein lock` takes the newest versions that pyproject.toml allows; run the whole suite afterwards and read
what changed with `git diff --stat`. uv solves for every platform and Python version at once; it lives in its
own environment, because nothing of ours needs it.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = "uv==0.13.9"
MADE = "Made by `./wijkplein lock`; do not edit."
HEADERS = {
    "requirements.lock": f"# Everything a town runs on, with hashes. {MADE}\n",
    "requirements-dev.lock": f"# requirements.lock and the tools of the checks. {MADE}\n",
}


def main() -> int:
    """Write both lock files; the second is held to the versions of the first. Returns uv's exit code."""
    home = ROOT / ".tools" / "lock"
    uv = home / "bin" / "uv"
    if not uv.exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin" / "pip", "install", "-q", "--disable-pip-version-check", UV], check=True)
    for name, extra in (
        ("requirements.lock", []),
        ("requirements-dev.lock", ["--extra", "dev", "-c", "requirements.lock"]),
    ):
        command = [
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            "--universal",
            "--python-version",
            "3.11",
            "--generate-hashes",
        ]
        # Without addresses: whoever installs chooses the registry, the hashes decide what is accepted.
        command += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--upgrade", "-q", *extra]
        done = subprocess.run([*command, "-o", name], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return done.returncode
        path = ROOT / name
        path.write_text(HEADERS[name] + path.read_text("utf-8"), "utf-8")
    print(
        "requirements.lock en requirements-dev.lock zijn vernieuwd. Draai nu `./wijkplein test`.",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
