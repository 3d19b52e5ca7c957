"""`sow(cast)` fills the town of bar S2.

It makes one row of every model that keeps something about people, and writes a recognisable mark in each field that
privacy_map calls P1, P2 or P3. Models come from `apps.get_models`: a new one without a maker is red.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import models
from django.utils import timezone
from PIL import Image

from tests.bars.makers import MAKERS
from tests.bars.marks import AMSTERDAM, KEYS, Canary, Town, private_fields, private_models
from tests.cast import Cast
from tests.people_of_the_cast import NAMES, make_person
from wijkplein.delen.signals.actions import Told, tell
from wijkplein.delen.square import actions as square
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.pictures import read_picture
from wijkplein.foundation.areas.models import Area, Venue
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.people import models as people
from wijkplein.foundation.verbs.actors import VISITOR


def sow(cast: Cast) -> Town:
    """Fill the town of the cast."""
    town = Town(cast, make_person("riet", cast.area, email=None))
    _draw(cast)
    _live(town)
    for model in private_models():
        for row, owner in MAKERS[model._meta.label_lower](town):
            _mark(town, row, owner)
    for name, person in (*((name, cast.named(name)) for name in NAMES), ("riet", town.riet)):
        person.refresh_from_db()
        for written in (str(person.uuid), person.uuid.hex):
            town.canaries.append(Canary("people.person.uuid", name, written))
    return town


def _mark(town: Town, row: Any, owner: str) -> None:
    label = row._meta.label_lower
    values = {
        name: _value(town, row._meta.get_field(name), f"{label}.{name}", owner) for name in private_fields(type(row))
    }
    values = {name: value for name, value in values.items() if value is not None}
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def _value(town: Town, about: Any, name: str, owner: str) -> Any:
    """A mark of the right type, or None where none fits."""
    if (
        about.is_relation
        or about.choices
        or isinstance(about, models.BooleanField | models.UUIDField)
        or about.name in KEYS
    ):
        town.untyped.append(name)
        return None
    if isinstance(about, models.DateTimeField):
        day = town.day(name, owner)
        return datetime(day.year, day.month, day.day, 12, tzinfo=AMSTERDAM)
    if isinstance(about, models.DateField):
        return town.day(name, owner)
    if about.name == "phone":
        return town.number(name, owner)
    word = town.word(name, owner)
    return f"{word}@kanarie.test" if about.name in {"email", "sender"} or name == "notices.mailout.address" else word


def _draw(cast: Cast) -> None:
    """Shapes and points far finer than anybody outside may know (PR7)."""
    ring = [[5.9712345, 52.3412345], [5.9812345, 52.3412345], [5.9812345, 52.3512345], [5.9712345, 52.3412345]]
    for area in Area.objects.all():
        area.boundary = {"type": "Polygon", "coordinates": [ring]}
        area.centre_lon, area.centre_lat = 5.9762345, 52.3462345
        area.west, area.south, area.east, area.north = 5.9712345, 52.3412345, 5.9812345, 52.3512345
        area.save()
    Venue.objects.create(area=cast.area, name="De Schakel", address="Plein 1", lon="5.976", lat="52.346")


def _live(town: Town) -> None:
    """What stands on the square, and what is private only because of the state it is in."""
    cast = town.cast
    post = _post(town, "anna", "Wie leent mij een ladder?")
    waiting = _draft_waiting(town)
    hidden = _post(town, "bram", town.word("square.post.title (verborgen)", "bram"))
    square.hide(by=cast.carla, message=hidden, reason="selling")
    reply = square.reply_to(by=cast.koen, post=post, text="Die heb ik.", author=cast.koen, author_name="Koen")
    away = square.reply_to(
        by=cast.bram, post=post, text=town.word("square.reply.text (verborgen)", "bram"), author=cast.bram
    )
    square.hide(by=cast.carla, message=away, reason="selling")
    held = square.reply_to(by=VISITOR, post=post, text=town.word("square.reply.text (wacht)", ""), author=None)
    _photo(town, waiting, town.word("square.photo.description (wacht)", "anna"))
    _photo(town, post, "Een heg")
    noticed = tell(
        by=VISITOR, area=cast.area, told=Told(kind="wish", text=town.word("signals.signal.text", ""), place="Lindelaan")
    )
    Commitment.objects.create(
        what=town.word("commitments.commitment.what (intern)", "koen"), kind="signal", about_id=noticed.signal.uuid,
        area=cast.area, public=False, person=cast.koen, by_on=timezone.localdate(),
        organisation=people.Organisation.objects.create(name="Welzijn Molenrij", kind="welfare"),
    )  # fmt: skip
    town.rows |= {"post": post, "waiting": waiting, "hidden": hidden, "reply": reply, "away": away, "held": held}
    town.rows["signal"] = noticed.signal


def _post(town: Town, who: str, title: str) -> Post:
    writer = town.cast.named(who)
    draft = square.Draft("question", title, title, author_name=who.title())
    post = square.place_post(by=writer, area=town.cast.area, draft=draft, author=writer).post
    if post.held:
        square.let_through(by=town.cast.carla, post=post)
    return post


def _draft_waiting(town: Town) -> Post:
    word = town.word("square.post.title (wacht)", "anna")
    draft = square.Draft("question", word, town.word("square.post.text (wacht)", "anna"), held="first")
    return square.place_post(by=town.cast.anna, area=town.cast.area, draft=draft, author=town.cast.anna).post


def _photo(town: Town, post: Post, description: str) -> None:
    """A photo that came with a maker's name and a place in it."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x010E] = town.word("photo.metadata", "anna")
    out = BytesIO()
    Image.new("RGB", (64, 48), "green").save(
        out, "JPEG", exif=exif, comment=town.word("photo.comment", "anna").encode()
    )
    size = out.tell()
    out.seek(0)
    picture = read_picture(out, size)
    square.add_photo(
        by=town.cast.anna, post=post, picture=picture, description=description, people_agreed=True, children_agreed=True
    )
    post.refresh_from_db()
    if post.held:
        type(post.photo).objects.filter(post=post).update(held=True)
