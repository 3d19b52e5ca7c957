"""The English words of Wijkplein, for developers: `python tools/translations.py [--check]`.

Collects every Dutch text of the package that is marked for translation and merges it into the language files
(needs GNU gettext: xgettext and msgmerge). A text that is new stands there empty until somebody translates it.
Not collected: tests, migrations, the commands (they speak Dutch to who runs a town) and what residents of the
demonstration town say. What Django says on a form is kept by hand in `locale_django/`.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from compile_translations import entries

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "wijkplein"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en",)
LEFT_OUT = {"tests", "migrations", "commands", "static", "locale", "locale_django", "data", "__pycache__"}
STORIES = {f"demo/{name}.py" for name in ("stories", "residents", "matters", "square", "town", "drawings", "steps")}
KEYWORDS = ("gettext", "gettext_lazy", "_", "_n:1,2", "ngettext:1,2", "ngettext_lazy:1,2", "pgettext:1c,2")
KEYWORDS += ("pgettext_lazy:1c,2", "npgettext:1c,2,3", "npgettext_lazy:1c,2,3", "gettext_noop")
PLURAL = "nplurals=2; plural=(n != 1);"
HEADER = f"""msgid ""
msgstr ""
"Project-Id-Version: Wijkplein\\n"
"Language: {{language}}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {PLURAL}\\n"
"""


def sources() -> Iterator[Path]:
    """Every template and module whose marked texts are translated."""
    for folder, folders, names in os.walk(PACKAGE):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT)
        for path in (Path(folder, name) for name in sorted(names)):
            if path.suffix in {".py", ".html", ".txt"} and path.relative_to(PACKAGE).as_posix() not in STORIES:
                yield path


def collect(into: Path) -> Path:
    """Write a template (.pot) with all marked texts of the package into a folder, and answer its path."""
    from django.utils.translation import templatize

    names = []
    for path in sources():
        name = path.relative_to(PACKAGE).as_posix()
        text = path.read_text("utf-8")
        copy = into / f"{name}.py"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_with_maps(text) if path.suffix == ".py" else templatize(text, origin=name), "utf-8")
        names.append(copy.name if copy.parent == into else copy.relative_to(into).as_posix())
    pot = into / "wijkplein.pot"
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    options = ["--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap", "--sort-output"]
    _run(["xgettext", *options, *keywords, f"--output={pot}", "--files-from=-"], cwd=into, told="\n".join(names))
    pot.write_text(pot.read_text("utf-8").replace("charset=CHARSET", "charset=UTF-8"), "utf-8")
    return pot


def _with_maps(source: str) -> str:
    """A module, with what its privacy maps tell residents marked as well (`keep`, and the purpose of each field)."""
    told = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", "")
        values = call.args[1:2] if name == "Personal" else []
        if name == "PrivacyMap":
            values = call.args[:1] + [keyword.value for keyword in call.keywords if keyword.arg == "keep"]
        told += [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return source + "".join(f"\ngettext_noop({text!r})" for text in told) + "\n"


def merged(language: str, into: Path, pot: Path) -> str:
    """The language file as it should be: new texts empty, vanished ones gone, the rest kept."""
    kept = LOCALE / language / "LC_MESSAGES" / "django.po"
    old, new = into / f"{language}.old.po", into / f"{language}.po"
    old.write_text(kept.read_text("utf-8") if kept.exists() else HEADER.format(language=language), "utf-8")
    options = ["--no-fuzzy-matching", "--no-location", "--no-wrap", "--sort-output", "--quiet"]
    _run(["msgmerge", *options, f"--output-file={new}", str(old), str(pot)], cwd=into)
    _run(["msgattrib", "--no-obsolete", "--no-wrap", "--sort-output", f"--output-file={new}", str(new)], cwd=into)
    lines = new.read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(('"POT-Creation-Date', '"Report-Msgid', '"PO-Rev')))


def missing(text: str) -> list[str]:
    """The Dutch texts of a language file that have no translation, or one that a machine guessed."""
    return [entry.text for entry in entries(text) if entry.text and (entry.fuzzy or not all(entry.told))]


def _run(command: list[str], *, cwd: Path, told: str = "") -> None:
    subprocess.run(command, cwd=cwd, input=told, text=True, check=True)


def main() -> int:
    """Bring the language files up to date, or with --check only say what is missing (exit code 1)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    check = parser.parse_args().check
    if not shutil.which("xgettext") or not shutil.which("msgmerge"):
        print("xgettext en msgmerge ontbreken: installeer GNU gettext.", file=sys.stderr)
        return 2
    failed = False
    with tempfile.TemporaryDirectory(prefix="wijkplein-texts-") as name:
        pot = collect(Path(name))
        for language in LANGUAGES:
            target = LOCALE / language / "LC_MESSAGES" / "django.po"
            text = merged(language, Path(name), pot)
            behind = not target.exists() or target.read_text("utf-8") != text
            if not check:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
            elif behind:
                print(f"{target.relative_to(ROOT)} loopt achter: draai python tools/translations.py")
            for line in missing(text):
                failed = True
                print(f"{language}: {line!r}")
            failed = failed or (check and behind)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
