"""What was written by hand: believable, safe to read, and the same every time."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta

import pytest
import shapely

from wijkplein.demo.drawings import DRAWINGS, draw
from wijkplein.demo.residents import PEOPLE, WITHOUT_EMAIL, residents
from wijkplein.demo.stories import DATA, HALF_YEAR, StoryError, read, step_from, stories
from wijkplein.foundation.privacy.divert import judge
from wijkplein.foundation.privacy.guard import blocks_publishing, findings

TODAYS = [date(2026, 11, 21), date(2027, 2, 28), date(2027, 6, 1), date(2028, 2, 29)]


@pytest.mark.parametrize("today", TODAYS)
def test_half_a_year_is_lively_on_every_day_of_the_year(today):
    told = stories(today)
    replies = [step for story in told for step in story.steps if step.verb in {"reply", "type_over"}]
    assert len(told) >= 120
    assert len(replies) >= 300
    assert all(today - timedelta(days=HALF_YEAR) <= story.day < today for story in told)


def test_it_is_the_same_every_time():
    assert stories(TODAYS[0]) == stories(TODAYS[0])
    assert list(residents()) == list(residents())


def test_every_kind_of_post_is_there():
    assert set(Counter(story.kind for story in stories(TODAYS[0]))) == {"question", "call", "news", "thanks"}


def test_nobody_says_the_same_thing_twice():
    entries = [entry for path in DATA.glob("posts-*.toml") for entry in read(path.name)["post"]]
    said = [entry["title"] for entry in entries] + [entry["text"] for entry in entries]
    said += [line for entry in entries for line in entry.get("then", ()) if "!let" not in line]
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_four_hundred_people_of_whom_eighty_without_an_address():
    people = list(residents())
    assert len(people) + len(read("people.toml")["cast"]) == PEOPLE == 400
    assert sum(not person.email for person in people) == WITHOUT_EMAIL == 80
    assert len(read("people.toml")["organisation"]) == 12


def texts():
    for story in stories(TODAYS[0]):
        hidden = any(step.verb in {"hide", "report"} for step in story.steps)
        if not hidden and not story.held:
            yield f"{story.title}. {story.text}"
            yield from (step.text for step in story.steps if step.verb == "reply" and not step.choice)


def test_nothing_that_is_public_would_have_been_blocked():
    """No telephone, e-mail, address of somebody else, number of a person."""
    blocked = [text for text in texts() if blocks_publishing(findings(text), own_contact=())]
    assert blocked == []


def test_at_most_two_in_a_hundred_kind_texts_are_turned_away():
    """Written by somebody who had not seen the rules (bar S of story A1: at most 2 % of normal posts)."""
    said = list(texts())
    turned_away = [text for text in said if judge(text).diverted]
    assert len(turned_away) <= len(said) * 0.02, turned_away


def test_the_areas_share_borders_and_do_not_overlap():
    drawn = json.loads((DATA / "areas.geojson").read_text("utf-8"))["features"]
    village = json.loads((DATA / "havel.geojson").read_text("utf-8"))["features"]
    parts = [
        shapely.geometry.shape(f["geometry"])
        for f in [*drawn, *village]
        if f["properties"].get("buurtcode") or f in village
    ]
    town = shapely.geometry.shape(drawn[0]["geometry"])
    assert len(parts) == 7
    assert all(part.is_valid for part in parts)
    assert sum(a.intersection(b).area for n, a in enumerate(parts) for b in parts[n + 1 :]) < 1e-12
    assert shapely.union_all(parts).symmetric_difference(town).area < 1e-9


def test_the_figures_say_that_they_are_made_up():
    from wijkplein.demo.town import SOURCE

    assert SOURCE == "verzonnen"
    codes = set(re.findall(r"^(\w+);", (DATA / "figures.csv").read_text("utf-8"), re.M)) - {"buurtcode"}
    assert len(codes) == 10


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_each_drawing_is_a_picture_of_our_own(name):
    assert draw(name).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "line", ["Bram: zonder tijd", "+2w Bram: een week is geen maat", "+2h Bram zonder dubbele punt"]
)
def test_a_line_that_cannot_be_read_is_quoted(line):
    with pytest.raises(StoryError, match=re.escape(line[:20])):
        step_from(line)


def test_the_parts_of_a_line():
    step = step_from("+3h @facebook ~Carla*: gelezen")
    assert (step.via, step.who, step.named, step.helped) == ("facebook", "Carla", False, True)
