"""What tests of the partners' own pages share: a person with a link, and a form's token."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from network import form_tokens, links
from tests import network_factories


def person(**fields):
    partner = network_factories.partner(phone="0 5400 0000", subdistrict=network_factories.subdistrict())
    return network_factories.contact(partner, **fields)


def entry(contact, purpose=links.PROFILE, token=None):
    token = token or links.make_token(contact.pk, contact.link_version, purpose)
    return reverse("partner_entry", args=[purpose, token])


def come_in(client, contact, purpose=links.PROFILE):
    answer = client.get(entry(contact, purpose))
    assert answer.status_code == 302, answer.content.decode()
    return answer


def form_token(age=timedelta(minutes=1)):
    return form_tokens.new_token(timezone.now() - age)
