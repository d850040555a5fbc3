from django import template

from .. import sharing

register = template.Library()


@register.filter
def share_image_url(page) -> str:
    """The full address of the 1200 x 630 picture that links to a page show."""
    return sharing.share_image_url(page)


@register.filter
def line_url(page) -> str:
    """Where LINE asks whom to send the page to; a plain link."""
    return sharing.line_url(page.full_url)


@register.filter
def facebook_url(page) -> str:
    """Where Facebook asks what to write about the page; a plain link."""
    return sharing.facebook_url(page.full_url)
