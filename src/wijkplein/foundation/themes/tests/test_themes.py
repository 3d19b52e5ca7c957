"""Themes are made by people; the machine says what a text looks like, and by which words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from wijkplein.foundation.themes.actions import add_theme, change_words, lay_aside
from wijkplein.foundation.themes.likeness import matching, suggest
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.themes.starting import starting_themes
from wijkplein.foundation.verbs.acting import Refused


def test_a_new_town_starts_with_twelve_themes(cast: Cast) -> None:
    assert {theme.name for theme in Theme.objects.all()} == {start.name for start in starting_themes()}
    assert Theme.objects.count() == 12


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (
            "Er ligt weer zwerfafval en hondenpoep bij de containers.",
            "Schoon en heel",
            {"zwerfafval", "hondenpoep", "containers"},
        ),
        ("De lampen doen het niet, het is er donker.", "Veilig voelen", {"lampen", "donker"}),
        ("Kunnen er bomen bij de speeltuin?", "Groen en spelen", {"bomen", "speeltuin"}),
        ("Auto's rijden te hard bij de school", "Verkeer en parkeren", {"auto", "rijden", "hard"}),
    ],
)
def test_a_text_looks_like_a_theme_by_words_one_can_point_at(cast: Cast, text: str, name: str, words: set[str]) -> None:
    theme, found = suggest(text)[0]
    assert (theme.name, set(found)) == (name, words)


def test_nothing_looks_like_nothing(cast: Cast) -> None:
    assert suggest("") == []
    assert suggest("Hallo daar") == []


@pytest.mark.parametrize(
    ("said", "listed", "found"),
    [("lampen", "lamp", True), ("bussen", "bus", True), ("huizen", "huis", True), ("busje", "bus", True),
     ("parkeren", "park", False), ("lantaarnpaal", "lantaarn", True), ("kat", "kater", False)],
)  # fmt: skip
def test_other_forms_are_recognised_and_other_words_are_not(said: str, listed: str, found: bool) -> None:
    assert matching([said], [listed]) == ([said] if found else [])


def test_only_who_runs_the_platform_changes_them(cast: Cast) -> None:
    theme = Theme.objects.all()[0]
    change_words(by=cast.mo, theme=theme, words=["Bankje", "bankje", " "], synonyms=["zitplek"])
    theme.refresh_from_db()
    assert theme.word_list == ["bankje", "zitplek"]
    for act in (
        lambda: change_words(by=cast.carla, theme=theme, words=["x"]),
        lambda: add_theme(by=cast.anna, name="x", words=[]),
    ):
        with pytest.raises(Refused):
            act()


def test_a_theme_laid_aside_is_not_offered_and_not_gone(client: Client, cast: Cast) -> None:
    theme = Theme.objects.get(slug="schoon-en-heel")
    lay_aside(by=cast.mo, theme=theme)
    assert all(each.slug != "schoon-en-heel" for each, _words in suggest("zwerfafval"))
    assert theme.name not in client.get(reverse("themes:all")).content.decode()


def test_everybody_reads_every_word_the_same_page_without_a_cookie(client: Client, cast: Cast) -> None:
    page = client.get(reverse("themes:all"))
    assert "zwerfafval" in page.content.decode()
    assert not page.cookies


def test_the_manager_changes_words_and_adds_a_theme_on_a_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.mo)
    address = reverse("themes:change", args=["ontmoeten"])
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "koffie, thee\nkoek"}).status_code == 303
    assert Theme.objects.get(slug="ontmoeten").word_list == ["koffie", "thee", "koek"]
    assert client.post(reverse("themes:add"), {"name": "Ontmoeten", "words": "x"}).status_code == 422
    assert client.post(reverse("themes:add"), {"name": "Muziek", "words": "zingen"}).status_code == 303
