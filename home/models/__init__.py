from .approval import CentreApprovalTask
from .bulletin_section import BulletinIndexPage
from .bulletins import BulletinCorrection, BulletinFile, BulletinPage
from .figures import Indicator, Observation
from .guides import GuideIndexPage, GuidePage
from .home_page import HomePage
from .imports import FileImport
from .jobs import Job, JobItem
from .library import DatasetIndexPage, DatasetPage, DownloadsPage, PublicationIndexPage, PublicationPage
from .media import PortalDocument, PortalImage, PortalRendition
from .memberships import CentreGroup
from .news import NewsFile, NewsPage, RelatedPage
from .news_section import NewsIndexPage
from .offices import Office
from .places import Centre, District, Province, ProvincialOffice, Subdistrict
from .portal import PortalPage, SectionPage
from .provinces import ProvinceIndexPage, ProvincePage
from .release_calendar import ReleaseCalendarPage
from .releases import Release
from .services import ServiceIndexPage, ServicePage
from .standard import FAQPage, StandardPage
from .topics import Topic

__all__ = [
    "BulletinCorrection",
    "BulletinFile",
    "BulletinIndexPage",
    "BulletinPage",
    "Centre",
    "CentreApprovalTask",
    "CentreGroup",
    "DatasetIndexPage",
    "DatasetPage",
    "District",
    "DownloadsPage",
    "FAQPage",
    "FileImport",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "Indicator",
    "Job",
    "JobItem",
    "NewsFile",
    "NewsIndexPage",
    "NewsPage",
    "Observation",
    "Office",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "Province",
    "ProvinceIndexPage",
    "ProvincePage",
    "ProvincialOffice",
    "PublicationIndexPage",
    "PublicationPage",
    "RelatedPage",
    "Release",
    "ReleaseCalendarPage",
    "SectionPage",
    "ServiceIndexPage",
    "ServicePage",
    "StandardPage",
    "Subdistrict",
    "Topic",
]
