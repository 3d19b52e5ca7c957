"""The one photo with a post: added, let through, taken away. The files stand under random names."""

from __future__ import annotations

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from wijkplein.delen.square.actions.placing import reason_to_wait
from wijkplein.delen.square.models import Photo, Post
from wijkplein.delen.square.pictures import Picture
from wijkplein.delen.square.policy import Posts
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor


def add_photo(
    *, by: Actor, post: Post, picture: Picture, description: str, people_agreed: bool, children_agreed: bool
) -> Photo:
    """Put a photo with a post; of somebody we do not know a connector looks first. Raises Refused.

    The picture was encoded before; the files are written before the act and removed when it fails.
    """
    names = [_write(picture.large), _write(picture.small)]
    try:
        with act(by, Posts.add_photo, post):
            photo = Photo.objects.create(
                post=post,
                file=names[0],
                small=names[1],
                width=picture.width,
                height=picture.height,
                description=description,
                people_agreed=people_agreed,
                children_agreed=children_agreed,
                held=not by.role_names(post.area) & {"connector"} and bool(reason_to_wait(post.author)),
            )
            _changed(post)
    except BaseException:
        delete_files(names)
        raise
    return photo


def remove_photo(*, by: Actor, post: Post) -> None:
    """Take the photo away for good: whoever is on it may change his mind. Raises Refused."""
    with act(by, Posts.remove_photo, post):
        names = files_of(post)
        Photo.objects.filter(post=post).delete()
        _changed(post)
        transaction.on_commit(lambda: delete_files(names))


def let_photo_through(*, by: Person, post: Post) -> None:
    """A connector looked at the photo: neighbours see it too. Raises Refused."""
    with act(by, Posts.let_photo_through, post):
        Photo.objects.filter(post=post).update(held=False)
        _changed(post)


def files_of(post: Post) -> list[str]:
    """The names of the files that belong to a post."""
    return [name for pair in Photo.objects.filter(post=post).values_list("file", "small") for name in pair]


def delete_files(names: list[str]) -> None:
    """Remove files; what is gone already is gone."""
    for name in names:
        default_storage.delete(name)


def _write(data: bytes) -> str:
    return default_storage.save(f"photos/{secrets.token_hex(16)}.webp", ContentFile(data))


def _changed(post: Post) -> None:
    """The page of the post is another page now."""
    Post.objects.filter(pk=post.pk).update(changes=F("changes") + 1)
