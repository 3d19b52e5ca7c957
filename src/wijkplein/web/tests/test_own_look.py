"""Each town its own name, colours and address, from one installation (MEP-12)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

SHEET = re.compile(r'href="(/thema/[0-9a-f]+\.css)"')


def page_of(host: str) -> str:
    answer = Client(headers={"host": host}).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.job("MEP-12")
def test_two_towns_from_one_installation_look_like_themselves(db: Any, towns: Any, new_slug: Any) -> None:
    found = {}
    for seed in ("#0B5D5E", "#7A1F5C"):
        town = towns.make(new_slug("eigen"))
        toml = town.folder / "community.toml"
        toml.write_text(toml.read_text("utf-8").replace("[brand]", f'[brand]\nseed = "{seed}"'), "utf-8")
        found[town.name] = page_of(town.hosts[0])
    (name, page), (other_name, other_page) = found.items()
    assert name in page
    assert other_name not in page
    assert other_name in other_page
    assert SHEET.findall(page) != SHEET.findall(other_page)
    assert SHEET.findall(page)


def test_an_address_of_nobody_opens_nothing(db: Any) -> None:
    assert Client(headers={"host": "niemand.test"}).get("/").status_code == 421
