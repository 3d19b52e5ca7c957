"""The stop link in a mail: one tap, no sign-in. Looking changes nothing, since mail programs look at every link."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from wijkplein.foundation.notices.actions import stop
from wijkplein.foundation.notices.models import Preference, Stop
from wijkplein.foundation.notices.views.common import POST_AND_GET, private_page
from wijkplein.foundation.verbs.doors import door, everyone


# Without CSRF token: the mail program of the reader sends this POST itself (RFC 8058), and has no cookie of ours. The
# secret in the address is the only right that is used; no session is looked at, and all it can do is stop mail.
@csrf_exempt
@POST_AND_GET
@door(everyone)
def stop_mail(request: HttpRequest, token: str) -> HttpResponseBase:
    """A page with one button; the button stops it."""
    preference = Preference.objects.filter(Q(stop_digest=token) | Q(stop_threads=token)).first()
    if preference is None:
        raise Http404
    what = Stop.DIGEST if preference.stop_digest == token else Stop.THREADS
    if request.method == "POST":
        stop(preference=preference, what=what)
    return private_page(request, "notices/stop.html", {"what": what.label, "stopped": request.method == "POST"})
