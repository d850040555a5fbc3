"""One address of every kind of public screen of the demonstration; English stands at the same address under /en."""

from datetime import date

from home import models
from home.thai import fiscal_year
from network.models import EventIndexPage, EventPage, NetworkIndexPage
from surveys.models import SurveyPage

#: A page of each type. What is listed exists in both languages.
PAGES = {
    models.HomePage: "/",
    models.NewsIndexPage: "/news/",
    models.NewsPage: "/news/vacancies-october-2569/",
    models.BulletinIndexPage: "/bulletins/",
    models.BulletinPage: "/bulletins/north-2026-q3/",
    models.ReleaseCalendarPage: "/bulletins/calendar/",
    models.ServiceIndexPage: "/services/",
    models.ServicePage: "/services/jobs/",
    models.ProvinceIndexPage: "/provinces/",
    models.ProvincePage: "/provinces/chiang-mai/",
    models.GuideIndexPage: "/knowledge/",
    models.GuidePage: "/knowledge/check-a-recruiter/",
    models.PublicationIndexPage: "/research/",
    models.PublicationPage: "/research/first-jobs-of-vocational-graduates/",
    models.DatasetIndexPage: "/data/",
    models.DatasetPage: "/data/placement-by-province/",
    models.DownloadsPage: "/downloads/",
    models.FAQPage: "/faq/",
    models.StandardPage: "/about/benefits/",
    NetworkIndexPage: "/network/",
    EventIndexPage: "/events/",
    EventPage: "/events/guidance-teachers-lampang/",
    SurveyPage: "/questionnaires/",
}

#: Other faces of these pages, and the screens that are no pages.
OTHERS = [
    "/news/job-fair-chiang-mai-2569/",
    "/news/home-work-deposit-scam/",
    "/news/?kind=fraud",
    "/news/?kind=fraud&topic=networks&year=2025",
    "/news/?page=2",
    "/bulletins/country-2026-10/",
    "/bulletins/?year=1999",
    "/bulletins/calendar/?past=1",
    "/provinces/?q=xyz",
    "/network/?view=map",
    "/network/join/",
    "/events/?when=past",
    "/events/school-visit-lamphun/",
    "/reports/",
    f"/reports/{fiscal_year(date.today()) - 1}/",
    "/s/",
    "/s/mine/",
    "/s/thanks/",
    "/about/",
    "/policies/",
    "/search/",
    "/search/?q=แรงงาน",
    "/search/?q=แรงงาน&kind=fraud",
    "/search/?q=job",
    "/search/?q=xyzzy",
    "/feeds/",
    "/sitemap/",
]
#: Answered with another status than 200.
MISSING = "/no-such-page/"

INDEXABLE = [*PAGES.values(), "/news/job-fair-chiang-mai-2569/", "/news/home-work-deposit-scam/", "/about/"]
EVERYWHERE = [*PAGES.values(), *OTHERS, MISSING]


def in_english(path: str) -> str:
    return f"/en{path}"
