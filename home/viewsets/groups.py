"""How the records are grouped in the admin's menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .figures import IndicatorViewSet, ObservationViewSet
from .places import CentreViewSet, ProvinceViewSet, TopicViewSet
from .releases import ReleaseViewSet


class StatisticsGroup(ModelViewSetGroup):
    menu_label = _("Statistics")
    menu_icon = "table"
    menu_order = 210
    items = (ObservationViewSet, IndicatorViewSet, ReleaseViewSet)


class PlacesGroup(ModelViewSetGroup):
    menu_label = _("Centres and provinces")
    menu_icon = "globe"
    menu_order = 220
    items = (CentreViewSet, ProvinceViewSet, TopicViewSet)
