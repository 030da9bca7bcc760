"""All addresses of the house, a line per room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from naast.people.views import organisation

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("naast.home.urls")),
    path("", include("naast.impact.urls")),
    path("", include("naast.library.urls")),
    path("", include("naast.toolkit.urls")),
    path("", include("naast.pages.urls")),
    path("", include("naast.support.urls")),
    path("", include("naast.worry.urls")),
    path("", include("naast.guide.urls")),
    path("", include("naast.people.urls")),
    path("", include("naast.ui.urls")),
    # Allauth looks these two up by its own names. Of its pages there is none.
    path(
        "inloggen/organisatie/<slug:provider_id>/", organisation.begin, name="openid_connect_login"
    ),
    path(
        "inloggen/organisatie/<slug:provider_id>/terug/",
        organisation.come_back,
        name="openid_connect_callback",
    ),
    path("taal/", include("django.conf.urls.i18n")),
]

handler500 = "naast.common.outage.sorry"

if settings.DEMO:
    urlpatterns.append(path("demo/", include("naast.demo.urls")))
