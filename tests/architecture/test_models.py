"""Models: every field has a privacy entry, foreign keys point down, ids are not guessable."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from tests.architecture.house import height, our_models
from wijkplein.foundation.privacy import privacy_map
from wijkplein.foundation.privacy.privacy_map import PrivacyMap, undescribed_fields
from wijkplein.foundation.verbs.policy import policies
from wijkplein.foundation.verbs.registry import kind_named, kinds


def test_every_field_says_what_it_holds_about_people() -> None:
    """Bar PR1."""
    assert list(undescribed_fields()) == []


def test_a_forgotten_field_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control for PR1."""
    from wijkplein.foundation.receipts.models import CallBack

    forgetful = PrivacyMap(keep="30 dagen", personal={}, plain="id uuid topic area via created_at tried_at closed_at")
    monkeypatch.setattr(CallBack, "privacy", forgetful)
    assert "receipts.callback.phone" in list(privacy_map.undescribed_fields())


def test_foreign_keys_point_down_or_stay_in_the_room() -> None:
    wrong = [
        f"{model.__module__}.{model.__name__}.{field.name} -> {field.related_model.__module__}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and _is_ours(field) and not _points_down(model, field)
    ]
    assert wrong == []


def _is_ours(field: Any) -> bool:
    return str(field.related_model.__module__).startswith("wijkplein.")


def _points_down(model: Any, field: Any) -> bool:
    here, there = model.__module__, field.related_model.__module__
    return here.split(".")[:3] == there.split(".")[:3] or height(there) < height(here)


def test_every_kind_says_who_sees_it() -> None:
    for kind in kinds():
        assert hasattr(kind.model.objects, "visible_to"), kind.name  # type: ignore[attr-defined]


def test_every_policy_is_about_a_registered_kind() -> None:
    for policy in policies():
        if policy.__module__.startswith("wijkplein."):
            assert kind_named(policy.kind)


def test_public_ids_are_random() -> None:
    for kind in kinds():
        field = kind.model._meta.get_field("uuid")
        assert field.unique, kind.name
        assert field.default().version == 4, kind.name  # type: ignore[union-attr, misc, operator]


def test_personless_kinds_know_no_person() -> None:
    """Invariant 2 of domain.md: no arrow leads from a person to a signal."""
    from wijkplein.foundation.people.models import Person

    for policy in policies():
        if policy.personless and policy.__module__.startswith("wijkplein."):
            model = kind_named(policy.kind).model
            pointing = [field.name for field in model._meta.get_fields() if field.related_model is Person]
            assert pointing == [], policy.kind
