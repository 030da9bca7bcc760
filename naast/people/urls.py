"""Addresses of signing in, offering support and the files of supporting families."""

from django.urls import path

from naast.people import views

app_name = "people"
urlpatterns = [
    path("inloggen/", views.sign_in, name="sign_in"),
    path("inloggen/<int:pk>/<str:token>/", views.enter, name="enter"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("steun-bieden/", views.offer, name="offer"),
    path("steun-bieden/verder/<str:token>/", views.resume_offer, name="resume_offer"),
    path("steun-bieden/controleren/", views.check_offer, name="check_offer"),
    path("steun-bieden/klaar/", views.offered, name="offered"),
    path("steun-bieden/<slug:key>/", views.offer_question, name="offer_question"),
    path("steun-bieden/<slug:key>/bewaren/", views.keep_offer, name="keep_offer"),
    path("thuis/<int:pk>/bereikbaar/", views.contact, name="contact"),
    path("gezinnen/<int:pk>/adres/", views.reveal_address, name="reveal_address"),
    path("gezinnen/<int:pk>/kinderen/<int:member>/", views.invite_young, name="invite_young"),
    path("steungezinnen/", views.supporters, name="supporters"),
    path("steungezinnen/<int:pk>/", views.supporter, name="supporter"),
    path("steungezinnen/<int:pk>/vog/<int:member>/", views.note_vog, name="note_vog"),
    path("steungezinnen/<int:pk>/stap/<slug:step>/", views.note_trust_step, name="note_trust_step"),
    path("steungezinnen/<int:pk>/pauze/", views.pause, name="pause"),
]
