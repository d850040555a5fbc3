from django import template

from ..models import NewsPage, news_archive

register = template.Library()


@register.simple_tag
def related_news(page: NewsPage) -> tuple[news_archive.Card, ...]:
    """What to read next: the editor's choice, or the newest that share a topic."""
    return news_archive.related_to(page)
