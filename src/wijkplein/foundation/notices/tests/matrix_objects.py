"""What the addresses of this room point at in the matrix."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wijkplein.foundation.notices.models import MailIn, PaperItem, Preference
from wijkplein.foundation.notices.tests.makers import make_mail
from wijkplein.foundation.verbs.registry import ref_to


def matrix_objects(cast: Any) -> dict[str, dict[str, object]]:
    """A letter and a preference of Anna, a mail in the area, a mail that was given up."""
    preference, _new = Preference.objects.get_or_create(person=cast.anna)
    ref = ref_to(preference)
    PaperItem.objects.create(
        person=cast.anna, area=cast.area, kind=ref.kind, about_id=ref.uuid, sentence="receipt_answered"
    )
    mail = MailIn.objects.create(area=cast.area, sender="iemand@elders.test", subject="Vraag", text="Mag dat?")
    failed = make_mail(cast.bram, next_try_at=None, failed_at=timezone.now())
    letter = {"ref": cast.area.slug, "person": cast.anna.uuid}
    return {
        "notices:preferences POST": {"threads": "now", "channel": "mail"},
        "notices:stop": {"token": preference.stop_digest},
        "notices:letters": {"ref": cast.area.slug},
        "notices:letter": letter,
        "notices:letter_pdf": letter,
        "notices:mailbox": {"ref": cast.area.slug},
        "notices:mail": {"ref": mail.uuid},
        "notices:answer_mail": {"ref": mail.uuid},
        "notices:answer_mail POST": {"text": "Dat mag."},
        "notices:close_mail": {"ref": mail.uuid},
        "notices:close_mail POST": {"outcome": "called", "reason": "Gebeld."},
        "notices:place_mail": {"ref": mail.uuid},
        "notices:place_mail POST": {"area": cast.other_area.pk},
        "notices:retry_mail": {"ref": failed.uuid},
    }
