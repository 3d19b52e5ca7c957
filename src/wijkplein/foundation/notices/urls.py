"""Addresses of notices, letters and the joint mailbox."""

from django.urls import path

from wijkplein.foundation.notices.views import inbox, letters, mail, outbox, stopping

app_name = "notices"
urlpatterns = [
    path("mijn/berichten/", inbox.inbox, name="inbox"),
    path("mijn/berichten/hoe/", inbox.preferences, name="preferences"),
    path("stop/<slug:token>/", stopping.stop_mail, name="stop"),
    path("post/", letters.start, name="letters_start"),
    path("post/<slug:ref>/", letters.queue, name="letters"),
    path("post/<slug:ref>/<uuid:person>/", letters.letter, name="letter"),
    path("post/<slug:ref>/<uuid:person>/brief.pdf", letters.letter_as_pdf, name="letter_pdf"),
    path("postvak/", mail.start, name="mailbox_start"),
    path("postvak/mail/<uuid:ref>/", mail.look, name="mail"),
    path("postvak/mail/<uuid:ref>/antwoorden/", mail.answer, name="answer_mail"),
    path("postvak/mail/<uuid:ref>/afronden/", mail.close, name="close_mail"),
    path("postvak/mail/<uuid:ref>/buurt/", mail.place, name="place_mail"),
    path("postvak/<slug:ref>/", mail.waiting, name="mailbox"),
    path("beheer/niet-verstuurd/", outbox.not_sent, name="outbox"),
    path("beheer/niet-verstuurd/<uuid:ref>/opnieuw/", outbox.retry, name="retry_mail"),
]
