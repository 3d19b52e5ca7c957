"""Addresses of the square."""

from django.urls import path

from wijkplein.delen.square.views import asking, caring, elsewhere, looking, own, proxy, replying, reporting

app_name = "square"
OWN = "volgkaartje/bericht/<uuid:ref>/"  # here the cookie of an opened receipt is sent along (receipts/cookies.py)
urlpatterns = [
    path("plein/", looking.town, name="town"),
    path("plein/vraag/", asking.ask, name="ask"),
    path("plein/vraag/bevestigen/", asking.confirm, name="confirm"),
    path("plein/voor-iemand/", proxy.ask_for, name="ask_for"),
    path("volgkaartje/voorlezen/", proxy.spoken, name="spoken"),
    path("plein/gemeld/", reporting.reported, name="reported"),
    path("plein/bericht/<uuid:ref>/", looking.post, name="post"),
    path("plein/bericht/<uuid:ref>/reageren/", replying.reply, name="reply"),
    path("plein/bericht/<uuid:ref>/reactie-ontvangen/", replying.reply_received, name="reply_received"),
    path(OWN, own.own, name="own"),
    path(OWN + "hielp/<uuid:reply>/", replying.helped, name="helped"),
    path("plein/bericht/<uuid:ref>/overnemen/", replying.take_over, name="type_over"),
    path("plein/bericht/<uuid:ref>/kopieren/", elsewhere.copy, name="copy"),
    path(OWN + "veranderen/", own.change, name="change"),
    path(OWN + "afronden/", own.close, name="close"),
    path(OWN + "weghalen/", own.withdraw, name="withdraw"),
    path(OWN + "foto/", own.photo, name="add_photo"),
    path(OWN + "foto/weghalen/", own.no_photo, name="remove_photo"),
    path("plein/bericht/<uuid:ref>/melden/", reporting.report_post, name="report_post"),
    path(OWN + "bezwaar/", own.object_post, name="object_post"),
    path("plein/reactie/<uuid:ref>/melden/", reporting.report_reply, name="report_reply"),
    path("plein/reactie/<uuid:ref>/weghalen/", replying.withdraw, name="withdraw_reply"),
    path("plein/reactie/<uuid:ref>/bezwaar/", own.object_reply, name="object_reply"),
    path("plein/foto/<uuid:ref>/<slug:size>.webp", looking.photo, name="photo"),
    path("plein/verzorgen/", caring.start, name="care_start"),
    path("plein/verzorgen/<slug:ref>/", caring.care, name="care"),
    path("plein/verzorgen/bericht/<uuid:ref>/doorlaten/", caring.let_post, name="let_post"),
    path("plein/verzorgen/bericht/<uuid:ref>/foto-doorlaten/", caring.let_photo, name="let_photo"),
    path("plein/verzorgen/bericht/<uuid:ref>/verbergen/", caring.hide_post, name="hide_post"),
    path("plein/verzorgen/reactie/<uuid:ref>/doorlaten/", caring.let_reply, name="let_reply"),
    path("plein/verzorgen/reactie/<uuid:ref>/verbergen/", caring.hide_reply, name="hide_reply"),
    path("plein/verzorgen/gemeld/<uuid:ref>/", caring.judge_report, name="judge_report"),
    path("plein/verzorgen/bezwaar/<uuid:ref>/", caring.judge_objection, name="judge_objection"),
    path("p/<slug:reference>/", looking.short, name="short"),
    path("plein/<slug:ref>/", looking.area, name="area"),
]
