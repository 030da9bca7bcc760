"""Addresses of the library: everybody may come and read."""

from django.urls import path

from naast.library import views

app_name = "library"
urlpatterns = [
    path("bibliotheek/", views.examples, name="examples"),
    path("bibliotheek/elementen/", views.elements, name="elements"),
    path("bibliotheek/matrix/", views.matrix, name="matrix"),
    path("bibliotheek/insturen/", views.send, name="send"),
    path("bibliotheek/insturen/verder/<str:token>/", views.resume_sending, name="resume_sending"),
    path("bibliotheek/insturen/controleren/", views.check_sending, name="check_sending"),
    path("bibliotheek/insturen/<slug:key>/", views.send_section, name="send_section"),
    path("bibliotheek/insturen/<slug:key>/bewaren/", views.keep_section, name="keep_section"),
    path("bibliotheek/inzending/<str:token>/", views.own, name="own"),
    path("bibliotheek/inzending/<str:token>/wijzigen/", views.rewrite, name="rewrite"),
    path("bibliotheek/meelezen/<str:token>/", views.read_along, name="read_along"),
    path("bibliotheek/contact/<str:token>/", views.contact, name="contact"),
    path("bibliotheek/redactie/", views.desk, name="desk"),
    path("bibliotheek/redactie/<uuid:submission>/", views.submission, name="submission"),
    path("bibliotheek/<slug:slug>/versies/", views.versions, name="versions"),
    path("bibliotheek/<slug:slug>/versies/<int:number>/", views.version, name="version"),
    path("bibliotheek/<slug:slug>/", views.example, name="example"),
]
