"""Journeys (c) and (d): a report, hiding with a reason, an objection that a second person decides; and story A1."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from tests.browser import Visit
from tests.journeys.conftest import Journey
from wijkplein.delen.square.models import Photo, Post

SECOND = 2500  # milliseconds: a person does not write a post in one


def second_step(journey: Journey, visit: Visit, person: object) -> None:
    """Mo works a desk: the journey of the second factor itself is in test_sign_in.py."""
    from django.conf import settings
    from django.test import Client

    from tests.signing_in import sign_in

    with journey.opened():
        client = Client(headers={"host": journey.community.hosts[0]})
        sign_in(client, person)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
    plain = settings.SESSION_COOKIE_NAME.removeprefix("__Host-")  # the server of the journeys runs without https
    visit.context.add_cookies([{"name": plain, "value": value, "url": journey.address}])


def place(journey: Journey, visit: Visit, title: str, text: str) -> None:
    page = visit.page
    journey.go(visit, "/plein/vraag/")
    page.get_by_label("Vertel het in je eigen woorden").fill(text)
    page.get_by_label("Een titel").fill(title)
    page.get_by_label("Voor welke buurt?").select_option("molenrij-oost")
    page.wait_for_timeout(SECOND)
    page.get_by_role("button", name="Plaats je bericht").click()
    page.locator(".wp-slip-words").wait_for()


@pytest.mark.job("EPE-04")
def test_reported_hidden_objected_and_put_back(journey: Journey) -> None:
    title = "Te koop: mijn hele zolder"
    bram = journey.visit()
    journey.sign_in(bram, "bram@buurt.test")
    place(journey, bram, title, "Alles moet weg. Kom kijken op zaterdag, dan staat de koffie klaar.")

    carla = journey.visit(width=1280)
    journey.sign_in(carla, "carla@buurt.test")
    journey.go(carla, "/plein/verzorgen/molenrij-oost/")
    carla.page.get_by_role("article").filter(has_text=title).get_by_role(
        "button", name=re.compile("doorlaten|laat door", re.I)
    ).click()

    stranger = journey.visit(javascript=False)
    journey.go(stranger, "/plein/")
    stranger.page.get_by_role("link", name=title).first.click()
    stranger.page.get_by_role("link", name=re.compile("Klopt dit niet")).first.click()  # the first tap
    stranger.page.get_by_role("button", name=re.compile("reclame")).click()  # the second
    assert "buurtverbinder" in stranger.page.get_by_role("main").inner_text()

    journey.go(carla, "/plein/verzorgen/molenrij-oost/")
    main = carla.page.get_by_role("main")
    main.get_by_role("region", name="Wat buren doorgaven").get_by_role("link").first.click()
    main.get_by_label("Het is reclame.").check()
    main.get_by_role("textbox").fill("Dank je wel. Wij hebben het verborgen.")
    main.get_by_role("button", name="Besluit").click()
    carla.page.wait_for_load_state()
    gone = journey.visit()
    journey.go(gone, "/plein/")
    assert title not in gone.page.content()

    with journey.opened():
        post = Post.objects.get(title=title)
    journey.go(bram, f"/volgkaartje/bericht/{post.uuid}/")
    assert "reclame" in bram.page.get_by_role("main").inner_text()
    bram.page.get_by_role("link", name=re.compile("bezwaar|iemand anders", re.I)).first.click()
    bram.page.get_by_role("main").get_by_role("textbox").first.fill(
        "Ik vraag er geen geld voor. Het is om weg te geven."
    )
    bram.page.get_by_role("button", name="Vraag het").click()

    journey.go(carla, "/plein/verzorgen/molenrij-oost/")
    assert "Kijk er opnieuw naar" not in carla.page.content()

    mo = journey.visit(width=1280)
    second_step(journey, mo, journey.cast.mo)
    journey.go(mo, "/plein/verzorgen/molenrij-oost/")
    mo.page.get_by_role("region", name="Kijk er opnieuw naar").get_by_role("link").first.click()
    main = mo.page.get_by_role("main")
    main.get_by_label(re.compile("terug", re.I)).first.check()
    main.get_by_role("textbox").first.fill("Je hebt gelijk, weggeven mag hier.")
    main.get_by_role("button", name="Besluit").click()
    journey.go(gone, "/plein/")
    assert title in gone.page.content()


def test_a_photo_loses_everything_but_the_picture(journey: Journey) -> None:
    anna = journey.visit()
    journey.sign_in(anna, "anna@buurt.test")
    place(journey, anna, "Ons bankje staat er", "Kom erbij zitten, het is een mooi plekje aan het water.")
    with journey.opened():
        post = Post.objects.get(title="Ons bankje staat er")
    journey.go(anna, f"/volgkaartje/bericht/{post.uuid}/foto/")
    main = anna.page.get_by_role("main")
    main.locator("input[type=file]").set_input_files(
        {"name": "thuis.jpg", "mimeType": "image/jpeg", "buffer": with_gps()}
    )
    main.get_by_role("textbox").first.fill("Een houten bankje aan het water")
    main.get_by_label("Nee, er staat niemand herkenbaar op").check()
    with anna.page.expect_navigation():
        main.get_by_role("button", name="Plaats de foto").click()
    with journey.opened():
        photo = Photo.objects.get(post=post)
        with photo.file.open() as file:
            kept = file.read()
    assert b"GEHEIM" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def with_gps() -> bytes:
    """A photo that tells where somebody lives."""
    picture = Image.new("RGB", (1200, 800), "#336655")
    exif = picture.getexif()
    exif[0x010E] = "GEHEIM adres"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a1_a_suspicious_man_is_not_for_the_square(journey: Journey, javascript: bool) -> None:
    text = "Er loopt een verdachte man met een zwarte jas door de straat, hij kijkt in alle auto's. Let op hem."
    visit = journey.visit(javascript=javascript)
    page = visit.page
    journey.go(visit, "/plein/vraag/")
    page.get_by_label("Vertel het in je eigen woorden").fill(text)
    page.get_by_label("Voor welke buurt?").select_option("molenrij-oost")
    page.wait_for_timeout(SECOND)
    page.get_by_role("button", name="Plaats je bericht").click()
    said = page.get_by_role("main").inner_text()
    assert "112" in said
    assert "0900-8844" in said
    assert page.get_by_label("Vertel het in je eigen woorden").input_value() == text
    with journey.opened():
        assert not Post.objects.filter(text__contains="verdachte").exists()
