"""Addresses of the pages that combine rooms. Without a namespace: these are the names the house knows them by."""

from __future__ import annotations

from django.urls import path

from wijkplein.web.views import areas, asking, home, overdue, printed, searching, standing, working

urlpatterns = [
    path("", home.home, name="home"),
    path("zoeken/", searching.find, name="search"),
    path("buurten/", areas.areas, name="areas"),
    path("buurt/<slug:ref>/", home.area, name="area"),
    path("buurt/<slug:ref>/koelkast/", printed.fridge, name="fridge"),
    path("buurt/<slug:ref>/koelkast/vel.pdf", printed.fridge_pdf, name="fridge_pdf"),
    path("buurt/<slug:ref>/koelkast/groot.pdf", printed.fridge_large_pdf, name="fridge_large_pdf"),
    path("buurt/<slug:ref>/nieuw-hier/", printed.welcome, name="welcome"),
    path("buurt/<slug:ref>/nieuw-hier/kaart.pdf", printed.welcome_pdf, name="welcome_pdf"),
    path("signalen/een/<uuid:ref>/vraag/", asking.ask_neighbours, name="signal_ask"),
    path("werktafel/over-de-tijd/<slug:ref>/", overdue.late, name="late"),
    path("werktafel/", working.table, name="work_table"),
    path("start/", working.start, name="start"),
    path("start/openen/", working.open_now, name="open_square"),
    path("start/geprint/", working.printed, name="exercise_printed"),
    path("over/", standing.about, name="about"),
    path("contact/", standing.contact, name="contact"),
    path("nu-hulp/", standing.help_now, name="help_now"),
    path("spelregels/", standing.rules, name="rules"),
    path("spelregels/woorden/", standing.words, name="words"),
    path("toegankelijk/", standing.accessibility, name="accessibility"),
    path("jouw-gegevens/", standing.your_data, name="your_data"),
    path("robots.txt", standing.robots, name="robots"),
    path(".well-known/security.txt", standing.security_txt, name="security_txt"),
    path("koelkast/", printed.fridge, name="town_fridge"),
    path("koelkast/vel.pdf", printed.fridge_pdf, name="town_fridge_pdf"),
    path("koelkast/groot.pdf", printed.fridge_large_pdf, name="town_fridge_large_pdf"),
    path("nieuw-hier/", printed.welcome, name="town_welcome"),
    path("nieuw-hier/kaart.pdf", printed.welcome_pdf, name="town_welcome_pdf"),
    path("buurt/<slug:ref>/kiezen/", areas.choose, name="area_choose"),
]
