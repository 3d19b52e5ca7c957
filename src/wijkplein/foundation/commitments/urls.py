"""Addresses of the commitments."""

from django.urls import path

from wijkplein.foundation.commitments import views

app_name = "commitments"
urlpatterns = [
    path("afspraken/", views.mine, name="mine"),
    path("afspraken/bij/<slug:kind>/<uuid:about>/", views.make, name="make"),
    path("afspraken/<uuid:ref>/", views.one, name="one"),
    path("afspraken/<uuid:ref>/stap/", views.step, name="step"),
    path("afspraken/<uuid:ref>/gedaan/", views.finish, name="finish"),
    path("afspraken/<uuid:ref>/verzetten/", views.move, name="move"),
    path("afspraken/<uuid:ref>/laten-vallen/", views.drop, name="drop"),
]
