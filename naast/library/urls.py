"""Addresses of the library: everybody may come and read."""

app_name = "library"
urlpatterns: list[object] = []
