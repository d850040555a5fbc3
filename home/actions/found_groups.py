"""Who works here: two groups for each centre, one for headquarters, what they may touch, and who approves."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ..founding import names
from ..models import Centre, CentreApprovalTask, CentreGroup

Role = CentreGroup.Role

#: What a role may do with pages below the sections of the centres. Wagtail's "change" also lets a role delete drafts.
PAGE_RIGHTS = {
    Role.EDITOR: ("add", "change"),
    Role.MODERATOR: ("add", "change", "publish", "lock", "unlock"),
    Role.HQ: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
FILE_RIGHTS = ("add", "change", "choose")
#: Wagtail asks for the rights of its own two models, whichever model a site has put in their place.
FILE_MODELS = (("wagtailimages", "image"), ("wagtaildocs", "document"))
COLLECTION_RIGHTS = ("add", "change", "delete")
#: (app, codename) that every member of staff has.
STAFF_RIGHTS = (("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation"))
#: Models, as (app, model), whose records headquarters keeps. Users are not among them: who may change users may make
#: himself a superuser (Wagtail's security notes).
HQ_MODELS = (
    *(("home", model) for model in ("centre", "province", "topic", "indicator", "observation", "release", "office")),
    ("wagtailredirects", "redirect"),
)


def found_groups(home: Page) -> int:
    """Make the groups, collections and the workflow that are missing. The number of groups made.

    A group that exists keeps the rights its administrator gave it.
    """
    homes = [home, *home.get_translations()]
    sections = _sections(homes)
    shared = _collection(names.SHARED_COLLECTION)
    _retire_wagtails_own()
    made = [_found_hq(homes)]
    for centre in Centre.objects.all():
        collection = _collection(names.CENTRE_COLLECTION.format(region=centre.region_th))
        for role, name in ((Role.EDITOR, names.EDITORS_OF), (Role.MODERATOR, names.MODERATORS_OF)):
            group, is_new = _group(name.format(region=centre.region_th), role, centre)
            made.append(is_new)
            if is_new:
                _may_touch_pages(group, sections, PAGE_RIGHTS[role])
                _may_touch_files(group, collection, FILE_RIGHTS)
                _may_touch_files(group, shared, ("choose",))
    _found_workflow(sections)
    return sum(made)


def let_centres_write(sections: Iterable[Page]) -> None:
    """Opens new sections of an upper room to the groups of the centres, and puts them under the approval."""
    sections = list(sections)
    for role in (Role.EDITOR, Role.MODERATOR):
        for group in Group.objects.filter(centre_group__role=role):
            _may_touch_pages(group, sections, PAGE_RIGHTS[role])
    workflow = Workflow.objects.filter(name=names.WORKFLOW).first()
    for section in sections if workflow else ():
        WorkflowPage.objects.update_or_create(page=section, defaults={"workflow": workflow})


def _retire_wagtails_own() -> None:
    """Take away the groups and the approval that Wagtail's migrations leave, unless somebody has put them to use."""
    Group.objects.filter(name__in=names.WAGTAIL_GROUPS, pk__in=(1, 2), user=None, centre_group=None).delete()
    workflow = Workflow.objects.filter(name=names.WAGTAIL_WORKFLOW, pk=1, workflow_states=None).first()
    if workflow:
        Task.objects.filter(workflow_tasks__workflow=workflow, task_states=None).delete()
        workflow.delete()


def _sections(homes: Iterable[Page]) -> list[Page]:
    return [page for home in homes for page in home.get_children().filter(slug__in=names.CENTRE_SECTIONS)]


def _group(name: str, role: Role, centre: Centre | None) -> tuple[Group, bool]:
    known = CentreGroup.objects.filter(role=role, centre=centre).select_related("group").first()
    if known:
        return known.group, False
    group, _created = Group.objects.get_or_create(name=name)
    CentreGroup.objects.create(group=group, role=role, centre=centre)
    group.permissions.add(*_permissions(STAFF_RIGHTS))
    return group, True


def _found_hq(homes: Iterable[Page]) -> bool:
    group, is_new = _group(names.HQ_GROUP, Role.HQ, None)
    if is_new:
        _may_touch_pages(group, homes, PAGE_RIGHTS[Role.HQ])
        root = Collection.get_first_root_node()
        _may_touch_files(group, root, FILE_RIGHTS)
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=root, permission=permission)
            for permission in _permissions(("wagtailcore", f"{right}_collection") for right in COLLECTION_RIGHTS)
        )
        records = Q(pk__in=[])
        for app, model in HQ_MODELS:
            records |= Q(content_type__app_label=app, content_type__model=model)
        group.permissions.add(*Permission.objects.filter(records))
    return is_new


def _permissions(rights: Iterable[tuple[str, str]]) -> list[Permission]:
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in rights]


def _collection(name: str) -> Collection:
    known = Collection.objects.filter(name=name).first()
    return known or Collection.get_first_root_node().add_child(instance=Collection(name=name))


def _may_touch_pages(group: Group, pages: Iterable[Page], rights: Iterable[str]) -> None:
    allowed = _permissions(("wagtailcore", f"{right}_page") for right in rights)
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=page, permission=permission) for page in pages for permission in allowed
    )


def _may_touch_files(group: Group, collection: Collection, rights: Iterable[str]) -> None:
    rights = tuple(rights)
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=collection, permission=permission)
        for app, model in FILE_MODELS
        for permission in _permissions((app, f"{right}_{model}") for right in rights)
    )


def _found_workflow(sections: Iterable[Page]) -> None:
    if Workflow.objects.filter(name=names.WORKFLOW).exists():
        return
    task = CentreApprovalTask.objects.create(name=names.APPROVAL)
    task.groups.set(Group.objects.filter(centre_group__role__in=[Role.MODERATOR, Role.HQ]))
    workflow = Workflow.objects.create(name=names.WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for section in sections:
        WorkflowPage.objects.update_or_create(page=section, defaults={"workflow": workflow})
