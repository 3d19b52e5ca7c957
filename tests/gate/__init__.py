"""The accessibility gate: what axe and Lighthouse do not see, checked in a real browser.

reliability.md 4.2 measured that axe-core found 1 of 29 seeded barriers in a Dutch form page. This gate
works the page as a person does: it walks with Tab, enlarges, forces colours, turns the screen, and looks
at pixels. It is development code only; it never ships. Its own exam stands in `exam/`.
"""

from tests.gate.core import RULES, Gate, Options, Probe
from tests.gate.faults import Fault
from tests.gate.rules import axe, focus, forms, keyboard, layout, media, static, text
from tests.gate.trees import compare_tree, tree_text

__all__ = ["RULES", "Fault", "Gate", "Options", "Probe", "compare_tree", "tree_text"]

# Importing a rule module registers its rules; the tuple keeps the reader (and the linter) aware of that.
RULE_MODULES = (static, keyboard, focus, layout, media, forms, text, axe)
