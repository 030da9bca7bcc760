"""One address: the living style guide."""

from django.urls import path

from naast.ui import views

app_name = "ui"
urlpatterns = [path("stijl/", views.style_guide, name="style_guide")]
