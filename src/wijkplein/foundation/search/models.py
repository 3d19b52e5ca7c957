"""What can be found: one row for each thing that somebody may look for."""

from __future__ import annotations

from django.db import models

from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

_TEXT = Personal(
    DataClass.AREA,
    "om te kunnen vinden wat buren schreven; wie het zoekt ziet alleen wat hij ook anders zou zien",
    Basis.AGREEMENT,
    OnErasure.DELETE,
)


class SearchEntry(models.Model):
    """A findable thing, without foreign key: it points with a kind and a uuid, like everything in the foundation.

    `order` is when it was written, in microseconds since 1970, made unique: newest first is the key
    backwards, which is the order both engines walk fastest. It is the row number of the SQLite index
    tables, and never an id in an address. `folded` is the searchable text without capitals and accents;
    `stems` holds the fingerprints (fingerprints.py) of its stems and of the parts of its compounds, with
    spaces; `made_with` says which word lists and rules took it apart. The tables that make both quick are
    made by the migration: two FTS5 tables kept in step by triggers on SQLite, generated columns with GIN
    on PostgreSQL.

    Whether a searcher sees it is never decided here but by the kind's own `visible_to` (query.py).
    """

    order = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    area_id = models.UUIDField(null=True, blank=True)
    language = models.CharField(max_length=10, default="nl")
    folded = models.TextField()
    stems = models.TextField()
    made_with = models.CharField(max_length=16, null=True)  # null: before this was kept

    privacy = PrivacyMap(
        keep="zolang het bericht zelf er is",
        personal={"folded": _TEXT, "stems": _TEXT},
        plain="order kind about_id area_id language made_with",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "about_id"], name="search_one_entry_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.about_id}"
