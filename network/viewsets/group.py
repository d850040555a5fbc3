"""How the network's screens are grouped in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from .agreements import AgreementViewSet
from .banners import BannerViewSet, ShortLinkViewSet
from .events import EventViewSet, GatheringViewSet
from .inbox import InboxViewSet
from .outreach import OutreachViewSet
from .outreach_records import (
    HolidayViewSet,
    KitItemViewSet,
    LessonViewSet,
    RateViewSet,
    ReadinessItemViewSet,
    TeamViewSet,
)
from .partner_imports import PartnerImportViewSet
from .partners import PartnerViewSet
from .places import DistrictViewSet, OfficeViewSet, SubdistrictViewSet
from .volunteers import VolunteerViewSet


class NetworkGroup(ViewSetGroup):
    menu_label = _("Network")
    menu_icon = "group"
    menu_order = 205
    items = (
        OutreachViewSet,
        EventViewSet,
        GatheringViewSet,
        TeamViewSet,
        HolidayViewSet,
        RateViewSet,
        KitItemViewSet,
        ReadinessItemViewSet,
        LessonViewSet,
        PartnerViewSet,
        BannerViewSet,
        ShortLinkViewSet,
        PartnerImportViewSet,
        InboxViewSet,
        VolunteerViewSet,
        AgreementViewSet,
        OfficeViewSet,
        DistrictViewSet,
        SubdistrictViewSet,
    )
