"""Addresses of this room. One stands outside its namespace: allauth leads to it by name; no page of allauth exists."""

from django.urls import include, path

from wijkplein.foundation.signing_in.views import email, in_and_out, second, way_back

own = [
    path("inloggen/", in_and_out.sign_in, name="sign_in"),
    path("inloggen/code/", in_and_out.code, name="code"),
    path("inloggen/nieuw/", in_and_out.sign_up, name="sign_up"),
    path("inloggen/jonger-dan-16/", in_and_out.under_sixteen, name="under_sixteen"),
    path("inloggen/sleutel/", in_and_out.passkey, name="passkey"),
    path("inloggen/opnieuw/", in_and_out.again, name="again"),
    path("inloggen/tweede-stap/opnieuw/", second.second_again, name="second_again"),
    path("ouder/", in_and_out.for_guardians, name="for_guardians"),
    path("uitloggen/", in_and_out.sign_out, name="sign_out"),
    path("mijn/e-mail/", email.email, name="email"),
    path("mijn/e-mail/klaar/", email.email_done, name="email_done"),
    path("mijn/inloggen/", second.safety, name="safety"),
    path("mijn/inloggen/tweede-stap/", second.second_setup, name="second_setup"),
    path("mijn/inloggen/app/", second.app, name="app"),
    path("mijn/inloggen/sleutel/", second.make_passkey, name="make_passkey"),
    path("mijn/inloggen/papier/", second.recovery_codes, name="recovery_codes"),
    path("mijn/inloggen/overal-uit/", second.out_everywhere, name="out_everywhere"),
    path("mijn/inloggen/uit/<uuid:device>/", second.out_there, name="out_there"),
    path("mijn/inloggen/weg/<int:pk>/", second.remove_factor, name="remove_factor"),
    path("beheer/weer-inloggen/", way_back.way_back, name="way_back"),
    path("beheer/weer-inloggen/<uuid:ref>/", way_back.way_back_confirm, name="way_back_confirm"),
]

urlpatterns = [
    path("", include((own, "signing_in"))),
    path("inloggen/tweede-stap/", second.second_step, name="mfa_authenticate"),
]
