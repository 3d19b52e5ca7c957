"""The privacy map of tables that come from packages."""

from __future__ import annotations

from wijkplein.foundation.privacy.privacy_map import (
    Basis,
    DataClass,
    OnErasure,
    Personal,
    PrivacyMap,
    describe,
)

SIGN_IN = Personal(DataClass.PARTIES, "om je te laten inloggen", Basis.AGREEMENT, OnErasure.DELETE)
ADDRESS = Personal(DataClass.PARTIES, "om je een inlogcode en berichten te sturen", Basis.AGREEMENT, OnErasure.DELETE)
TASK = Personal(
    DataClass.TEAM, "om werk op de achtergrond te doen, alleen met nummers", Basis.AGREEMENT, OnErasure.DELETE
)


def describe_packages() -> None:
    """Called once at start."""
    describe(
        "account.EmailAddress",
        PrivacyMap("zolang je meedoet", {"user": SIGN_IN, "email": ADDRESS}, "id verified primary"),
    )
    describe(
        "account.EmailConfirmation",
        PrivacyMap("15 minuten", {"email_address": SIGN_IN, "key": SIGN_IN}, "id created sent"),
    )
    describe(
        "mfa.Authenticator",
        PrivacyMap("zolang je meedoet", {"user": SIGN_IN, "data": SIGN_IN}, "id type created_at last_used_at"),
    )
    describe(
        "sessions.Session",
        PrivacyMap("30 dagen", {"session_key": SIGN_IN, "session_data": SIGN_IN}, "expire_date"),
    )
    describe(
        "django_tasks_database.DBTaskResult",
        PrivacyMap(
            "7 dagen",
            {"args_kwargs": TASK, "return_value": TASK},
            "id status enqueued_at started_at finished_at priority task_path worker_ids queue_name backend_name"
            " run_after exception_class_path traceback",
        ),
    )
    describe("contenttypes.ContentType", PrivacyMap("geen personen", plain="id app_label model"))
    describe("auth.Permission", PrivacyMap("geen personen", plain="id name content_type codename"))
    describe("auth.Group", PrivacyMap("niet in gebruik", plain="id name permissions"))
