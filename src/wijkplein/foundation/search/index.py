"""Keep the index in step: rooms call `index` when something is written or changed, `forget` when it goes.

Both belong in the transaction of the deed itself, so that nothing can be found that is not there. Only text that
some list shows anyway may be handed over: never contact data, never the text of a personal task (domain.md).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from wijkplein.foundation import dutch
from wijkplein.foundation.search.analyser import analyse
from wijkplein.foundation.search.fingerprints import fingerprints
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind, kind_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = 1_000_000
# Things of one moment (imports, kinds that only keep a day) are spread over the first second after it.
_ATTEMPTS = 20


@cache
def made_with() -> str:
    """A mark of the word lists and rules of this release: an entry with another mark has to be made anew.

    Taken from the files themselves, so that nobody can forget to raise a number.
    """
    here, words = Path(__file__).parent, Path(dutch.__file__).parent
    files = [here / "analyser.py", here / "fingerprints.py", *words.glob("*.py"), *words.glob("words/**/*.toml")]
    digest = hashlib.blake2b(version("snowballstemmer").encode(), digest_size=8)
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def index(ref: Ref, *, text: str, at: datetime, area: UUID | None = None, language: str = "nl") -> None:
    """Make a thing findable, or bring what is known of it up to date; a text without words is forgotten.

    `at` (aware) is when it was written and decides its place, once: an edit does not make it newer.
    """
    analysis = analyse(text)
    stems = " ".join(fingerprints(analysis.stems | analysis.parts))
    if not stems:
        forget(ref)
        return
    values = {"area_id": area, "language": language, "folded": analysis.folded, "stems": stems}
    values["made_with"] = made_with()
    if not SearchEntry.objects.filter(kind=ref.kind, about_id=ref.uuid).update(**values):
        _add(ref, order=(at - _EPOCH) // _MICROSECOND, values=values)


def _add(ref: Ref, *, order: int, values: dict[str, Any]) -> None:
    """Put a new entry at its moment, or just after it when that is taken."""
    taken: IntegrityError | None = None
    for attempt in range(_ATTEMPTS):
        place = order + (secrets.randbelow(_SECOND) if attempt else 0)
        try:
            with transaction.atomic():
                SearchEntry.objects.create(order=place, kind=ref.kind, about_id=ref.uuid, **values)
        except IntegrityError as error:
            taken = error
            if SearchEntry.objects.filter(kind=ref.kind, about_id=ref.uuid).update(**values):
                return  # somebody indexed the same thing meanwhile
        else:
            return
    raise IntegrityError(f"No free place in the search index around {order}.") from taken


def forget(ref: Ref) -> None:
    """Take a thing out of the index; its words leave the database file too (`secure-delete`)."""
    SearchEntry.objects.filter(kind=ref.kind, about_id=ref.uuid).delete()


def index_thing(thing: models.Model) -> None:
    """Index a registered thing by what its kind says of text, area and moment. Raises KeyError if unregistered."""
    kind = kind_of(thing)
    index(
        _ref(kind, thing), text=kind.search_text(thing), at=kind.when(thing) or timezone.now(), area=_area(kind, thing)
    )


def _ref(kind: Kind, thing: Any) -> Ref:
    return Ref(kind.name, thing.uuid)


def _area(kind: Kind, thing: models.Model) -> UUID | None:
    area = kind.area(thing)
    return None if area is None else UUID(str(area.uuid))


def rebuild(kind: Kind) -> int:
    """Index all things of a kind anew, in small transactions (after an import or a new analyser). Gives how many."""
    done = 0
    for thing in kind.model._default_manager.order_by("pk").iterator(chunk_size=500):
        with transaction.atomic():
            index_thing(thing)
        done += 1
    return done
