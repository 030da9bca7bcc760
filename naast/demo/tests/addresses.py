"""The addresses of the house as they are in demo mode."""

from django.urls import include, path

urlpatterns = [path("", include("naast.config.urls")), path("demo/", include("naast.demo.urls"))]
