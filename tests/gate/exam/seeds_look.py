"""Barriers in size, colour, movement and wording."""

from __future__ import annotations

from tests.gate.exam.site import Seed, both, in_css, in_html, more_css

LOOK: tuple[Seed, ...] = (
    Seed("line that cannot break", "reflow", "form", more_css("h1 { white-space: nowrap; font-size: 3rem }")),
    Seed(
        "lists that scroll sideways",
        "reflow",
        "list",
        more_css(".asks { display: flex; overflow-x: auto } .asks > li { flex: 0 0 20rem }"),
    ),
    Seed(
        "wide spacing is cut off",
        "text-spacing",
        "form",
        more_css(".hint { line-height: 1.2; height: 1.4rem; overflow: hidden; max-width: 26rem }"),
    ),
    Seed("text over text", "text-overlap", "form", more_css("h1 { margin-bottom: -2.2rem }")),
    Seed(
        "field of fixed height under large text",
        "text-resize",
        "form",
        more_css("input[type=text] { height: 1.9rem; min-height: 0; padding: 0 }"),
    ),
    Seed("main action too small", "target-size", "form", more_css(".button { min-height: 0; padding: .1rem 1rem }")),
    Seed(
        "content only when held upright",
        "orientation",
        "form",
        more_css("@media (orientation: landscape) { form { display: none } }"),
    ),
    Seed(
        "movement although less is asked",
        "motion",
        "form",
        more_css("@keyframes come { from { margin-left: 2rem } } h1 { animation: come 4s }"),
    ),
    Seed(
        "movement without end",
        "motion",
        "form",
        more_css(
            "@keyframes on { to { opacity: .9 } }"
            " @media (prefers-reduced-motion: no-preference) { .brand { animation: on 1s infinite } }"
        ),
    ),
    Seed(
        "gliding although less is asked",
        "motion",
        "form",
        more_css(".button { transition: transform .5s } .button:hover { transform: scale(1.02) }"),
    ),
    Seed("grey text on paper", "axe", "form", more_css(".hint { color: #9a958a }")),
    Seed(
        "contrast lost in the dark only",
        "axe",
        "form",
        more_css("@media (prefers-color-scheme: dark) { .hint { color: #4a5056 } }"),
    ),
    Seed(
        "contrast lost while hovering",
        "axe-states",
        "form",
        more_css(".button--main:hover { background: #d9c9a0; color: #ffffff }"),
    ),
    Seed(
        "pale edge of the field",
        "field-edge",
        "form",
        in_css(
            "border: 2px solid var(--line); border-radius: .5rem;\n}\n.choice",
            "border: 1px solid #e6dfd2; border-radius: .5rem;\n}\n.choice",
        ),
    ),
    Seed("letters of 15 pixels", "type-size", "form", in_css("font: 1.125rem/1.6", "font: .9375rem/1.6")),
    Seed(
        "lines of 110 characters",
        "line-length",
        "form",
        both(
            in_css("max-width: 44rem", "max-width: 75rem"),
            in_html(
                "Je naam staat er alleen bij als je dat wilt.", "Je naam staat er alleen bij als je dat wilt. " * 9
            ),
        ),
    ),
    Seed(
        "two primary buttons",
        "one-primary",
        "form",
        in_html(
            "Plaats je vraag</button>",
            'Plaats je vraag</button><button class="button" data-main-action type="submit">Bewaar je vraag</button>',
        ),
    ),
    Seed(
        "gradient behind the text",
        "gradient",
        "form",
        more_css(".panel { background: linear-gradient(var(--card), var(--paper)) }"),
    ),
    Seed("emoji as icon", "emoji", "form", in_html("<h2>Kom je er", "<h2>\N{TELEPHONE RECEIVER} Kom je er")),
    Seed(
        "office words",
        "plain-language",
        "form",
        in_html("Buren van Molenrij lezen hem", "Gebruikers lezen hem conform het beleid"),
    ),
    Seed("exclamation mark", "plain-language", "list", in_html("We lezen de vragen voor.", "We lezen de vragen voor!")),
    Seed("button without verb", "plain-language", "form", in_html("Plaats je vraag</button>", "Verzending</button>")),
    Seed("u instead of je", "plain-language", "form", in_html("Waar gaat je vraag over?", "Waar gaat uw vraag over?")),
)
