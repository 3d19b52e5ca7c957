"""A page that asks who you are again stays shut when nobody knows how to answer."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from wijkplein.foundation.people import proving


@proving.fresh
def final(request):
    return HttpResponse("done")


def test_who_proved_it_a_moment_ago_goes_in(rf, monkeypatch):
    monkeypatch.setattr(proving, "_where", [lambda request: ""])
    assert final(rf.get("/")).status_code == 200


def test_who_did_not_is_led_to_the_page_and_back(rf, monkeypatch):
    monkeypatch.setattr(proving, "_where", [lambda request: "/bewijs/"])
    assert final(rf.get("/mijn/wissen/")).url == "/bewijs/?next=%2Fmijn%2Fwissen%2F"


def test_a_press_leads_back_to_where_the_form_stood(rf, monkeypatch):
    monkeypatch.setattr(proving, "_where", [lambda request: "/bewijs/"])
    asked = rf.post("/weg/", headers={"Referer": "https://plein.test/lijst/"})
    assert final(asked).url == "/bewijs/?next=%2Flijst%2F"


def test_without_a_way_to_prove_nobody_goes_in(rf, monkeypatch):
    monkeypatch.setattr(proving, "_where", [])
    with pytest.raises(IndexError):
        final(rf.get("/"))
