"""Addresses of the look."""

from django.urls import path

from wijkplein.foundation.look import views

urlpatterns = [
    path("thema/<slug:digest>.css", views.sheet, name="sheet"),
    path("ui/", views.ui, name="gallery"),
    path("taal/", views.choose_language, name="choose_language"),
]
