"""Addresses of the front door and the dashboards."""

from django.urls import path

from naast.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("vandaag/", views.today, name="today"),
    path("mijn-kring/", views.circle, name="circle"),
    path("wie-keek-mee/", views.who_looked, name="who_looked"),
    path("wie-keek-mee/<int:pk>/verbaast/", views.surprised, name="surprised"),
    path("mijn-steun/", views.support, name="support"),
    path("mijn-gegevens/", views.my_data, name="my_data"),
    path("mijn-gegevens/alles/", views.my_export, name="my_export"),
    path("mijn-gegevens/wissen/", views.erase, name="erase"),
    path("gewist/", views.erased, name="erased"),
    path("kaart/", views.reach, name="reach"),
    path("privacy/", views.privacy, name="privacy"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("veilig-kijken/", views.watch_safely, name="watch_safely"),
    path("veilig-kijken/onopvallend/", views.switch_discreet, name="switch_discreet"),
    path("weg/", views.leave, name="leave"),
]
