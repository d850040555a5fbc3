from .answers import Decision, KeyedSheet, Response
from .campaigns import Campaign, PairCode
from .instruments import Instrument, Revision, RevisionIsFrozen
from .pages import SurveyPage
from .replies import ReplyAddress
from .reports import ReportEvent, SeasonReport
from .themes import TextTheme, Theme

__all__ = [
    "Campaign",
    "Decision",
    "Instrument",
    "KeyedSheet",
    "PairCode",
    "ReplyAddress",
    "ReportEvent",
    "Response",
    "Revision",
    "RevisionIsFrozen",
    "SeasonReport",
    "SurveyPage",
    "TextTheme",
    "Theme",
]
