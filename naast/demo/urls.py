"""Addresses of the demo. They exist in demo mode only."""

from django.urls import path

from naast.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.cast, name="cast"),
    path("als/<slug:slug>/", views.enter, name="enter"),
    path("postvak/", views.mailbox, name="mailbox"),
]
