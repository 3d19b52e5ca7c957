"""Addresses of receipts and call-backs."""

from django.urls import path

from wijkplein.foundation.receipts.views import calling, holding

app_name = "receipts"
urlpatterns = [
    path("v/<str:secret>/", holding.open_by_qr, name="open"),
    path("volgkaartje/", holding.words, name="words"),
    path("volgkaartje/bekijken/", holding.look, name="look"),
    path("volgkaartje/bekijken/groot.pdf", holding.large_print, name="large_print"),
    path("volgkaartje/regel/", holding.line, name="line"),
    path("volgkaartje/klopt-niet/", holding.not_right, name="not_right"),
    path("volgkaartje/nieuw/", holding.fresh, name="fresh"),
    path("volgkaartje/nieuw/kaartje.pdf", holding.fresh_pdf, name="fresh_pdf"),
    path("volgkaartje/sluiten/", holding.close, name="close"),
    path("volgkaartje/van-mij/<uuid:ref>/", holding.mine, name="mine"),
    path("bel-mij-terug/", calling.call_me, name="call_me"),
    path("ik-zoek-hulp/", calling.seek_help, name="seek_help"),
    path("ik-wil-iets-doen/", calling.do_something, name="do_something"),
    path("terugbellen/verzoek/<uuid:ref>/", calling.one, name="call"),
    path("terugbellen/verzoek/<uuid:ref>/geen-gehoor/", calling.no_answer, name="no_answer"),
    path("terugbellen/verzoek/<uuid:ref>/gesproken/", calling.spoken, name="spoken"),
    path("terugbellen/<slug:ref>/", calling.waiting, name="waiting"),
    path("terugbellen/<slug:ref>/nieuw/", calling.type_over, name="type_over"),
]
