import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from home.models import CentreGroup, Job, JobItem

pytestmark = pytest.mark.django_db


def staff(name, role=None):
    user = User.objects.create_user(name, password="a long password")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    if role:
        CentreGroup.objects.create(group=group, role=role)
    return user


def job_of(owner, *, problems=(), **fields):
    fields = {"kind": "test", "title": f"Job of {owner}", "total": 4, "heartbeat_at": timezone.now()} | fields
    job = Job.objects.create(owner=owner, **fields)
    JobItem.objects.bulk_create(
        JobItem(job=job, key=f"item {n}", state="failed", error=problem, attempts=3)
        for n, problem in enumerate(problems)
    )
    return job


def test_everybody_sees_his_own_jobs_and_headquarters_all(client):
    own, other = staff("own"), staff("other")
    jobs = [job_of(own), job_of(other)]
    seen = {}
    for user in (own, other, staff("hq", role="hq"), User.objects.create_superuser("root", password="a long password")):
        client.force_login(user)
        content = client.get(reverse("jobs:index")).content.decode()
        pages = [client.get(reverse("jobs:job", args=[job.pk])).status_code for job in jobs]
        seen[user.username] = ([job.title in content for job in jobs], pages)
    assert seen == {
        "own": ([True, False], [200, 404]),
        "other": ([False, True], [404, 200]),
        "hq": ([True, True], [200, 200]),
        "root": ([True, True], [200, 200]),
    }


def test_a_running_job_shows_how_far_it_is_and_each_problem(client):
    user = staff("own")
    client.force_login(user)
    job = job_of(user, state="running", done=1, failed=1, problems=["No such centre: <b>x</b>"])
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert 'max="4" value="2"' in page
    assert "No such centre: &lt;b&gt;x&lt;/b&gt;" in page
    assert f'action="{reverse("jobs:cancel", args=[job.pk])}"' in page


def test_the_script_gets_only_the_part_that_changes(client):
    user = staff("own")
    client.force_login(user)
    url = reverse("jobs:job", args=[job_of(user, state="running").pk])
    fragment = client.get(f"{url}?fragment=1").content.decode()
    assert "<html" not in fragment
    assert 'data-job-state="running"' in fragment


def test_an_ended_job_links_to_what_came_of_it_and_is_not_looked_at_again(client):
    user = staff("own")
    client.force_login(user)
    job = job_of(user, state="done", done=4, link="/admin/figures/", message="4 letters are ready.")
    page = client.get(reverse("jobs:job", args=[job.pk])).content.decode()
    assert 'data-again=""' in page
    assert 'href="/admin/figures/"' in page
    assert "4 letters are ready." in page
    assert reverse("jobs:cancel", args=[job.pk]) not in page


def test_a_job_is_cancelled_by_a_post_of_its_owner_only(client):
    user = staff("own")
    job = job_of(user, state="running")
    url = reverse("jobs:cancel", args=[job.pk])
    client.force_login(staff("other"))
    assert client.post(url).status_code == 404
    client.force_login(user)
    assert client.get(url).status_code == 405
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING
    client.post(url)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_the_result_is_handed_out_to_its_owner_only(client):
    user = staff("own")
    job = job_of(user, state="done")
    url = reverse("jobs:result", args=[job.pk])
    client.force_login(user)
    assert client.get(url).status_code == 404, "there is none yet"
    job.result.save("letters.txt", ContentFile(b"all of them"))
    response = client.get(url)
    assert b"".join(response.streaming_content) == b"all of them"
    assert "attachment" in response["Content-Disposition"]
    client.force_login(staff("other"))
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [2, 40])
def test_the_list_costs_the_same_queries_for_few_jobs_and_for_many(client, count, django_assert_max_num_queries):
    user = User.objects.create_superuser("root", password="a long password")
    client.force_login(user)
    for _number in range(count):
        job_of(user)
    client.get(reverse("jobs:index"))
    with django_assert_max_num_queries(14):
        client.get(reverse("jobs:index"))
