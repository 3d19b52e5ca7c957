"""Barriers in the structure and the language of a page."""

from __future__ import annotations

from tests.gate.exam.site import Seed, both, in_html

STRUCTURE: tuple[Seed, ...] = (
    Seed("page without title", "title", "form", in_html("Vraag het de buurt - Molenrij</title>", "</title>")),
    Seed("title that says nothing", "title", "form", in_html("<title>Vraag het de buurt - Molenrij", "<title>Pagina")),
    Seed(
        "two level-1 headings", "h1-one", "form", both(in_html("<h2>Kom", "<h1>Kom"), in_html("uit?</h2>", "uit?</h1>"))
    ),
    Seed(
        "heading level skipped",
        "heading-order",
        "form",
        both(in_html("<h2>Hoe bereiken we je?</h2>", "<h4>Hoe bereiken we je?</h4>")),
    ),
    Seed(
        "heading made of bold text",
        "fake-heading",
        "form",
        in_html("<h2>Kom je er niet uit?</h2>", "<p><strong>Hulp aan de telefoon</strong></p>"),
    ),
    Seed(
        "list made of dashes",
        "fake-list",
        "form",
        in_html(
            "<ol>\n<li>Je belt en vertelt je vraag.</li>",
            "<p>- Je belt even.<br>- Je vertelt je vraag.<br>- Wij schrijven.</p><ol>",
        ),
    ),
    Seed(
        "no main landmark",
        "landmarks",
        "list",
        both(
            in_html('<main class="wrap" id="inhoud" tabindex="-1">', '<div class="wrap" id="inhoud" tabindex="-1">'),
            in_html("</main>", "</div>"),
        ),
    ),
    Seed(
        "two menus without names",
        "landmarks",
        "list",
        in_html(
            '<div class="row"><button class="button button--main"',
            '<nav><a href="/1">Vorige vragen</a></nav><div class="row"><button class="button button--main"',
        ),
    ),
    Seed(
        "table without header cells",
        "table-headers",
        "list",
        both(in_html('<th scope="col">', "<td>"), in_html('<th scope="row">', "<td>"), in_html("</th>", "</td>")),
    ),
    Seed(
        "table without caption",
        "table-headers",
        "list",
        in_html("<caption>Koffie in de bus, deze week</caption>\n", ""),
    ),
    Seed("empty paragraph for room", "empty-element", "form", in_html("<h2>Hoe", "<p></p><h2>Hoe")),
    Seed("id used twice", "duplicate-id", "form", in_html('id="over-samen"', 'id="over-tuin"')),
    Seed("click here", "link-text", "form", in_html("Wat we van je bewaren</a>", "Klik hier</a>")),
    Seed(
        "the same words to different places",
        "link-text",
        "list",
        both(
            in_html("Antwoord op de vraag van Bea", "Geef antwoord"),
            in_html("Antwoord op de vraag van Tom", "Geef antwoord"),
        ),
    ),
    Seed("new window unannounced", "new-window", "form", in_html('href="/privacy"', 'href="/privacy" target="_blank"')),
    Seed("picture without alt", "image-text", "list", in_html(' alt="Tekening van een bankje met twee buren"', "")),
    Seed(
        "file name as alt",
        "image-text",
        "list",
        in_html('alt="Tekening van een bankje met twee buren"', 'alt="IMG_2034.jpg"'),
    ),
    Seed("style attribute", "inline-code", "form", in_html("<h1>", '<h1 style="color: inherit">')),
    Seed("inline handler", "inline-code", "form", in_html('type="submit">', 'type="submit" onclick="this.blur()">')),
    Seed(
        "English sentence unmarked",
        "language",
        "form",
        in_html(
            "<p>Bel ons gerust. We vullen het samen in. Dat kan van 9 tot 12 uur.</p>",
            "<p>You can call us and we will fill it in with you on the phone.</p>",
        ),
    ),
    Seed("Arabic from left to right", "direction", "list", in_html(' dir="rtl"', "")),
    Seed(
        "page moves on by itself",
        "timed-refresh",
        "form",
        in_html("<title>", '<meta http-equiv="refresh" content="60;url=/"><title>'),
    ),
    Seed(
        "pinching switched off", "zoom-blocked", "form", in_html("initial-scale=1", "initial-scale=1, maximum-scale=1")
    ),
)
