"""Addresses of the social map: for everybody, for owners by a link, and for who keeps it."""

from django.urls import path

from naast.guide import views

app_name = "guide"
urlpatterns = [
    path("dichtbij/", views.near, name="near"),
    path("dichtbij/mist/", views.missed, name="missed"),
    path("dichtbij/kaart.json", views.download_json, name="download_json"),
    path("dichtbij/kaart.zip", views.download_sheets, name="download_sheets"),
    path("dichtbij/gezicht/<uuid:contact>/", views.face, name="face"),
    path("dichtbij/klopt/<str:token>/", views.still_right, name="still_right"),
    path("dichtbij/contact/<str:token>/", views.be_contact, name="be_contact"),
    path("dichtbij/<uuid:service>/", views.service, name="service"),
    path("dichtbij/<uuid:service>/hielp/", views.helped, name="helped"),
    path("sociale-kaart/", views.keep, name="keep"),
    path("sociale-kaart/nieuw/", views.add_service, name="add_service"),
    path("sociale-kaart/woorden/", views.words, name="words"),
    path("sociale-kaart/ontbreekt/", views.gaps, name="gaps"),
    path("sociale-kaart/inlezen/", views.import_map, name="import_map"),
    path("sociale-kaart/inlezen/antwoord/", views.answer_import, name="answer_import"),
    path("sociale-kaart/mijn-kaart.json", views.my_json, name="my_json"),
    path("sociale-kaart/mijn-kaart.zip", views.my_sheets, name="my_sheets"),
    path("sociale-kaart/<uuid:service>/", views.change_service, name="change_service"),
    path("sociale-kaart/<uuid:service>/nagekeken/", views.assure, name="assure"),
    path("sociale-kaart/<uuid:service>/plek/", views.add_place, name="add_place"),
    path("sociale-kaart/<uuid:service>/plek/<uuid:at>/", views.change_place, name="change_place"),
    path("sociale-kaart/<uuid:service>/contact/", views.add_contact, name="add_contact"),
    path("sociale-kaart/contact/<uuid:contact>/weg/", views.drop_contact, name="drop_contact"),
]
