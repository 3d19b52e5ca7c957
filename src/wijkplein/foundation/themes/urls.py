"""Addresses of the themes."""

from django.urls import path

from wijkplein.foundation.themes import views

app_name = "themes"
urlpatterns = [
    path("themas/", views.every, name="all"),
    path("themas/nieuw/", views.add, name="add"),
    path("themas/<slug:ref>/veranderen/", views.change, name="change"),
]
