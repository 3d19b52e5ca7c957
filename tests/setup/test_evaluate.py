"""`wijkplein evaluate`: one answer per line in the same order, or a sentence with the line and nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wijkplein.__main__ import main
from wijkplein.foundation.areas.tests.fictional import BUURTEN, collection

LINE = {
    "guard": {"text": "Bel 06-12345678"},
    "divert": {"text": "Wie heeft een ladder?"},
    "find": {"query": "ladder"},
    "locate": {"lon": 5.35, "lat": 52.05},
}
ANSWER = {
    "guard": {"findings": [{"kind": "phone", "start": 4, "end": 15}]},
    "divert": {"diverted": False, "why": ""},
    "find": {"ids": ["a"]},
    "locate": {"neighbourhood": "BU99010002", "district": "WK990100", "municipality": "GM9901"},
}


class Bench:
    """A folder with what each function needs."""

    def __init__(self, folder: Path, capfd: Any) -> None:
        self.folder, self.capfd = folder, capfd
        self.input, self.output = folder / "in.jsonl", folder / "uit.jsonl"
        (folder / "corpus.jsonl").write_text('{"id": "a", "text": "ladder te leen"}\n')
        (folder / "buurten.geojson").write_text(collection(BUURTEN))
        self.needs = {
            "find": ["--corpus", str(folder / "corpus.jsonl")],
            "locate": ["--areas", str(folder / "buurten.geojson")],
        }

    def run(self, name: str, content: bytes, output: Path | None = None) -> tuple[int, str]:
        self.input.write_bytes(content)
        command = ["evaluate", name, "--input", str(self.input), "--output", str(output or self.output)]
        code = main([*command, *self.needs.get(name, [])])
        return code, " ".join(self.capfd.readouterr().err.split())


@pytest.fixture
def bench(tmp_path: Path, capfd: Any) -> Bench:
    return Bench(tmp_path, capfd)


@pytest.mark.parametrize("name", sorted(LINE))
@pytest.mark.parametrize("how", ["plain", "BOM and CRLF", "no newline at the end"])
def test_each_line_has_its_answer_in_its_place(bench: Bench, name: str, how: str) -> None:
    """An empty line, also one of blanks or at the end, is answered too: with null."""
    line = json.dumps(LINE[name]).encode()
    lines = [line, b"", line, b" \t ", line, b""]
    content = {
        "plain": b"\n".join(lines) + b"\n",
        "BOM and CRLF": b"\xef\xbb\xbf" + b"\r\n".join(lines) + b"\r\n",
        "no newline at the end": b"\n".join(lines[:-1]),
    }[how]
    assert bench.run(name, content)[0] == 0
    answers = [json.loads(line) for line in bench.output.read_text("utf-8").split("\n")[:-1]]
    wanted = [ANSWER[name], None, ANSWER[name], None, ANSWER[name], None]
    assert answers == wanted[: len(content.splitlines())]


BAD = {
    "broken": (b'{"text": ', "geen geldige JSON"),
    "two on one line": (b'{"text": "a"} {"text": "b"}', "geen geldige JSON"),
    "a list": (b'["a"]', "JSON-object"),
    "latin-1": (b'{"text": "caf\xe9"}', "geen tekst in UTF-8 (byte 14)"),
    "deep": (b'{"text": ' + b"[" * 100_000, "te diep genest"),
    "long number": (b'{"text": ' + b"1" * 5_000 + b"}", "te veel cijfers"),
    "not a number": (b'{"text": NaN}', "NaN is geen getal"),
    "missing": (b"{}", "lon"),
    "type": (b'{"text": 3, "query": null, "lon": true, "lat": []}', "lon"),
    "later BOM": (b'\xef\xbb\xbf{"text": "a"}', "geen geldige JSON"),
}


@pytest.mark.parametrize("name", sorted(LINE))
@pytest.mark.parametrize("kind", sorted(BAD))
def test_a_line_that_is_no_good_stops_everything(bench: Bench, name: str, kind: str) -> None:
    line, word = BAD[kind]
    good = json.dumps(LINE[name]).encode()
    bench.output.write_text("van gisteren\n")
    code, said = bench.run(name, good + b"\n" + line + b"\n" + good + b"\n")
    assert code == 1
    assert "in.jsonl, regel 2: " in said
    assert said.endswith("Er is niets geschreven.")
    assert ".." not in said
    if kind in ("missing", "type"):
        word = {"find": "query", "locate": "lon"}.get(name, "text")
    assert word in said
    assert bench.output.read_text() == "van gisteren\n"
    assert sorted(path.name for path in bench.folder.iterdir()) == [
        "buurten.geojson", "corpus.jsonl", "in.jsonl", "uit.jsonl",
    ]  # fmt: skip


def test_utf_16_is_named(bench: Bench) -> None:
    for encoding in ("utf-16", "utf-16-le"):
        code, said = bench.run("guard", '{"text": "a"}\n'.encode(encoding))
        assert (code, "regel 1: dit lijkt UTF-16. Bewaar het bestand als UTF-8." in said) == (1, True)


def test_half_a_character_goes_in_and_comes_out(bench: Bench) -> None:
    (bench.folder / "corpus.jsonl").write_text('{"id": "\\ud800", "text": "ladder"}\n')
    assert bench.run("find", b'{"query": "ladder"}\n')[0] == 0
    assert json.loads(bench.output.read_bytes()) == {"ids": ["\ud800"]}


def test_what_is_read_is_never_written_over(bench: Bench) -> None:
    link = bench.folder / "link.jsonl"
    link.symlink_to(bench.input)
    content = json.dumps(LINE["find"]).encode()
    for output in (bench.input, link, bench.folder / "corpus.jsonl"):
        code, said = bench.run("find", content, output)
        assert (code, "wordt ook gelezen" in said) == (1, True)
        assert bench.input.read_bytes() == content
    assert bench.run("locate", content, bench.folder / "buurten.geojson")[0] == 1


def test_a_place_that_cannot_be_written_is_said_before_the_work(bench: Bench) -> None:
    for output in (bench.folder, bench.folder / "nergens" / "uit.jsonl", bench.input / "uit.jsonl"):
        code, said = bench.run("guard", b'{"text": "a"}\n', output)
        assert (code, "kan geen bestand worden" in said) == (1, True)
    assert bench.run("guard", b'{"text": "a"}\n', Path("/dev/null"))[0] == 0
    assert Path("/dev/null").is_char_device()


def test_a_file_that_is_not_there(bench: Bench) -> None:
    main(["evaluate", "guard", "--input", "/nergens.jsonl", "--output", str(bench.output)])
    assert "/nergens.jsonl is er niet. Kijk of de naam klopt." in bench.capfd.readouterr().err
    bench.needs["locate"] = ["--areas", str(bench.folder / "weg.geojson")]
    assert "weg.geojson: het bestand is niet te lezen: het is er niet." in bench.run("locate", b"")[1]


def test_help_says_what_an_empty_line_gets(capfd: Any) -> None:
    with pytest.raises(SystemExit):
        main(["evaluate", "guard", "--help"])
    assert "een lege regel krijgt null" in " ".join(capfd.readouterr().out.split())
