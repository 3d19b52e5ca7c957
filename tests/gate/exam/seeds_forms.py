"""Barriers in forms: errors, groups, labels, tokens, names."""

from __future__ import annotations

from tests.gate.exam.site import Seed, both, in_html, more_css

FORMS: tuple[Seed, ...] = (
    Seed("title does not say Fout", "error-wiring", "errors", in_html("<title>Fout: vraag", "<title>Vraag")),
    Seed(
        "no error summary",
        "error-wiring",
        "errors",
        in_html("data-error-summary", "data-error-summary inert hidden"),
    ),
    Seed(
        "summary without links",
        "error-wiring",
        "errors",
        both(
            in_html('<a href="#vraag">Schrijf op wat je wilt vragen</a>', "Schrijf op wat je wilt vragen"),
            in_html('<a href="#email">Vul een heel e-mailadres in</a>', "Vul een heel e-mailadres in"),
        ),
    ),
    Seed(
        "field not marked invalid",
        "error-wiring",
        "errors",
        in_html(' value="anna@" aria-invalid="true"', ' value="anna@"'),
    ),
    Seed("summary skips a field", "error-wiring", "errors", in_html('href="#email"', 'href="#vraag"')),
    Seed(
        "describedby to nothing",
        "broken-reference",
        "form",
        in_html('"vraag-uitleg"></textarea>', '"uitleg-vraag"></textarea>'),
    ),
    Seed(
        "radio buttons without fieldset",
        "choice-group",
        "form",
        both(
            in_html('<fieldset class="field">', '<div class="field">'),
            in_html("</fieldset>", "</div>"),
            in_html("<legend>Waar gaat je vraag over?</legend>", "<p>Waar gaat je vraag over?</p>"),
        ),
    ),
    Seed(
        "empty legend",
        "choice-group",
        "form",
        in_html("<legend>Waar gaat je vraag over?</legend>", "<legend></legend>"),
    ),
    Seed(
        "placeholder as only label",
        "visible-label",
        "form",
        both(
            in_html('<label for="voornaam">Je voornaam</label>\n', ""),
            in_html('name="voornaam"', 'name="voornaam" placeholder="Je voornaam"'),
        ),
    ),
    Seed("e-mail field without token", "autocomplete", "form", in_html(' autocomplete="email"', "")),
    Seed(
        "first name with the wrong token",
        "autocomplete",
        "form",
        in_html('autocomplete="given-name"', 'autocomplete="off"'),
    ),
    Seed("code field too short for spaces", "code-field", "form", in_html('maxlength="12"', 'maxlength="6"')),
    Seed(
        "button with a picture only",
        "name",
        "form",
        in_html(
            "Plaats je vraag</button>",
            '<svg width="20" height="20" aria-hidden="true"></svg></button>',
        ),
    ),
    Seed(
        "checked looks unchecked in forced colours",
        "forced-colours-checked",
        "form",
        more_css(
            ".choice input { appearance: none; border: 2px solid var(--line) }"
            " .choice input:checked { background: var(--main) }"
        ),
    ),
    Seed(
        "label hidden behind aria-label",
        "label-in-name",
        "form",
        in_html('id="voornaam" name', 'id="voornaam" aria-label="Roepnaam" name'),
    ),
)
