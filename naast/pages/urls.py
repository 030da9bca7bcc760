"""Addresses of what everybody reads, and of who writes it."""

from django.urls import path

from naast.pages import views

app_name = "pages"
urlpatterns = [
    path("verhalen/", views.stories, name="stories"),
    path("verhalen/<slug:slug>/", views.story, name="story"),
    path("campagne/<slug:slug>/", views.campaign, name="campaign"),
    path("film/", views.film, name="film"),
    path("film/avond/", views.evening, name="evening"),
    path("plek/<slug:place>/", views.place, name="place"),
    path("plek/<slug:place>/<slug:slug>/", views.of_place, name="of_place"),
    path("foto/<uuid:picture>/", views.picture, name="picture"),
    path("redactie/", views.desk, name="desk"),
    path("redactie/nieuw/", views.begin, name="begin"),
    path("redactie/overnemen/", views.take, name="take"),
    path("redactie/<int:pk>/", views.edit, name="edit"),
    path("redactie/<int:pk>/kijken/", views.preview, name="preview"),
    path("redactie/<int:pk>/tweede-ja/", views.review, name="review"),
    path("redactie/<int:pk>/versies/", views.versions, name="versions"),
    path("redactie/<int:pk>/terug/", views.go_back, name="go_back"),
    path("redactie/<int:pk>/van-de-site/", views.take_down, name="take_down"),
    path("redactie/<int:pk>/voorpagina/", views.put_on_front, name="put_on_front"),
    path("redactie/<int:pk>/citaat/", views.withdraw_quote, name="withdraw_quote"),
]
