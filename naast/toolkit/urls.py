"""Addresses of the material. What is printed has no slash at its end: it is short to type."""

from django.urls import path

from naast.toolkit import views

app_name = "toolkit"
urlpatterns = [
    path("materiaal/", views.make, name="make"),
    path("materiaal/voorbeeld.png", views.preview, name="preview"),
    path("materiaal/materiaal.pdf", views.as_pdf, name="as_pdf"),
    path("materiaal/materiaal.png", views.as_png, name="as_png"),
    path("materiaal/met-logo/", views.with_logos, name="with_logos"),
    path("materiaal/bereik/", views.reach, name="reach"),
    path("materiaal/delen/<slug:key>/", views.share, name="share"),
    path("over/<slug:key>/", views.about, name="about"),
    path("m/<slug:code>", views.follow, name="follow"),
]
