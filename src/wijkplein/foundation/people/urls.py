"""Addresses of this room."""

from django.urls import path

from wijkplein.foundation.people.views import (
    calling,
    mandates,
    mine,
    organisations,
    roster,
    team,
    work,
)

app_name = "people"
urlpatterns = [
    path("mijn/", mine.mine, name="mine"),
    path("mijn/gegevens/", mine.my_data, name="my_data"),
    path("mijn/veranderen/", mine.profile, name="profile"),
    path("mijn/wie-keek/", mine.looked, name="looked"),
    path("mijn/meenemen/", mine.take_along, name="take_along"),
    path("mijn/wissen/", mine.erase_me, name="erase"),
    path("mijn/namens/", mandates.mandates, name="mandates"),
    path("mijn/namens/<uuid:ref>/einde/", mandates.mandate_end, name="mandate_end"),
    path("mijn/werk/", work.work, name="work"),
    path("mijn/werk/<uuid:ref>/", work.role_show, name="role_show"),
    path("namens/", mandates.acting, name="acting"),
    path("namens/stop/", mandates.acting_stop, name="acting_stop"),
    path("namens/<uuid:ref>/", mandates.acting_begin, name="acting_begin"),
    path("bellen/", calling.calling, name="calling"),
    path("beheer/rollen/", team.team, name="team"),
    path("beheer/rollen/<uuid:ref>/einde/", team.role_end, name="role_end"),
    path("beheer/rollen/<uuid:ref>/toegang/", team.access_end, name="access_end"),
    path("beheer/organisaties/", organisations.organisations, name="organisations"),
    path("beheer/organisaties/<uuid:ref>/", organisations.organisation, name="organisation"),
    path("beheer/organisaties/<uuid:ref>/veranderen/", organisations.organisation_change, name="organisation_change"),
    path("beheer/organisaties/<uuid:ref>/einde/", organisations.organisation_end, name="organisation_end"),
    path("beheer/lid/<uuid:ref>/einde/", organisations.membership_end, name="membership_end"),
    path("beheer/rooster/", roster.roster, name="roster"),
    path("beheer/rooster/<uuid:ref>/einde/", roster.duty_end, name="duty_end"),
    path("beheer/rooster/<uuid:ref>/weg/", roster.duty_away, name="duty_away"),
]
