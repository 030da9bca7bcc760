"""Addresses of signing in and one's own ways of doing that, of offering support, and of the files
of supporting families.
"""

from django.urls import path

from naast.people import views

app_name = "people"
urlpatterns = [
    path("inloggen/", views.sign_in, name="sign_in"),
    path("inloggen/code/", views.enter_code, name="enter_code"),
    path("inloggen/sleutel/", views.show_passkey, name="show_passkey"),
    path("inloggen/sleutel/begin/", views.begin_passkey, name="begin_passkey"),
    path("inloggen/tweede-stap/", views.second_factor, name="second_factor"),
    path("inloggen/instellen/", views.set_up, name="set_up"),
    path("inloggen/apparaten/", views.devices, name="devices"),
    path("inloggen/apparaten/sleutel/", views.add_passkey, name="add_passkey"),
    path(
        "inloggen/apparaten/sleutel/begin/", views.begin_adding_passkey, name="begin_adding_passkey"
    ),
    path("inloggen/apparaten/app/", views.add_app, name="add_app"),
    path("inloggen/apparaten/app/plaatje.svg", views.app_picture, name="app_picture"),
    path("inloggen/apparaten/herstelcodes/", views.renew_codes, name="renew_codes"),
    path("inloggen/apparaten/<int:pk>/weg/", views.remove_factor, name="remove_factor"),
    path("inloggen/apparaten/sessie/<int:pk>/stop/", views.end_session, name="end_session"),
    path("inloggen/apparaten/overal-uit/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("steun-bieden/", views.offer, name="offer"),
    path("steun-bieden/verder/<str:token>/", views.resume_offer, name="resume_offer"),
    path("steun-bieden/controleren/", views.check_offer, name="check_offer"),
    path("steun-bieden/klaar/", views.offered, name="offered"),
    path("steun-bieden/kiezen/", views.choose_offer, name="choose_offer"),
    path("steun-bieden/<slug:key>/", views.offer_question, name="offer_question"),
    path("steun-bieden/<slug:key>/bewaren/", views.keep_offer, name="keep_offer"),
    path("thuis/<int:pk>/bereikbaar/", views.contact, name="contact"),
    path("gezinnen/<int:pk>/adres/", views.reveal_address, name="reveal_address"),
    path("gezinnen/<int:pk>/kinderen/<int:member>/", views.invite_young, name="invite_young"),
    path("programmas/", views.programmes, name="programmes"),
    path("programmas/<int:pk>/", views.adapt, name="adapt"),
    path("programmas/<int:pk>/terug/", views.go_back, name="go_back"),
    path("wie-steunt/", views.supporters, name="supporters"),
    path("wie-steunt/<int:pk>/", views.supporter, name="supporter"),
    path("wie-steunt/<int:pk>/vog/<int:member>/", views.note_vog, name="note_vog"),
    path("wie-steunt/<int:pk>/stap/<slug:step>/", views.note_trust_step, name="note_trust_step"),
    path("wie-steunt/<int:pk>/pauze/", views.pause, name="pause"),
    path("wie-steunt/<int:pk>/alleen-trainen/", views.train_alone, name="train_alone"),
    path("bijeenkomsten/", views.training_list, name="training_list"),
    path("bijeenkomsten/plannen/<int:pk>/", views.plan_training, name="plan_training"),
    path("bijeenkomsten/<int:pk>/", views.training, name="training"),
    path("uitnodigingen/<int:pk>/", views.answer_training, name="answer_training"),
    path("wie-steunt/<int:pk>/terug/", views.come_back, name="come_back"),
    path("wie-steunt/<int:pk>/eigen-woord/<slug:step>/", views.tell_step, name="tell_step"),
]
