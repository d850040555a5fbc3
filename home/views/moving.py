from django.core.exceptions import PermissionDenied


def refuse_unless_movable(request, page, destination) -> None:
    """Before a page is moved. Wagtail asks only when the answer comes back; here the question is not put either."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
