"""Addresses of the reports."""

from django.urls import path

from naast.impact import views

app_name = "impact"
urlpatterns = [
    path("verslagen/", views.reports, name="reports"),
    path("verslagen/pdf/", views.report_pdf, name="report_pdf"),
    path("verslagen/csv/", views.report_csv, name="report_csv"),
    path("verslagen/rekenen/", views.calculator, name="calculator"),
    path("verslagen/doelen/", views.targets, name="targets"),
    path("mijn-zin/", views.quotes, name="quotes"),
    path("mijn-zin/<int:pk>/terug/", views.withdraw_quote, name="withdraw_quote"),
]
