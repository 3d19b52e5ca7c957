"""What did not go out, for the platform manager: no addresses and no words, only what kind and what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_tasks_db.models import DBTaskResult

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.notices.actions import retry_mail
from wijkplein.foundation.notices.models import MailOut, Run, StuckDeed
from wijkplein.foundation.notices.policy import MailOuts
from wijkplein.foundation.notices.views.common import do_once, me, private_page
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door

MOST = 100


@require_safe
@door(signed_in=True)
def not_sent(request: HttpRequest) -> HttpResponseBase:
    """Mails that were given up, jobs of the clock and tasks that went wrong."""
    person = me(request)
    if "platform_manager" not in person.role_names(None):
        raise Refused(MailOuts.retry.may(person, MailOut()))
    context = {
        "name": current().brand.name,
        "mails": MailOut.objects.failed().visible_to(person)[:MOST],
        "waiting": MailOut.objects.visible_to(person).filter(next_try_at__isnull=False, tries__gt=0).count(),
        "stuck": StuckDeed.objects.visible_to(person).filter(next_try_at=None).count(),
        "jobs": Run.objects.filter(done_at=None, tries__gt=0).order_by("-due_at")[:MOST],
        "tasks": DBTaskResult.objects.failed().count(),
    }
    return private_page(request, "notices/outbox.html", context)


@require_POST
@door(MailOuts.retry)
def retry(request: HttpRequest, mail: MailOut) -> HttpResponseBase:
    """Try once more."""

    def deed() -> Answer:
        retry_mail(by=me(request), mail=mail)
        return Answer(reverse("notices:outbox"))

    return do_once(request, deed)
