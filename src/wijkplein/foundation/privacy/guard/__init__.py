"""The guard on free text: it marks what could point at a person and asks; it never changes a text by itself.

Source: domain.md 4.2 (Guard), reliability.md 3.7, bars PR6 and PR11, cases M9 and M11. No Django, no database, no
network: words and patterns stand in `rules.toml`, which a browser can share; `vectors.json` is the common exam.
"""

from .decide import blocks_publishing, explain, neutral
from .finding import KINDS, Finding
from .scan import findings

__all__ = ["KINDS", "Finding", "blocks_publishing", "explain", "findings", "neutral"]
