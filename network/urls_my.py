"""Addresses of the partners' own pages and of the ways into the network; below «network/» in each language."""

from django.urls import path

from .views import door, join, letters, my, my_banner, my_mails, verify

urlpatterns = [
    path("in/<slug:purpose>/<str:token>/", door.partner_entry, name="partner_entry"),
    path("door/", door.partner_door, name="partner_door"),
    path("join/", join.join, name="join"),
    path("join/sent/", join.join_sent, name="join_sent"),
    path("verify/<slug:code>-<slug:check>/", verify.verify, name="verify_certificate"),
    path("letters/<str:token>/", letters.verify_letter, name="verify_letter"),
    path("letters/<str:token>/answer/", letters.answer_letter, name="answer_letter"),
    path("my/", my.overview, name="my_overview"),
    path("my/data/", my.profile, name="my_profile"),
    path("my/people/", my.people, name="my_people"),
    path("my/people/new/", my.person, name="my_new_person"),
    path("my/people/<int:pk>/", my.person, name="my_person"),
    path("my/people/<int:pk>/remove/", my.remove_person, name="my_remove_person"),
    path("my/send/<slug:kind>/", my.contribute, name="my_contribute"),
    path("my/banner/", my_banner.my_banner, name="my_banner"),
    path("my/banner/poster-<slug:size>.pdf", my_banner.my_poster, name="my_poster"),
    path("my/certificate.pdf", my.certificate, name="my_certificate"),
    path("my/mails/", my_mails.mails, name="my_mails"),
    path("my/leave/", my.leave, name="my_leave"),
    path("my/left/", my.left, name="my_left"),
    path("my/log-out/", my.log_out, name="my_log_out"),
    path("my/sent/<slug:what>/", my.sent, name="my_sent"),
]
