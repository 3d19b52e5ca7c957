"""The language files: complete, with every blank kept, and compiled to what gettext itself reads."""

from __future__ import annotations

import gettext
import io
import re
import shutil
import subprocess
import sys

import pytest

from tests.languages.dutch import LANGUAGE, entries_of
from tools.compile_translations import LOCALE, Entry, compiled, entries

BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|</?\w+[^>]*>")
SOURCE = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
EVERY_FORM = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "een \\"buur\\" "
"en\\tnog een\\nregel"
msgstr "a \\"neighbour\\""
" é"

msgctxt "maand"
msgid "mei"
msgstr "May"

msgid "%(n)s buur"
msgid_plural "%(n)s buren"
msgstr[0] "%(n)s neighbour"
msgstr[1] "%(n)s neighbours"

#, fuzzy
msgid "plein"
msgstr "plane"

msgid "nog niet"
msgstr ""

#~ msgid "weg"
#~ msgstr "gone"
"""


def test_every_text_has_a_translation() -> None:
    assert len(entries_of()) > 1_000
    assert [entry.text for entry in entries_of() if entry.fuzzy or not all(entry.told)] == []
    assert [entry.text for entry in entries_of() if entry.plural and len(entry.told) != 2] == []


def faults_in(entry: Entry) -> bool:
    wanted = [entry.text, entry.plural or entry.text]
    pairs = zip(wanted, entry.told, strict=False)
    return any(sorted(BLANK.findall(dutch)) != sorted(BLANK.findall(told)) for dutch, told in pairs)


def test_a_blank_that_is_lost_is_seen() -> None:
    assert faults_in(Entry("", "Dag %(name)s", "", ("Hello",), False))
    assert faults_in(Entry("", "%(n)s buur", "%(n)s buren", ("%(n)s neighbour", "neighbours"), False))
    assert not faults_in(Entry("", "<b>%(name)s</b> zegt", "", ("<b>%(name)s</b> says",), False))


def test_every_blank_and_tag_is_kept() -> None:
    assert [entry.text for entry in entries_of() if faults_in(entry)] == []


def test_the_english_has_no_exclamation_marks() -> None:
    assert [told for entry in entries_of() for told in entry.told if "!" in told] == []


def read(content: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(content))


def test_compiled_is_what_gettext_reads() -> None:
    catalogue = read(compiled(EVERY_FORM))
    assert catalogue.gettext('een "buur" en\tnog een\nregel') == 'a "neighbour" é'
    assert catalogue.pgettext("maand", "mei") == "May"
    assert [catalogue.ngettext("%(n)s buur", "%(n)s buren", n) for n in (1, 2)] == [
        "%(n)s neighbour",
        "%(n)s neighbours",
    ]
    for unsure in ("plein", "nog niet", "weg"):
        assert catalogue.gettext(unsure) == unsure


def test_the_whole_file_is_compiled() -> None:
    catalogue = read(compiled(SOURCE.read_text("utf-8")))
    for entry in entries(SOURCE.read_text("utf-8")):
        if entry.plural:
            assert (
                catalogue.ngettext(entry.text, entry.plural, 1),
                catalogue.ngettext(entry.text, entry.plural, 2),
            ) == entry.told
        elif entry.text:
            assert catalogue.gettext(entry.text) == entry.told[0]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed here")
def test_gnu_gettext_compiles_the_same_words(tmp_path) -> None:
    target = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", target, SOURCE], check=True)
    assert read(target.read_bytes())._catalog == read(compiled(SOURCE.read_text("utf-8")))._catalog


@pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not installed here")
def test_no_text_of_the_house_is_missing_from_the_file() -> None:
    done = subprocess.run(
        [sys.executable, "tools/translations.py", "--check"],
        cwd=LOCALE.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
