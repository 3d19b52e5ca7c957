"""What people write in any form of ours comes back to them when it is refused, and no code ever does."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.urls import get_resolver

from wijkplein.foundation.look.written import NEVER_SHOWN, WRITTEN

NO_WRITING = (forms.ChoiceField, forms.DateField, forms.BooleanField, forms.FileField, forms.ModelChoiceField)


def every_form(kind: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for each in kind.__subclasses__():
        yield each
        yield from every_form(each)


def written_fields() -> dict[str, str]:
    """The name of each field in which people write, with a form that has it."""
    assert get_resolver().url_patterns  # every page, and with it every form, is known
    found = {}
    for form in every_form():
        if not form.__module__.startswith("wijkplein.") or ".tests." in form.__module__ or "gallery" in form.__module__:
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            if not isinstance(field, NO_WRITING) and not field.widget.is_hidden:
                found[name] = form.__qualname__
    return found


def test_every_field_in_which_people_write_is_named() -> None:
    found = written_fields()
    assert {"text", "answer", "phone", "code", "first"} <= found.keys()  # the control: forms are read
    assert {name: form for name, form in found.items() if name not in {*WRITTEN, *NEVER_SHOWN}} == {}


def test_what_is_never_shown_is_not_named() -> None:
    assert set(WRITTEN) & NEVER_SHOWN == set()
    codes = {
        name
        for form in every_form()
        for name, field in getattr(form, "base_fields", {}).items()
        if "one-time-code" in str(field.widget.attrs) or isinstance(field.widget, forms.PasswordInput)
    }
    assert "code" in codes
    assert {name for name in codes if name in WRITTEN} == set()
