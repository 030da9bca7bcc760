"""Addresses of the guide: everybody may come, nothing is kept."""

from django.urls import path

from naast.worry import views

app_name = "worry"
urlpatterns = [
    path("zorgen/", views.begin, name="begin"),
    path("zorgen/voor/<slug:slug>/", views.role, name="role"),
    path("zorgen/praten/", views.words, name="words"),
    path("zorgen/drie-dingen/", views.three_things, name="three_things"),
    path("zorgen/klein-gebaar/", views.gestures, name="gestures"),
    path("zorgen/veilig/", views.safety, name="safety"),
    path("zorgen/in/<slug:code>/", views.in_language, name="in_language"),
    path("zorgen/in/<slug:code>/veilig/", views.safety_in_language, name="safety_in_language"),
]
