"""Addresses of the signals."""

from django.urls import path

from wijkplein.delen.signals import views

app_name = "signals"
urlpatterns = [
    path("vertel/", views.tell, name="tell"),
    path("signalen/een/<uuid:ref>/", views.one, name="one"),
    path("signalen/een/<uuid:ref>/antwoord/", views.answer, name="answer"),
    path("signalen/een/<uuid:ref>/afspreken/", views.promise, name="promise"),
    path("signalen/een/<uuid:ref>/doorzetten/", views.forward, name="forward"),
    path("signalen/een/<uuid:ref>/niet-verder/", views.drop, name="drop"),
    path("signalen/een/<uuid:ref>/neutraal/", views.make_neutral, name="make_neutral"),
    path("signalen/een/<uuid:ref>/iedereen/", views.tell_all, name="tell_all"),
    path("signalen/een/<uuid:ref>/verzamelen/", views.collect, name="collect"),
    path("signalen/een/<uuid:ref>/oppakken/", views.pick_up, name="pick_up"),
    path("signalen/een/<uuid:ref>/terug/", views.returned, name="returned"),
    path("signalen/een/<uuid:ref>/opnieuw/", views.reopen, name="reopen"),
    path("signalen/<slug:ref>/", views.waiting, name="waiting"),
    path("signalen/<slug:ref>/opschrijven/", views.tell_for, name="tell_for"),
]
