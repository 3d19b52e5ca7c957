"""A theme: what neighbours talk about, made by people, with the words by which it is recognised."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse

from wijkplein.foundation.privacy.privacy_map import PrivacyMap
from wijkplein.foundation.verbs.actors import Actor


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Ways to look for themes."""

    def visible_to(self, by: Actor) -> ThemeQuerySet:
        """Everybody reads every word list: that is the point of them (design.md section 11)."""
        return self.all()

    def in_use(self) -> ThemeQuerySet:
        """Not laid aside."""
        return self.filter(ended_at=None)


class Theme(models.Model):
    """One theme. `words` and `synonyms` are lists, one word on a line; a synonym counts as a word of the list.

    A theme is laid aside, not deleted: what was said under it keeps its name.
    """

    address_key = "slug"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    words = models.TextField(max_length=4000)
    synonyms = models.TextField(max_length=4000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ThemeQuerySet.as_manager()

    privacy = PrivacyMap(keep="zolang het plein bestaat", plain="id uuid name slug words synonyms ended_at")

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its place on the page with all word lists."""
        return f"{reverse('themes:all')}#{self.slug}"

    @property
    def word_list(self) -> list[str]:
        """The words and the synonyms, as people wrote them."""
        return [line.strip() for line in f"{self.words}\n{self.synonyms}".splitlines() if line.strip()]
