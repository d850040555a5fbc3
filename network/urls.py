"""Addresses of the network that speak no language: what partners' pages, posters and posts lead to."""

from django.urls import path

from .views import embeds, team_calendar

urlpatterns = [
    path("outreach/calendar/<str:token>.ics", team_calendar.team_calendar, name="team_calendar"),
    path("from/<str:code>/", embeds.from_partner, name="from_partner"),
    path("banner/<str:name>.png", embeds.banner, name="banner"),
    path("widget/<str:code>/", embeds.widget, name="widget"),
    path("oembed/", embeds.oembed, name="oembed"),
    path("go/<str:code>", embeds.go, name="go"),
    path("go/<str:code>/", embeds.go),
    path("checker/", embeds.checker, name="checker"),
]
