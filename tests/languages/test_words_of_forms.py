"""No form of the house speaks Django's own words: every fault says in plain Dutch or English what to do."""

from __future__ import annotations

import gettext
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

import wijkplein

PLAIN = {"limit_value": 3, "show_value": 5, "max": 3, "length": 5, "value": "x", "pk": "x", "extension": "x"}
PLAIN |= {"allowed_extensions": "jpg", "protocol": "x", "offset": 1, "valid_value1": 1, "valid_value2": 2}
# "and" and the like are no sentences.
SHORTEST = 3  # words


def form_classes() -> list[type[forms.BaseForm]]:
    """Every form of the package, of packages it builds on left out."""
    for module in pkgutil.walk_packages(wijkplein.__path__, "wijkplein."):
        if "form" in module.name or module.name.endswith(("colleagues", "views.asking", "gallery")):
            importlib.import_module(module.name)
    found: set[type[forms.BaseForm]] = set()
    waiting: list[type[Any]] = [forms.BaseForm]
    while waiting:
        for each in waiting.pop().__subclasses__():
            waiting.append(each)
            if each.__module__.startswith("wijkplein.") and ".tests" not in each.__module__:
                found.add(each)
    return sorted(found, key=lambda each: f"{each.__module__}.{each.__qualname__}")


def words_of(field: forms.Field) -> Iterator[str]:
    """Everything this field can say, in the language that is on."""
    for message in (*field.error_messages.values(), *(getattr(each, "message", "") for each in field.validators)):
        try:
            yield str(message % PLAIN)
        except (TypeError, KeyError, ValueError):
            yield str(message)


def words_of_django(language: str) -> set[str]:
    """What Django says itself, in English or in its own Dutch."""
    folder = Path(django.__file__).parent / "conf" / "locale"
    known = gettext.translation("django", folder, ["nl"])._catalog  # type: ignore[attr-defined]
    told = {str(key[0] if isinstance(key, tuple) else key) for key in known} if language == "en" else known.values()
    sentences = {str(text) for text in told if len(str(text).split()) >= SHORTEST}
    return sentences | {text % PLAIN for text in sentences if "%(" in text and _fits(text)}


def _fits(text: str) -> bool:
    try:
        text % PLAIN
    except (KeyError, ValueError, TypeError):
        return False
    return True


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_field_of_any_form_says_what_django_says(language: str) -> None:
    theirs = words_of_django(language)
    classes = form_classes()
    assert len(classes) > 45
    with translation.override(language):
        said = {
            f"{each.__name__}.{name}: {text}"
            for each in classes
            for name, field in each.base_fields.items()
            for text in words_of(field)
            if text in theirs
        }
    assert said == set()


def test_the_control_finds_djangos_own_words() -> None:
    assert "Dit veld is verplicht." in words_of_django("nl")
    assert "This field is required." in words_of_django("en")


FAULTS = [
    (forms.CharField(), "", "Vul dit nog in, of kies iets.", "Fill this in, or choose something."),
    (
        forms.CharField(max_length=80),
        "x" * 500,
        "Dit is te lang: hooguit 80 letters, het zijn er nu 500.",
        "This is too long: at most 80 letters, there are 500 now.",
    ),
    (
        forms.CharField(max_length=1),
        "xx",
        "Dit is te lang: hooguit 1 letter, het zijn er nu 2.",
        "This is too long: at most 1 letter, there are 2 now.",
    ),
    (
        forms.ChoiceField(choices=[("a", "a")]),
        "b",
        "Kies een van de mogelijkheden.",
        "Choose one of the possibilities.",
    ),
    (
        forms.EmailField(),
        "riet",
        "Dit lijkt geen e-mailadres. Kijk of er een @ in staat.",
        "This does not look like an e-mail address. See whether there is an @ in it.",
    ),
    (
        forms.CharField(),
        "a\x00b",
        "Er staat een teken in dat wij niet kunnen bewaren. Typ de tekst opnieuw.",
        "There is a sign in it that we cannot keep. Type the text once more.",
    ),
    (forms.IntegerField(), "x", "Zet hier een getal zonder komma, zoals 12.", "Put a whole number here, like 12."),
    (forms.DateField(), "x", "Zet hier een datum, zoals 3-9-2026.", "Put a date here, like 2026-09-03."),
    (
        forms.FileField(),
        SimpleUploadedFile("leeg.jpg", b""),
        "Dit bestand is leeg. Kies een ander bestand.",
        "This file is empty. Choose another file.",
    ),
    (
        forms.MultipleChoiceField(choices=[("a", "a")]),
        ["b"],
        "Kies een van de mogelijkheden.",
        "Choose one of the possibilities.",
    ),
]


@pytest.mark.parametrize(("field", "given", "dutch", "english"), FAULTS)
def test_a_fault_says_what_to_do(field: forms.Field, given: Any, dutch: str, english: str) -> None:
    for language, told in (("nl", dutch), ("en", english)):
        with translation.override(language):
            with pytest.raises(forms.ValidationError) as fault:
                field.clean(given)
            assert fault.value.messages == [told]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_example_of_a_date_is_one_that_we_read(language: str) -> None:
    with translation.override(language):
        with pytest.raises(forms.ValidationError) as fault:
            forms.DateField().clean("x")
        example = fault.value.messages[0].split()[-1].rstrip(".")
        assert forms.DateField().clean(example).isoformat() == "2026-09-03"
