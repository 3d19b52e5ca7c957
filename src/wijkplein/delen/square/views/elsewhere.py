"""Other squares: text, picture and short link to paste into Facebook or WhatsApp."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkplein.delen.square.models import Post
from wijkplein.delen.square.views.common import surroundings
from wijkplein.delen.square.views.pages import shared_page, tag
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door


@require_safe
@door(sees=Post)
def copy(request: HttpRequest, post: Post) -> HttpResponseBase:
    """What to paste. The picture is there to save; nothing is sent to anybody from here.

    Only of what everybody can read, also for who sees more: the short link opens for nobody else.
    """
    if not post.is_public:
        raise Refused(_("Dit bericht kan nu niet iedereen lezen. Daarom kun je het niet kopiëren."))
    link = request.build_absolute_uri(reverse("square:short", args=[post.reference]))
    photo = getattr(post, "photo", None)
    context = {
        "post": post,
        **surroundings(post),
        "link": link,
        "photo": photo if photo is not None and not photo.held else None,
    }
    return shared_page(request, "square/copy.html", context, tag("copy", post.uuid, post.changes, post.closed_at, link))
