"""Addresses of the network that exist once per language."""

from django.urls import include, path

from .views import directory_files, events

urlpatterns = [
    path("events/calendar.ics", events.events_ics, name="events_ics"),
    path("events/registration/<str:token>/", events.event_registration, name="event_registration"),
    path("events/certificate/<str:token>/", events.event_certificate, name="event_certificate"),
    path("events/<int:pk>/register/", events.register_for_event, name="event_register"),
    path("events/<int:pk>/registered/", events.event_registered, name="event_registered"),
    path("events/<int:pk>/event.ics", events.event_ics, name="event_ics"),
    path("network/", include("network.urls_my")),
    path("network.csv", directory_files.directory_csv, name="directory_csv"),
    path("network.geojson", directory_files.directory_geojson, name="directory_geojson"),
]
