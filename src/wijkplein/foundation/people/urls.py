"""Addresses of this room. One stands outside its namespace: allauth leads to it by name; no page of allauth exists."""

from django.urls import include, path

from wijkplein.foundation.people.views import calling, mine, second, signing_in, team

own = [
    path("inloggen/", signing_in.sign_in, name="sign_in"),
    path("inloggen/code/", signing_in.code, name="code"),
    path("inloggen/nieuw/", signing_in.sign_up, name="sign_up"),
    path("inloggen/jonger-dan-16/", signing_in.under_sixteen, name="under_sixteen"),
    path("inloggen/sleutel/", signing_in.passkey, name="passkey"),
    path("inloggen/opnieuw/", signing_in.again, name="again"),
    path("inloggen/tweede-stap/opnieuw/", second.second_again, name="second_again"),
    path("ouder/", signing_in.for_guardians, name="for_guardians"),
    path("uitloggen/", signing_in.sign_out, name="sign_out"),
    path("mijn/", mine.mine, name="mine"),
    path("mijn/gegevens/", mine.my_data, name="my_data"),
    path("mijn/veranderen/", mine.profile, name="profile"),
    path("mijn/e-mail/", mine.email, name="email"),
    path("mijn/e-mail/klaar/", mine.email_done, name="email_done"),
    path("mijn/wie-keek/", mine.looked, name="looked"),
    path("mijn/meenemen/", mine.take_along, name="take_along"),
    path("mijn/wissen/", mine.erase_me, name="erase"),
    path("mijn/inloggen/", second.safety, name="safety"),
    path("mijn/inloggen/tweede-stap/", second.second_setup, name="second_setup"),
    path("mijn/inloggen/app/", second.app, name="app"),
    path("mijn/inloggen/sleutel/", second.make_passkey, name="make_passkey"),
    path("mijn/inloggen/papier/", second.recovery_codes, name="recovery_codes"),
    path("mijn/inloggen/overal-uit/", second.out_everywhere, name="out_everywhere"),
    path("mijn/inloggen/uit/<uuid:device>/", second.out_there, name="out_there"),
    path("mijn/inloggen/weg/<int:pk>/", second.remove_factor, name="remove_factor"),
    path("bellen/", calling.calling, name="calling"),
    path("beheer/rollen/", team.team, name="team"),
    path("beheer/rollen/<uuid:ref>/einde/", team.role_end, name="role_end"),
    path("beheer/rollen/<uuid:ref>/toegang/", team.access_end, name="access_end"),
    path("beheer/weer-inloggen/", team.way_back, name="way_back"),
    path("beheer/weer-inloggen/<uuid:ref>/", team.way_back_confirm, name="way_back_confirm"),
]

urlpatterns = [
    path("", include((own, "people"))),
    path("inloggen/tweede-stap/", second.second_step, name="mfa_authenticate"),
]
