"""The demonstration's news, guides, services and pages about the site."""

from __future__ import annotations

from datetime import date
from typing import Any

from home.models import Centre, GuidePage, NewsFile, NewsPage, Province, RelatedPage, Topic

from . import content, markup, quoting
from .desk import ENGLISH, Desk, at_nine
from .publishing import Values, fill, write

#: The day the portal is said to have opened; what carries no date of its own is of this day.
OPENED = date(2025, 10, 1)
#: The day somebody last looked over what does not age by itself.
CHECKED = date(2026, 11, 16)


def words(desk: Desk, item: content.Item, language: str, *names: str) -> dict[str, Any]:
    """Title, summary and further text fields of an item in a language, their figures filled in."""
    facts = item.facts | (item.english if language == ENGLISH else {})
    return {name: quoting.quote(facts[name], language) for name in ("title", "summary", *names) if name in facts}


def body(desk: Desk, item: content.Item, language: str) -> str:
    return desk.stream(item.body_en if language == ENGLISH else item.body, language, item.slug)


def _file(desk: Desk, name: str, language: str) -> NewsFile:
    """A file of a news item; a Thai file under an English item is named in English."""
    document = desk.document(name, language)
    is_thai_only = language == ENGLISH and document == desk.documents[name]
    [item] = [item for item in content.items("documents.md") if item.slug == name]
    return NewsFile(document=document, title=item.facts["title_en"] if is_thai_only else "")


def _related(desk: Desk, paths: list[str], language: str) -> list[RelatedPage]:
    """What to read next; an English item names only what there is in English."""
    pages = [desk.page(path) for path in paths]
    if language == ENGLISH:
        pages = [page.get_translation(desk.english) for page in pages if page.has_translation(desk.english)]
    return [RelatedPage(target=page) for page in pages]


def load_news(desk: Desk) -> int:
    topics = {topic.code: topic for topic in Topic.objects.all()}
    provinces = {province.slug: province for province in Province.objects.all()}
    centres = {centre.code: centre for centre in Centre.objects.all()}

    def values_of(item: content.Item) -> Values:
        def values(language: str) -> dict[str, Any]:
            facts = item.facts
            expires = facts.get("expires")
            return {
                **words(desk, item, language, "credit_name"),
                "kind": facts["kind"],
                "date": facts["date"],
                "centre": centres[facts["centre"]] if "centre" in facts else None,
                "topics": [topics[code] for code in facts["topics"]],
                "provinces": [provinces[slug] for slug in facts.get("provinces", [])],
                "lead_image": desk.images[facts["image"]] if "image" in facts else None,
                "credit_url": facts.get("credit_url", ""),
                "expire_at": at_nine(expires) if expires else None,
                "files": [_file(desk, name, language) for name in facts.get("files", [])],
                "related": _related(desk, facts.get("related", []), language),
                "body": body(desk, item, language),
            }

        return values

    # Oldest first, so that the tree is in the order of time.
    items = sorted(content.items("news"), key=lambda item: item.facts["date"])
    return sum(
        write(
            desk,
            f"news/{item.slug}",
            NewsPage,
            values_of(item),
            english=bool(item.english),
            at=at_nine(item.facts["date"]),
        )
        for item in items
    )


def load_guides(desk: Desk) -> int:
    topics = {topic.code: topic for topic in Topic.objects.all()}

    def values_of(item: content.Item) -> Values:
        return lambda language: {
            **words(desk, item, language),
            "topic": topics[item.facts["topic"]],
            "for_staff": item.facts.get("for_staff", False),
            "last_checked_on": CHECKED,
            "body": body(desk, item, language),
        }

    return sum(
        write(
            desk, f"knowledge/{item.slug}", GuidePage, values_of(item), english=bool(item.english), at=at_nine(OPENED)
        )
        for item in content.items("guides.md")
    )


def load_services(desk: Desk) -> int:
    """Name the six services as the manual does, with its addresses, and say how each is used."""

    def values_of(item: content.Item) -> Values:
        return lambda language: {
            **words(desk, item, language, "owner_division", "service_url"),
            "last_checked_on": CHECKED,
            "body": body(desk, item, language),
        }

    return sum(
        fill(desk, f"services/{item.slug}", values_of(item), english=True, at=at_nine(OPENED))
        for item in content.items("services.md")
    )


def load_standing_pages(desk: Desk) -> int:
    """The pages about the site: about us, the eight benefits."""

    def values_of(item: content.Item) -> Values:
        return lambda language: {
            **words(desk, item, language, "promise"),
            "last_checked_on": CHECKED,
            "body": body(desk, item, language),
        }

    return sum(
        fill(desk, item.facts["path"], values_of(item), english=True, at=at_nine(OPENED))
        for item in content.items("standing.md")
    )


def load_questions(desk: Desk) -> int:
    [item] = content.items("faq.md")

    def values(language: str) -> dict[str, Any]:
        text = item.body_en if language == ENGLISH else item.body
        groups = [block | {"type": "group"} for block in markup.blocks(text, desk.references(language))]
        return {**words(desk, item, language), "questions": markup.dump(groups, f"faq/{language}")}

    return fill(desk, "faq", values, english=True, at=at_nine(OPENED))
