"""What the addresses of the matrix point at: anna asks, bram is a neighbour, carla looks after the square."""

from __future__ import annotations

from typing import Any

from wijkplein.delen.square.actions import Draft, add_photo, hide, let_through, object_to, place_post, reply_to, report
from wijkplein.delen.square.models import Photo, Post, Reply
from wijkplein.delen.square.pictures import Picture
from wijkplein.foundation.verbs.actors import VISITOR


def matrix_objects(cast: Any) -> Objects:
    """The keyword arguments of each address; only what is asked for is made, so that a cell takes no second."""
    return Objects(cast)


class Objects:
    """Each address of the square has a method here by its name, or points at anna's public post."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast

    def get(self, name: str, default: Any = None) -> Any:
        """Arguments for "square:name"; nothing to send for "square:name POST"."""
        room, _, page = name.partition(":")
        if room != "square" or " " in name:
            return default
        return getattr(self, page, self._post)()

    def _post(self, text: str = "Wie leent mij een ladder?", *, by: Any = None) -> dict[str, Any]:
        return {"ref": self._public(text, by=by).uuid}

    def _public(self, text: str = "Wie leent mij een ladder?", *, by: Any = None) -> Post:
        author = by or self.cast.anna
        post = place_post(by=author, area=self.cast.area, draft=Draft("question", text, text), author=author).post
        if post.held:
            let_through(by=self.cast.carla, post=post)
        return post

    def _reply(self, by: Any) -> Reply:
        if not by.is_visitor and not by.all_role_names():
            self._public("Hallo buren.", by=by)
        post = self._public()
        return reply_to(by=by, post=post, text="Die heb ik.", author=None if by.is_visitor else by)

    def _with_photo(self, *, held: bool = False) -> Post:
        post = self._public()
        picture = Picture(b"large", b"small", 4, 3)
        add_photo(
            by=self.cast.anna,
            post=post,
            picture=picture,
            description="Een heg",
            people_agreed=False,
            children_agreed=False,
        )
        Photo.objects.filter(post=post).update(held=held)
        post.refresh_from_db()
        return post

    def _hidden(self) -> Post:
        post = self._public()
        hide(by=self.cast.carla, message=post, reason="selling")
        return post

    def town(self) -> dict[str, Any]:
        return {}

    ask = confirm = reported = ask_for = spoken = care_start = town

    def area(self) -> dict[str, Any]:
        return {"ref": self.cast.area.slug}

    care = area

    def short(self) -> dict[str, Any]:
        return {"reference": self._public().reference}

    def photo(self) -> dict[str, Any]:
        return {"ref": self._with_photo().photo.uuid, "size": "klein"}

    def remove_photo(self) -> dict[str, Any]:
        return {"ref": self._with_photo().uuid}

    def let_photo(self) -> dict[str, Any]:
        return {"ref": self._with_photo(held=True).uuid}

    def helped(self) -> dict[str, Any]:
        reply = self._reply(self.cast.carla)
        return {"ref": reply.post.uuid, "reply": reply.uuid}

    def let_post(self) -> dict[str, Any]:
        draft = Draft("question", "Wie knipt mijn heg?", "Wie knipt mijn heg?")
        return {"ref": place_post(by=VISITOR, area=self.cast.area, draft=draft, author=None).post.uuid}

    def let_reply(self) -> dict[str, Any]:
        return {"ref": self._reply(VISITOR).uuid}

    def report_reply(self) -> dict[str, Any]:
        return {"ref": self._reply(self.cast.carla).uuid}

    hide_reply = report_reply

    def withdraw_reply(self) -> dict[str, Any]:
        return {"ref": self._reply(self.cast.bram).uuid}

    def object_post(self) -> dict[str, Any]:
        return {"ref": self._hidden().uuid}

    def object_reply(self) -> dict[str, Any]:
        reply = self._reply(self.cast.bram)
        hide(by=self.cast.carla, message=reply, reason="selling")
        return {"ref": reply.uuid}

    def judge_report(self) -> dict[str, Any]:
        return {"ref": report(by=VISITOR, message=self._public(), reason="unkind").case.uuid}

    def judge_objection(self) -> dict[str, Any]:
        return {"ref": object_to(by=self.cast.anna, message=self._hidden(), text="Het was een grap.").case.uuid}
