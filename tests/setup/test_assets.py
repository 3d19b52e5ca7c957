"""The asset build on a small made-up package: what is used stays, the rest goes, same input gives same bytes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess

import pytest

from tools import build_assets

pytestmark = pytest.mark.skipif(
    not build_assets.node_modules_ready(), reason="run `./wijkplein test` once: npm packages"
)

PAGE = '<body class="voorbeeld-theme"><p class="utrecht-alert utrecht-alert--warning">Let op</p><a href="#">Verder</a>'
OWN_CSS = ".wp-kaart { color: var(--basis-color-accent-1-color-default); border-color: var(--wp-eigen, #fff) }"
SCRIPT = 'import htmx from "htmx.org";\nhtmx.config.allowEval = false;\n'


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bron") / "wijkplein"
    look = folder / "foundation" / "look"
    for name, text in {"css/10.css": OWN_CSS, "js/plein.js": SCRIPT, "templates/p.html": PAGE}.items():
        path = look / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    unused = folder / "delen" / "tests" / "t.html"
    unused.parent.mkdir(parents=True)
    unused.write_text('<div class="utrecht-accordion">only in a test</div>')
    return folder


@pytest.fixture(scope="module")
def built(package, tmp_path_factory):
    return build(package, tmp_path_factory.mktemp("uit"))


def build(package, out):
    node, _ = build_assets._node_and_npm()
    subprocess.run([*node, str(build_assets.TOOLS / "build.mjs"), str(package), str(out)], check=True, timeout=60)
    return out


def manifest(folder):
    return json.loads((folder / "manifest.json").read_text())


def sheet(folder):
    return (folder / manifest(folder)["wijkplein.css"]["file"]).read_text()


def test_the_same_input_gives_the_same_bytes(package, built, tmp_path):
    again = build(package, tmp_path)
    assert build_assets._contents(again) == build_assets._contents(built)


def test_components_in_use_stay_and_others_go(built):
    assert ".utrecht-alert--warning" in sheet(built)
    assert ".utrecht-accordion" not in sheet(built)
    assert ".wp-kaart" in sheet(built)


def test_every_design_token_in_use_is_there_with_those_it_stands_on(built):
    text = sheet(built)
    defined = set(re.findall(r"(--[\w-]+):", text))
    ours = set(re.findall(r"var\((--(?:basis|voorbeeld)-[\w-]+)\)", text))
    assert ours
    assert ours <= defined
    assert "--basis-color-accent-1-color-default" in defined


def test_tokens_without_a_use_go(built):
    assert "--utrecht-accordion" not in sheet(built)


def test_every_file_is_named_by_its_content(built):
    for logical, entry in manifest(built).items():
        digest = hashlib.sha256((built / entry["file"]).read_bytes())
        assert digest.hexdigest()[:12] in entry["file"], logical
        assert base64.b64encode(digest.digest()).decode() == entry["sha256"]


def test_compressed_copies_hold_the_same(built):
    for name in ("wijkplein.css", "plein.js"):
        path = built / manifest(built)[name]["file"]
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes()
        assert path.with_name(path.name + ".br").stat().st_size == manifest(built)[name]["br"]


def test_a_script_holds_all_it_imports(built):
    script = (built / manifest(built)["plein.js"]["file"]).read_text()
    assert "hx-" in script
    assert "import " not in script[:200]
    assert manifest(built)["plein.js"]["br"] <= 18_000  # performance.md goal 20


def test_the_typeface_is_small_and_ours(built):
    regular = manifest(built)["fonts/latin.woff2"]
    assert regular["bytes"] <= 35_000  # performance.md section 5 point 10
    letters = (built / manifest(built)["fonts.css"]["file"]).read_text("utf-8")
    assert f"url(/static/build/{regular['file']})" in letters
    assert "font-display:optional" in letters


def test_nothing_points_to_another_host(built):
    assert not re.search(r"url\(['\"]?(https?:)?//", sheet(built))


def test_the_makers_terms_travel_along(built):
    text = (built / "licences.txt").read_text()
    for name in ("@utrecht/component-library-css", "htmx.org", "atkinson-hyperlegible-next"):
        assert name in text
    assert "SIL OPEN FONT LICENSE" in text.upper()


def test_the_lock_names_no_registry():
    lock = json.loads((build_assets.TOOLS / "package-lock.json").read_text())
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert all("integrity" in entry for name, entry in lock["packages"].items() if name)
