"""What people can do to one kind of thing, who may, and when. A table a resident could read.

    class Posts(Policy):
        kind = "post"
        relations = {"owner": lambda person, post: post.owner_id == person.pk}

        reply = Verb(_("Reageren"), who="everyone", when=still_open)
        close = Verb(_("Afronden"), who="owner connector", when=still_open)

A verb *is* the permission, the page, the button and the diary line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wijkplein.foundation.verbs.actors import VISITOR, Actor
from wijkplein.foundation.verbs.roles import role_label

CODE = "code"  # whoever holds the receipt of a thing, with or without account
Text = str | Promise
When = Callable[[Any], Text]
Relation = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Answer:
    """Yes or no, with the reason in plain Dutch. True when yes."""

    yes: bool
    reason: str = ""
    signing_in_helps: bool = False

    def __bool__(self) -> bool:
        return self.yes


YES = Answer(True)


class Verb:
    """One thing people can do to one kind of thing.

    `who` and `but_not` are role names or relations of the policy, separated by spaces; `when` looks at the
    state and gives the reason why not, or "". `on` names the model under which the verb creates something.
    """

    name: str = ""
    policy: type[Policy]

    def __init__(
        self,
        label: Text,
        *,
        who: str,
        but_not: str = "",
        when: When | None = None,
        on: type[models.Model] | None = None,
    ) -> None:
        self.label = label
        self.who = tuple(who.split())
        self.but_not = tuple(but_not.split())
        self.when = when
        self.on = on

    def __set_name__(self, owner: type[Policy], name: str) -> None:
        self.policy = owner
        self.attribute = name

    def __repr__(self) -> str:
        return f"<Verb {self.name}>"

    def may(self, by: Actor, about: Any) -> Answer:
        """Whether `by` may do this to `about` now, and if not, why not."""
        if not self._is_among(by, about, self.who):
            helps = by.is_visitor and set(self.who) - {"system"} != set()
            return Answer(False, self._not_for_you(), signing_in_helps=helps)
        if self.but_not and self._is_among(by, about, self.but_not):
            return Answer(False, _("Dit kun je niet doen bij iets van jezelf."))
        if self.when and (reason := self.when(about)):
            return Answer(False, str(reason))
        return YES

    def _is_among(self, by: Actor, about: Any, names: tuple[str, ...]) -> bool:
        roles = by.role_names(self.policy.area_of(about))
        return any(name in roles or self._is_related(by, about, name) for name in names)

    def _is_related(self, by: Actor, about: Any, name: str) -> bool:
        """`code` is whoever shows the receipt of this very thing; other relations need a person."""
        if name == CODE:
            holds = getattr(by, "holds", None)
            return holds is not None and holds(about)
        relation = self.policy.relations.get(name)
        return relation is not None and getattr(by, "pk", None) is not None and relation(by, about)

    def _not_for_you(self) -> str:
        labels = [
            str(self.policy.relation_labels.get(name) or role_label(name)) for name in self.who if name != "system"
        ]
        if not labels:
            return _("Dit doet het systeem zelf.")
        return _("Dit is alleen voor: %(who)s.") % {"who": ", ".join(labels)}


class Policy:
    """The verbs of one kind. `kind` is the name in the registry; `personless` kinds never note who acted."""

    kind: ClassVar[str]
    personless: ClassVar[bool] = False
    relations: ClassVar[Mapping[str, Relation]] = {}
    relation_labels: ClassVar[Mapping[str, Text]] = {}

    def __init_subclass__(cls) -> None:
        key = cls.__name__.lower()
        if key in _policies:
            raise TypeError(f"Two policies are called {cls.__name__}.")
        _policies[key] = cls
        for verb in cls.verbs():
            verb.name = f"{key}.{verb.attribute}"

    @classmethod
    def verbs(cls) -> Iterator[Verb]:
        """The verbs in the order in which they are written."""
        return (value for value in vars(cls).values() if isinstance(value, Verb))

    @staticmethod
    def area_of(about: Any) -> Any:
        """The area in which roles are looked up; a thing without one belongs to the whole community."""
        return getattr(about, "role_area", getattr(about, "area", None))


_policies: dict[str, type[Policy]] = {}


def policies() -> list[type[Policy]]:
    """Every policy of the house, by name."""
    return [_policies[key] for key in sorted(_policies)]


def is_personless(kind: str) -> bool:
    """Whether the diary of this kind keeps no actor and no time of day."""
    return any(policy.personless for policy in _policies.values() if policy.kind == kind)


def verb_named(name: str) -> Verb:
    """For templates and notices, which know verbs by name. Raises KeyError."""
    policy, _dot, attribute = name.partition(".")
    return vars(_policies[policy])[attribute]  # type: ignore[no-any-return]


def would_signing_in_help(verb: Verb, answer: Answer) -> bool:
    """A visitor is invited to sign in instead of being refused when that could change the answer."""
    return answer.signing_in_helps and not VISITOR.role_names(None) & set(verb.who)
