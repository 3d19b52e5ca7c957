"""One seed colour becomes the whole theme of a community, light and dark.

A town chooses one colour. Everything that colour touches is computed here, in OKLCH, and checked on the final hex
value (after gamut mapping), because a check before it lets unreadable colours through. A seed that cannot be read is
moved in lightness until it can; hue and, where the screen allows, chroma stay. Source: look.md "Colour", WCAG 2.2
1.4.3 and 1.4.11, ecosystem.md row "Theme colours".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from coloraide import Color

TEXT = 4.5  # WCAG 1.4.3, text
PART = 3.0  # WCAG 1.4.11, large text, edges of controls and the focus ring
MARGIN = 0.02  # rounding head-room above the bar, so that no browser lands on the wrong side
PETROL = "#0B5D5E"  # the main colour of the house, for a community that chose none

LIGHT: Mapping[str, str] = {
    "paper": "#FBF7F0", "card": "#FFFFFF", "sand": "#F4ECDF", "ink": "#1F2A37", "soft": "#525C69",
    "line": "#E4DCCD", "edge": "#837965", "sun": "#F2B705", "on-sun": "#1F2A37", "sun-tint": "#FCF0C8",
    "plum": "#6B3E75", "plum-tint": "#F3EAF5", "brick": "#A93F1B", "brick-tint": "#FBEAE2",
    "fault": "#A3152A", "fault-tint": "#FCEBEC", "ring": "#1F2A37",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#1B1916", "card": "#26231F", "sand": "#211E1A", "ink": "#F4EEE3", "soft": "#C3BAAB",
    "line": "#3F3A32", "edge": "#978D7D", "sun": "#F2B705", "on-sun": "#1F2A37", "sun-tint": "#3B3315",
    "plum": "#DDB5E7", "plum-tint": "#36293B", "brick": "#F4A98B", "brick-tint": "#3F2A21",
    "fault": "#FFA3A6", "fault-tint": "#43211F", "ring": "#F4EEE3",
}  # fmt: skip
STEPS = (
    "bg-document", "bg-subtle", "bg-default", "bg-hover", "bg-active",
    "border-subtle", "border-default", "border-hover", "border-active",
    "color-default", "color-hover", "color-active", "color-subtle", "color-document",
)  # fmt: skip
ROLES = ("default", "accent-1", "action-1", "action-2")
GROUNDS = ("paper", "card", "sand", "main-tint")


class BadSeed(ValueError):
    """The seed is not a colour written as #RRGGBB."""


@dataclass(frozen=True)
class Theme:
    """All colours of one community. `light` and `dark` map a name to a hex value; `basis_*` the NLDS tokens."""

    seed: str
    light: Mapping[str, str]
    dark: Mapping[str, str]
    basis_light: Mapping[str, str]
    basis_dark: Mapping[str, str]

    def variables(self) -> str:
        """Only our own `--wp-*` colours: small enough to stand in the head of the first page."""
        return _modes("", _block("wp", self.light, "light"), _block("wp", self.dark, "dark"))

    def stylesheet(self) -> str:
        """The whole theme as CSS: our colours and the `--basis-color-*` tokens NL Design System builds on."""
        light, dark = _block("basis-color", self.basis_light), _block("basis-color", self.basis_dark)
        return self.variables() + _modes(" .voorbeeld-theme", light, dark)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, definition)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours, 1 to 21 (WCAG 2.2, definition)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def clean_seed(seed: str) -> str:
    """A seed in upper case with its hash sign; raises BadSeed for anything that is not #RRGGBB or #RGB."""
    digits = seed.strip().lstrip("#")
    if re.fullmatch(r"[0-9a-fA-F]{3}", digits):
        digits = "".join(d * 2 for d in digits)
    if not re.fullmatch(r"[0-9a-fA-F]{6}", digits):
        raise BadSeed(f"Not a colour: {seed!r}. Write it as #0B5D5E.")
    return "#" + digits.upper()


@lru_cache(maxsize=64)
def theme(seed: str = PETROL) -> Theme:
    """The theme of one seed colour (about 20 ms the first time, remembered after). Raises BadSeed."""
    seed = clean_seed(seed)
    tone = _Tone.of(seed)
    light, dark = _own(tone, LIGHT, dark=False), _own(tone, DARK, dark=True)
    return Theme(seed, light, dark, _basis(tone, light, dark=False), _basis(tone, dark, dark=True))


def pairs(colours: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Every pair of names that meets on screen with the contrast it needs; the tests walk this list."""
    text = [(name, ground, TEXT) for name in ("ink", "soft", "main", "main-strong") for ground in GROUNDS]
    text += [("ink", f"{hue}-tint", TEXT) for hue in ("plum", "brick", "fault", "sun")]
    text += [(hue, ground, TEXT) for hue in ("plum", "brick", "fault") for ground in ("paper", "card", f"{hue}-tint")]
    text += [("soft", f"{hue}-tint", TEXT) for hue in ("plum", "brick")]
    text += [("on-main", "main", TEXT), ("on-main", "main-strong", TEXT), ("on-sun", "sun", TEXT)]
    parts = [("edge", ground, PART) for ground in ("paper", "card", "sand")]
    rings = [("ring", ground, PART) for ground in (*GROUNDS, "plum-tint", "brick-tint", "fault-tint", "sun-tint")]
    return text + parts + [*rings, ("on-main", "main", PART)]


@dataclass(frozen=True)
class _Tone:
    """Where the seed stands in OKLCH. A grey has no hue; zero does no harm there because its chroma is zero."""

    lightness: float
    chroma: float
    hue: float

    @classmethod
    def of(cls, seed: str) -> _Tone:
        lightness, chroma, hue = Color(seed).convert("oklch").coords(nans=False)
        return cls(lightness, chroma if chroma > 0.004 else 0.0, hue)

    def at(self, lightness: float, share: float = 1.0) -> str:
        """The same hue at another lightness with a share of the chroma, mapped into what a screen can show."""
        colour = Color("oklch", [min(1.0, max(0.0, lightness)), self.chroma * share, self.hue])
        return colour.convert("srgb").fit("srgb", method="oklch-chroma").to_string(hex=True).upper()

    def readable(self, start: float, grounds: Iterable[str], *, ratio: float, step: float, share: float = 1.0) -> str:
        """Walk from `start` in steps until the final hex has `ratio` on every ground; the last step is the end."""
        grounds, lightness = tuple(grounds), start
        while True:
            colour = self.at(lightness, share)
            if all(contrast(colour, ground) >= ratio + MARGIN for ground in grounds):
                return colour
            if not 0.0 < lightness < 1.0:
                return _extreme(grounds)
            lightness = min(1.0, max(0.0, lightness + step))


def _extreme(grounds: tuple[str, ...]) -> str:
    """Black or white, whichever reads best on all grounds: the end of the road for a hopeless walk."""
    return max(("#000000", "#FFFFFF"), key=lambda colour: min(contrast(colour, ground) for ground in grounds))


def _own(tone: _Tone, fixed: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """The fixed warm colours plus the ones the seed decides."""
    step = 0.02 if dark else -0.02
    tint = tone.at(0.29, 0.35) if dark else tone.at(0.955, 0.22)
    grounds = [fixed["paper"], fixed["card"], fixed["sand"], tint]
    start = max(tone.lightness, 0.72) if dark else min(max(tone.lightness, 0.24), 0.62)
    main = tone.readable(start, grounds, ratio=TEXT, step=step)
    lightness = Color(main).convert("oklch")["lightness"]
    away = lightness + (0.07 if dark else -0.08)
    strong = tone.at(away) if 0.12 < away < 0.97 else tone.at(lightness - (0.07 if dark else -0.09))
    if any(contrast(strong, ground) < TEXT + MARGIN for ground in grounds):
        strong = main
    line = tone.at(0.42, 0.5) if dark else tone.at(0.86, 0.45)
    on_main = max((fixed["card"], "#FFFFFF", "#14110E"), key=lambda c: min(contrast(c, main), contrast(c, strong)))
    return {**fixed, "main": main, "main-strong": strong, "main-tint": tint, "main-line": line, "on-main": on_main}


def _basis(tone: _Tone, own: Mapping[str, str], *, dark: bool) -> dict[str, str]:
    """The NLDS tokens of four roles and their inverse; both action roles carry the main colour."""
    neutral = _Tone.of(own["soft"])
    accent, accent_inverse = _ramp(tone, own["card"], own["main"], dark=dark), _inverse(tone, own["main"], dark=dark)
    default = _ramp(neutral, own["card"], own["ink"], dark=dark)
    default |= {"border-subtle": own["line"], "border-default": own["edge"], "color-subtle": own["soft"]}
    default = _repair(default)
    found = {"default": default, "default-inverse": _inverse(neutral, own["ink"], dark=dark)}
    for role in ROLES[1:]:
        found |= {role: accent, f"{role}-inverse": accent_inverse}
    return {f"{role}-{step}": colour for role, ramp in found.items() for step, colour in ramp.items()}


def _ramp(tone: _Tone, paper: str, main: str, *, dark: bool) -> dict[str, str]:
    """Fourteen steps of one role: five grounds, four borders, five text colours, each readable on all five grounds."""
    levels = (0.27, 0.30, 0.33, 0.36) if dark else (0.975, 0.955, 0.93, 0.905)
    grounds = [paper, *(tone.at(level, 0.3 if dark else 0.22) for level in levels)]
    step = 0.025 if dark else -0.025
    ground = Color(main).convert("oklch")["lightness"]

    def text(shift: float) -> str:
        return tone.readable(ground + shift * (1 if dark else -1), grounds, ratio=TEXT, step=step)

    def border(start: float) -> str:
        return tone.readable(start, grounds, ratio=PART, step=step, share=0.7)

    borders = (
        [tone.at(0.45, 0.5), border(0.58), border(0.64), border(0.70)]
        if dark
        else [tone.at(0.84, 0.5), border(0.66), border(0.58), border(0.50)]
    )
    texts = [text(0.0), text(0.06), text(0.10), text(0.0), text(0.16)]
    return dict(zip(STEPS, [*grounds, *borders, *texts], strict=True))


def _inverse(tone: _Tone, main: str, *, dark: bool) -> dict[str, str]:
    """The same role turned inside out: the strong colour as the ground, with one text colour that reads on all."""
    lightness = Color(main).convert("oklch")["lightness"]
    away = 1 if dark else -1
    if not dark and lightness < 0.25:
        away = 1  # a near-black main colour can only become lighter when touched
    grounds = [main, *(tone.at(lightness + away * shift) for shift in (0.03, 0.0, 0.06, 0.10))]
    grounds[2] = main
    text = _extreme(tuple(grounds))
    borders = [tone.at(lightness + away * 0.12), *([text] * 3)]
    return dict(zip(STEPS, [*grounds, *borders, *([text] * 5)], strict=True))


def _repair(ramp: Mapping[str, str]) -> dict[str, str]:
    """Colours put into a ramp by hand are moved like any other when they fall short on one of its grounds."""
    grounds = [ramp[step] for step in STEPS[:5]]
    fixed = dict(ramp)
    for name, ratio in (("border-default", PART), ("color-subtle", TEXT)):
        tone = _Tone.of(ramp[name])
        step = 0.02 if luminance(grounds[0]) < 0.2 else -0.02
        fixed[name] = tone.readable(tone.lightness, grounds, ratio=ratio, step=step)
    return fixed


def _block(prefix: str, colours: Mapping[str, str], scheme: str = "") -> str:
    """Declarations for a set of colours, with the colour scheme the browser's own controls follow."""
    head = f"color-scheme:{scheme};" if scheme else ""
    return head + ";".join(f"--{prefix}-{name}:{colour}" for name, colour in colours.items())


def _modes(inside: str, light: str, dark: str) -> str:
    """Light by default and on paper; dark when the device asks for it or when the reader chose it."""
    base = inside.strip() or ":root"
    return (
        f"{base}{{{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-thema=licht]){inside}{{{dark}}}}}"
        f"@media screen{{:root[data-thema=donker]{inside}{{{dark}}}}}"
    )
