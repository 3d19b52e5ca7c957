"""The gate around its rules: what it takes in, compares, approves, and refuses to pass over."""

from __future__ import annotations

from pathlib import Path

import pytest
from weasyprint import HTML

from tests.browser import Chromium, Visit, serve
from tests.gate import Gate, Options, Probe, compare_tree, tree_text
from tests.gate.exam.site import ORIGIN, clean
from tests.gate.facts import PageFacts, compare_pages
from tests.gate.pdf import check_pdf
from tests.gate.rules.axe import axe_source
from tests.gate.rules.forms import error_texts, watch_action
from tests.gate.validator import validate

BARE = '<!DOCTYPE html><html lang="nl"><head><title>Een kale bladzijde</title></head><body>{}</body></html>'


def test_html_text_is_checked_as_it_is(visit: Visit) -> None:
    faults = Gate(visit.page).check(BARE.format("<main><h1>Dag</h1><h1>Buur</h1></main>"), only=["h1-one"])
    assert [fault.rule for fault in faults] == ["h1-one"]
    assert "2 headings" in faults[0].why


def test_an_unknown_rule_is_an_error_and_not_a_pass(visit: Visit) -> None:
    with pytest.raises(KeyError):
        Gate(visit.page).check(BARE.format("<main></main>"), only=["focus-visibel"])


def test_a_rule_is_left_out_only_by_name_and_with_a_reason(visit: Visit) -> None:
    options = Options(skip={"h1-one": "a fragment for printing"})
    assert Gate(visit.page, options).check(BARE.format("<p>Dag</p>"), only=["h1-one"]) == []


def test_the_page_as_it_stands_is_checked_after_a_swap(visit: Visit) -> None:
    serve(visit.page, clean("list").files("/list"), origin=ORIGIN)
    visit.page.goto(f"{ORIGIN}/list")
    visit.page.evaluate("() => document.querySelector('h2').outerHTML = '<p></p>'")
    faults = Gate(visit.page).check_shown(only=["empty-element", "type-size"])
    assert [fault.rule for fault in faults] == ["empty-element"]


def test_an_inline_style_passes_only_when_it_is_the_one_the_policy_names(visit: Visit) -> None:
    page = BARE.format("<main><h1>Dag</h1></main>").replace("</title>", "</title><style>h1 { color: teal }</style>")
    hashed = Options(hashed_style="h1 { color: teal }")
    assert Gate(visit.page, hashed).check(page, only=["inline-code"]) == []
    other = Options(hashed_style="h1 { color: navy }")
    for options in (Options(), other):
        assert [fault.rule for fault in Gate(visit.page, options).check(page, only=["inline-code"])] == ["inline-code"]


def _facts(url: str, title: str, *helps: str, menu: tuple[str, ...] = ("Plein", "Te doen")) -> PageFacts:
    return PageFacts(url, title, helps, {"Hoofdmenu": menu})


def test_pages_are_compared_on_title_help_and_menu() -> None:
    same = [_facts("/a", "Een", "header: tel:1", "main: bellen"), _facts("/b", "Twee", "header: tel:1", "main: bellen")]
    assert compare_pages(same) == []
    moved = _facts("/c", "Een", "footer: tel:1", "main: bellen", menu=("Te doen", "Plein"))
    assert {fault.rule for fault in compare_pages([*same, moved])} == {"title-unique", "help-order", "menu-order"}
    assert [fault.rule for fault in compare_pages([same[0], _facts("/d", "Drie")])] == ["help-order"]


def test_checked_pages_are_remembered_for_the_comparison(visit: Visit) -> None:
    gate = Gate(visit.page)
    for name in ("form", "list"):
        serve(visit.page, clean(name).files(f"/{name}"), origin=ORIGIN)
        gate.check(f"{ORIGIN}/{name}", only=["title"])
    assert gate.compare() == []
    assert [page.help[0] for page in gate.seen] == ["header: tel:0201234567"] * 2


def test_an_action_of_a_journey_is_watched(visit: Visit) -> None:
    body = '<main><button id="b">Toon</button><p id="silent"></p><p id="told" role="status"></p></main>'
    serve(visit.page, {"/": BARE.format(body)}, origin=ORIGIN)
    visit.page.goto(f"{ORIGIN}/")
    visit.page.focus("#b")
    say = "id => document.querySelector(id).textContent = 'Drie vragen'"
    assert watch_action(visit.page, lambda: visit.page.evaluate(say, "#told"), settle=50) == []
    silent = watch_action(visit.page, lambda: visit.page.evaluate(say, "#silent"), settle=50)
    assert [fault.rule for fault in silent] == ["status"]


def test_error_texts_are_the_same_with_and_without_javascript(chromium: Chromium) -> None:
    found = []
    for javascript in (True, False):
        visit = chromium.visit(javascript=javascript)
        serve(visit.page, clean("errors").files("/errors"), origin=ORIGIN)
        visit.page.goto(f"{ORIGIN}/errors")
        found.append(error_texts(visit.page))
        visit.close()
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_the_accessibility_tree_is_stable_and_tells_state_and_description(visit: Visit) -> None:
    serve(visit.page, clean("errors").files("/errors"), origin=ORIGIN)
    probe = Probe(visit.page, f"{ORIGIN}/errors", Options())
    probe.open()
    first = tree_text(visit.page)
    probe.open()
    assert tree_text(visit.page) == first
    field = next(line for line in first.splitlines() if "Je e-mailadres" in line and "textbox" in line)
    assert "invalid=true" in field
    assert "Vul een heel e-mailadres in" in field
    assert 'heading "Vraag het de buurt" level=1' in first


def test_a_changed_tree_is_shown_and_only_a_person_approves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIJKPLEIN_APPROVE", raising=False)
    with pytest.raises(AssertionError, match="read the tree"):
        compare_tree("home", "page\n", folder=tmp_path)
    monkeypatch.setenv("WIJKPLEIN_APPROVE", "1")
    compare_tree("home", "page\n", folder=tmp_path)
    monkeypatch.delenv("WIJKPLEIN_APPROVE")
    compare_tree("home", "page\n", folder=tmp_path)
    with pytest.raises(AssertionError, match=r"\+page two"):
        compare_tree("home", "page two\n", folder=tmp_path)


def test_a_visit_refuses_other_hosts_and_remembers_them(chromium: Chromium) -> None:
    visit = chromium.visit()
    serve(visit.page, {"/": BARE.format('<img src="https://elders.example/x.png" alt="">')}, origin=ORIGIN)
    visit.page.goto(f"{ORIGIN}/")
    with pytest.raises(AssertionError, match=r"elders\.example"):
        visit.assert_stayed_home()
    visit.close()


def test_what_a_page_keeps_on_the_device_is_listed(visit: Visit) -> None:
    serve(visit.page, {"/": BARE.format("")}, origin=ORIGIN)
    visit.page.goto(f"{ORIGIN}/")
    assert visit.kept_on_device() == {"cookies": [], "local": [], "session": [], "databases": []}
    visit.page.evaluate("() => localStorage.setItem('volgt', 'ja')")
    assert visit.kept_on_device()["local"] == ["volgt"]


def _pdf(variant: str | None) -> bytes:
    html = '<html lang="nl"><head><title>Je vraag op papier</title></head><body><h1>Je vraag</h1></body></html>'
    return bytes(HTML(string=html).write_pdf(pdf_variant=variant) or b"")


def test_a_tagged_pdf_passes_and_an_untagged_one_does_not() -> None:
    assert check_pdf(_pdf("pdf/ua-1")) == []
    assert "is not tagged" in {fault.why for fault in check_pdf(_pdf(None))}


def test_axe_is_there() -> None:
    assert "axe" in axe_source()[:200]


def test_the_validator_finds_wrong_html_and_names_the_page() -> None:
    wrong = BARE.format("<main><ul><p>Geen lijst</p></ul></main>")
    faults = validate({"goed": clean("form").html, "fout": wrong})
    assert faults
    assert {fault.where.split(",")[0] for fault in faults} == {"fout"}
