import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from home.actions.found_portal import found_portal
from home.models import CentreGroup
from network.actions.found_letters import found_letters
from network.actions.found_network import found_network
from network.models import LetterTemplate, NetworkIndexPage

pytestmark = pytest.mark.django_db


def test_the_network_is_founded_once_beside_the_menu_in_both_languages():
    found_portal(provinces=[])
    founded = found_network()
    assert (founded.pages, founded.groups) == (4, 24)
    pages = NetworkIndexPage.objects.live().order_by("path")
    assert [(page.url, page.show_in_menus) for page in pages] == [("/network/", False), ("/en/network/", False)]
    again = found_network()
    assert (again.pages, again.groups) == (0, 0)


def test_each_centre_has_its_four_roles_and_headquarters_keeps_the_places():
    found_portal(provinces=[])
    found_network()
    for role in ("officer", "team_leader", "director", "admin_section"):
        assert CentreGroup.objects.filter(role=role).count() == 6
    rights = set(Group.objects.get(centre_group__role="hq").permissions.values_list("codename", flat=True))
    assert {"change_subdistrict", "change_agreement", "merge_partner", "erase_person", "change_partner"} <= rights
    assert "change_change" not in rights
    officer = Group.objects.get(centre_group__role="officer", centre_group__centre__code="east")
    of_officer = set(officer.permissions.values_list("codename", flat=True))
    assert {"access_admin", "change_partner", "add_contact"} <= of_officer
    assert not {"merge_partner", "erase_person", "change_district", "delete_partner"} & of_officer


def test_a_group_keeps_the_rights_its_administrator_gave_it():
    found_portal(provinces=[])
    found_network()
    officer = Group.objects.get(centre_group__role="officer", centre_group__centre__code="east")
    officer.permissions.clear()
    found_network()
    assert not officer.permissions.exists()


def test_a_right_that_came_with_a_newer_release_reaches_the_groups_that_were_there_before():
    found_portal(provinces=[])
    found_network()
    right = Permission.objects.get(codename="publish_contribution")
    right.group_set.clear()
    assert found_network().groups == 0
    holders = CentreGroup.objects.filter(group__permissions=right)
    assert set(holders.values_list("role", flat=True)) == {"team_leader", "director", "admin_section", "hq"}
    assert holders.count() == 3 * 6 + 1


def test_what_was_taken_from_one_group_stays_taken():
    found_portal(provinces=[])
    found_network()
    leader = Group.objects.get(centre_group__role="team_leader", centre_group__centre__code="east")
    leader.permissions.remove(Permission.objects.get(codename="publish_contribution"))
    found_network()
    assert not leader.permissions.filter(codename="publish_contribution").exists()


def test_without_a_portal_the_command_says_what_to_do_first():
    with pytest.raises(CommandError, match="found_portal"):
        call_command("found_network")


def test_rights_that_a_later_version_brings_are_given_to_the_groups_that_are_there():
    found_portal(provinces=[])
    found_network()
    later = Permission.objects.get(codename="issue_letter")
    later.group_set.clear()
    found_network()
    holders = CentreGroup.objects.filter(group__permissions=later)
    assert set(holders.values_list("role", flat=True)) == {"admin_section"}
    assert holders.count() == 6


def test_headquarters_neither_approves_nor_numbers_the_letters_of_its_centres():
    found_portal(provinces=[])
    found_network()
    rights = set(Group.objects.get(centre_group__role="hq").permissions.values_list("codename", flat=True))
    assert {"change_letter", "check_letter", "change_letteroffice"} <= rights
    assert not {"approve_letter", "issue_letter", "add_letterevent", "change_letterchain"} & rights


def test_the_ready_texts_are_founded_once_and_stay_as_the_office_edits_them():
    assert found_letters() == 7
    LetterTemplate.objects.filter(key="letter_a").update(name="ของเรา", subject="เรื่องของเรา")
    assert found_letters() == 0
    assert LetterTemplate.objects.get(key="letter_a").subject == "เรื่องของเรา"
