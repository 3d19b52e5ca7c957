"""Posts with their replies and photo (domain.md 4.13)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.square.choices import Held, HideReason, PostKind
from wijkplein.delen.square.querysets import PhotoQuerySet, PostQuerySet, ReplyQuerySet
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Organisation, Person
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap
from wijkplein.foundation.verbs.models import Via

P0, P2 = DataClass.PUBLIC, DataClass.PARTIES
TOGETHER = Basis.AGREEMENT
WRITTEN = Personal(P0, "om je vraag of nieuws aan de buurt te laten lezen", TOGETHER, OnErasure.DELETE)
WRITER = Personal(P2, "zodat je je eigen bericht kunt afronden of weghalen", TOGETHER, OnErasure.CUT)


class Message(models.Model):
    """What a post and a reply share: a text, a writer who may stay unnamed, and a way to be held or hidden."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.TextField(max_length=2000)
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    author_name = models.CharField(max_length=60, blank=True)
    via = models.CharField(max_length=10, choices=Via, default=Via.SCREEN)
    on_behalf = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="nl")
    held = models.CharField(max_length=12, blank=True, choices=Held)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hide_reason = models.CharField(max_length=16, blank=True, choices=HideReason)
    author_cut_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """Neighbours can read it."""
        return self.published_at is not None and self.hidden_at is None and not self.held

    @property
    def shown_name(self) -> str:
        """The organisation, the first name somebody agreed to show, or "een buur"."""
        return self.organisation.name if self.organisation else (self.author_name or str(_("Een buur")))


class Post(Message):
    """A question, call, news or thanks for the neighbourhood.

    `reference` is public (posters, the telephone); the receipt words are not. `sequence` is the order in which
    posts came to the square: clocks jump, and a time in an address tells tales. `changes` counts what changed on its
    page, replies too, so that one query can say "you have this page already".
    """

    kind = models.CharField(max_length=10, choices=PostKind)
    title = models.CharField(max_length=120)
    reference = models.CharField(max_length=12, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="posts")
    sequence = models.BigIntegerField(null=True, unique=True)
    expires_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    helped_by = models.ForeignKey("Reply", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reply_count = models.PositiveIntegerField(default=0)
    card = models.TextField(blank=True)
    card_version = models.PositiveSmallIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="12 maanden open, daarna in het archief; wie het schreef gaat er 24 maanden later af",
        personal={"title": WRITTEN, "text": WRITTEN, "card": WRITTEN, "author": WRITER, "author_name": WRITER},
        plain="id uuid organisation via on_behalf language held created_at published_at hidden_at hide_reason"
        " author_cut_at kind reference area sequence expires_on closed_at helped_by reply_count card_version changes",
    )

    class Meta:
        indexes = [
            models.Index(F("sequence").desc(), name="post_newest", condition=Q(hidden_at=None, held="")),
            models.Index("area", F("sequence").desc(), name="post_area_newest", condition=Q(hidden_at=None, held="")),
            models.Index(fields=["author", "id"]),
            models.Index(fields=["id"], name="post_waiting", condition=Q(published_at=None, hidden_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, sequence=None) | Q(published_at__isnull=False, sequence__isnull=False),
                name="post_published_has_place",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hide_reason="") | (Q(hidden_at__isnull=False) & ~Q(hide_reason="")),
                name="post_hidden_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Post {self.reference}"

    def get_absolute_url(self) -> str:
        """The page of this post."""
        return reverse("square:post", args=[self.uuid])


class Publication(models.Model):
    """Hands out `Post.sequence`: one row for each time something came to the square, never in the same place twice."""

    post_uuid = models.UUIDField(unique=True)

    privacy = PrivacyMap(keep="zolang het plein bestaat", plain="id post_uuid")

    def __str__(self) -> str:
        return str(self.pk)


class Reply(Message):
    """An answer under a post: plain text, one level."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="replies")
    helped_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # while it waits: the day on which somebody must have read it
    card = models.TextField(blank=True)
    card_version = models.PositiveSmallIntegerField(default=0)

    objects = ReplyQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zo lang als het bericht waar het bij hoort",
        personal={"text": WRITTEN, "card": WRITTEN, "author": WRITER, "author_name": WRITER},
        plain="id uuid organisation via on_behalf language held created_at published_at hidden_at hide_reason"
        " author_cut_at post helped_at due_on card_version",
    )

    class Meta:
        verbose_name_plural = "replies"
        indexes = [models.Index(fields=["post", "id"]), models.Index(fields=["author", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None, hide_reason="") | (Q(hidden_at__isnull=False) & ~Q(hide_reason="")),
                name="reply_hidden_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Reply {self.uuid}"

    @property
    def area(self) -> Area:
        """Where roles are looked up."""
        return self.post.area


class Photo(models.Model):
    """A picture with a post: re-encoded, without any metadata, with the yes of who is on it (bars S8, M22).

    `held` waits for a connector: a picture of somebody we do not know yet. Sizes are in pixels, of the large file.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="photo")
    file = models.FileField(upload_to="photos/")
    small = models.FileField(upload_to="photos/")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=200)
    people_agreed = models.BooleanField()
    children_agreed = models.BooleanField()
    held = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PhotoQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zo lang als het bericht, ten hoogste 24 maanden, of tot je hem weghaalt",
        personal={
            "file": Personal(P0, "om te laten zien waar het over gaat", Basis.CONSENT, OnErasure.DELETE),
            "small": Personal(P0, "om te laten zien waar het over gaat", Basis.CONSENT, OnErasure.DELETE),
            "description": Personal(P0, "voor wie de foto niet ziet", Basis.CONSENT, OnErasure.DELETE),
        },
        plain="id uuid post width height people_agreed children_agreed held created_at",
    )

    def __str__(self) -> str:
        return f"Photo {self.uuid}"
