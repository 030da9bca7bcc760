"""Addresses of the library: everybody may come and read."""

from django.urls import path

from naast.library import views

app_name = "library"
urlpatterns = [
    path("bibliotheek/", views.examples, name="examples"),
    path("bibliotheek/elementen/", views.elements, name="elements"),
    path("bibliotheek/matrix/", views.matrix, name="matrix"),
    path("bibliotheek/<slug:slug>/", views.example, name="example"),
]
