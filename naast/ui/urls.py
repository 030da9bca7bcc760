"""Two addresses: the living style guide, and the words of the house."""

from django.urls import path

from naast.ui import views

app_name = "ui"
urlpatterns = [
    path("stijl/", views.style_guide, name="style_guide"),
    path("woorden/", views.words, name="words"),
]
