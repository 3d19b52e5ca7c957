"""What follows from findings: blocking, rewriting, and the read side for `evaluate`."""

import pytest

from wijkplein.foundation.privacy.guard import blocks_publishing, explain, findings, neutral
from wijkplein.foundation.privacy.guard.evaluate import evaluate

TEXT = "Mevrouw Jansen woont op Kerkstraat 14, bel 06-12345678. Bsn 111222333."


def test_bsn_phone_and_address_of_somebody_else_block() -> None:
    """A name only asks; a BSN, a telephone number and an address stop publishing."""
    assert [one.kind for one in findings(TEXT)] == ["name", "address", "phone", "bsn"]
    assert [one.kind for one in blocks_publishing(findings(TEXT), own_contact=[])] == [
        "address",
        "phone",
        "bsn",
    ]


@pytest.mark.parametrize("own", ["+31 6 1234 5678", "0612345678", "0031(0)612345678"])
def test_own_contact_in_any_notation_does_not_block(own: str) -> None:
    """The writer may give his own number and address; a BSN he may never."""
    blocked = blocks_publishing(findings(TEXT), own_contact=[own, "kerkstraat 14", "111222333"])
    assert [one.kind for one in blocked] == ["bsn"]


def test_an_empty_own_contact_frees_nothing() -> None:
    """Blank fields of a profile are no key to everything."""
    assert len(blocks_publishing(findings(TEXT), own_contact=["", " ", "14"])) == 3


def test_neutral_is_a_suggestion_without_the_data() -> None:
    """Every finding gives way to a neutral word and nothing else changes."""
    assert neutral(TEXT, findings(TEXT)) == "Mevrouw [naam] woont op [adres], bel [telefoonnummer]. Bsn [nummer]."
    assert neutral("Koffie om tien uur.", []) == "Koffie om tien uur."


def test_explain_refuses_an_unknown_kind() -> None:
    """A kind that does not exist is a mistake of the caller."""
    with pytest.raises(KeyError):
        explain("shoe size")


def test_offsets_count_code_points() -> None:
    """An emoji is one code point, also before a finding."""
    answer = evaluate({"text": "\U0001f600 bel 06-12345678"})
    assert answer == {"findings": [{"kind": "phone", "start": 6, "end": 17}]}


@pytest.mark.parametrize("record", [{}, {"text": 5}, {"text": None}, [], "tekst"])
def test_a_bad_record_is_refused_in_dutch(record: object) -> None:
    """The command prints this sentence to whoever made the file."""
    with pytest.raises(ValueError, match=r"tekst|object"):
        evaluate(record)  # type: ignore[arg-type]  # the point of the test is a record of the wrong type
