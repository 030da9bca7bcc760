"""Addresses of asking for support, the waiting list, the match board and the path."""

from django.urls import path

from naast.support import views

app_name = "support"
urlpatterns = [
    path("vraag/", views.ask, name="ask"),
    path("vraag/verder/<str:token>/", views.resume_asking, name="resume_asking"),
    path("vraag/controleren/", views.check_question, name="check_question"),
    path("vraag/klaar/", views.asked, name="asked"),
    path("vraag/<slug:key>/", views.ask_question, name="ask_question"),
    path("vraag/<slug:key>/bewaren/", views.keep_question, name="keep_question"),
    path("vragen/<int:pk>/", views.request, name="request"),
    path("vragen/<int:pk>/bevestigen/", views.confirm_request, name="confirm_request"),
    path("vragen/<int:pk>/kennismaking/", views.plan_talk, name="plan_talk"),
    path("vragen/<int:pk>/gesproken/", views.note_talk, name="note_talk"),
    path("vragen/<int:pk>/sluiten/", views.close_request, name="close_request"),
    path("vragen/<int:pk>/koppelen/", views.match_board, name="match_board"),
    path("vragen/<int:pk>/voorstellen/", views.propose_match, name="propose_match"),
    path("gezinnen/<int:pk>/notitie/", views.write_note, name="write_note"),
    path("wachtlijst/", views.waiting_list, name="waiting_list"),
    path("wachtlijst/plan/", views.plan, name="plan"),
    path("koppelingen/", views.matches, name="matches"),
    path("koppelingen/<int:pk>/", views.path, name="path"),
    path("koppelingen/<int:pk>/antwoord/", views.answer, name="answer"),
    path("koppelingen/<int:pk>/ontmoeting/", views.plan_meeting, name="plan_meeting"),
    path("koppelingen/<int:pk>/ontmoet/", views.note_meeting, name="note_meeting"),
    path("koppelingen/<int:pk>/huisregels/", views.house_rules, name="house_rules"),
    path("koppelingen/<int:pk>/evaluatie/", views.evaluate, name="evaluate"),
    path("koppelingen/<int:pk>/afspraken/", views.agreement, name="agreement"),
    path("koppelingen/<int:pk>/afspraken.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("koppelingen/<int:pk>/akkoord/", views.accept, name="accept"),
    path("koppelingen/<int:pk>/op-papier/", views.note_on_paper, name="note_on_paper"),
    path("koppelingen/<int:pk>/overslaan/", views.skip_phase, name="skip_phase"),
    path("koppelingen/<int:pk>/stoppen/", views.stop, name="stop"),
    path("koppelingen/<int:pk>/terugnemen/", views.withdraw, name="withdraw"),
    path("koppelingen/<int:pk>/afronden/", views.round_off, name="round_off"),
    path("koppelingen/<int:pk>/tweede-ja/", views.second_yes_page, name="second_yes"),
    path("meekijken/", views.watch, name="watch"),
    path("melden/", views.report, name="report"),
    path("meldingen/<int:pk>/", views.alarm, name="alarm"),
    path("noodglas/", views.break_glass, name="break_glass"),
    path("noodglas/<int:pk>/", views.broken_glass, name="glass"),
    path("steungezinnen/<int:pk>/nooit-meer/", views.never_again_page, name="never_again"),
    path("nooit-meer/<int:pk>/", views.register_entry, name="register_entry"),
    path("koppelingen/<int:pk>/contact/", views.stays_in_touch, name="stays_in_touch"),
]
