from .agreements import Agreement
from .banners import BannerCheck, ChannelHit, HitCount, LinkSpan, PageHealth, ShortLink
from .budget import BudgetAllocation, BudgetEntry
from .contacts import Contact, Volunteer
from .contributions import Application, Contribution, Proposal
from .events.gatherings import Attendance, Gathering, Speaker
from .events.pages import EventIndexPage, EventPage
from .events.registrations import Registration
from .fieldwork import Digest, LessonLearned, QuestionAsked, VisitPhoto
from .history import Change
from .imports import PartnerImport, StagedRow
from .kit import KitCheck, KitItem, ReadinessCheck, ReadinessItem
from .letters.batches import LetterBatch
from .letters.books import LetterBook
from .letters.deliveries import Delivery
from .letters.events import LetterChain, LetterEvent
from .letters.letters import Letter, LetterEnclosure
from .letters.offices import LetterOffice, Signatory
from .letters.texts import LetterTemplate
from .links import LinkUse
from .merges import Merge
from .pages import NetworkIndexPage
from .partners import Partner, PartnerFile, PartnerNote
from .preferences import ListColumns
from .screenings import Screening
from .seasons import Holiday, PlanMonth, Quota, Responsibility, Season, Team
from .travel import EstimateLine, Rate, Traveller, TravelRequest
from .visits import CallLog, FollowUp, Skip, Visit, VisitEvent

__all__ = [
    "Agreement",
    "Application",
    "Attendance",
    "BannerCheck",
    "BudgetAllocation",
    "BudgetEntry",
    "CallLog",
    "Change",
    "ChannelHit",
    "Contact",
    "Contribution",
    "Delivery",
    "Digest",
    "EstimateLine",
    "EventIndexPage",
    "EventPage",
    "FollowUp",
    "Gathering",
    "HitCount",
    "Holiday",
    "KitCheck",
    "KitItem",
    "LessonLearned",
    "Letter",
    "LetterBatch",
    "LetterBook",
    "LetterChain",
    "LetterEnclosure",
    "LetterEvent",
    "LetterOffice",
    "LetterTemplate",
    "LinkSpan",
    "LinkUse",
    "ListColumns",
    "Merge",
    "NetworkIndexPage",
    "PageHealth",
    "Partner",
    "PartnerFile",
    "PartnerImport",
    "PartnerNote",
    "PlanMonth",
    "Proposal",
    "QuestionAsked",
    "Quota",
    "Rate",
    "ReadinessCheck",
    "ReadinessItem",
    "Registration",
    "Responsibility",
    "Screening",
    "Season",
    "ShortLink",
    "Signatory",
    "Skip",
    "Speaker",
    "StagedRow",
    "Team",
    "TravelRequest",
    "Traveller",
    "Visit",
    "VisitEvent",
    "VisitPhoto",
    "Volunteer",
]
