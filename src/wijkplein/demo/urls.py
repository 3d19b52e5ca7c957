"""The one address of the demonstration."""

from __future__ import annotations

from django.urls import path

from wijkplein.demo import views

app_name = "demo"
urlpatterns = [path("demo/inloggen/<str:token>/", views.sign_in, name="sign_in")]
