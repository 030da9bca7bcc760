"""All addresses of the house, a line per room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("naast.home.urls")),
    path("", include("naast.support.urls")),
    path("", include("naast.people.urls")),
    path("", include("naast.ui.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]

handler500 = "naast.common.outage.sorry"

if settings.DEMO:
    urlpatterns.append(path("demo/", include("naast.demo.urls")))
