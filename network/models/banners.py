from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from home.access import for_user

from .. import codes
from ..linkcheck.detect import Banner, Flag
from ..linkcheck.fetch import ANSWERED, Reach, Tls
from .partners import Partner

REACHES = (
    (Reach.OK, _("answers")),
    (Reach.SLOW, _("answers slowly")),
    (Reach.MOVED_AWAY, _("leads to another site")),
    (Reach.TOO_LARGE, _("page too large")),
    (Reach.ROBOTS, _("does not let us look (robots.txt)")),
    (Reach.DNS, _("name not found")),
    (Reach.REFUSED, _("refuses the connection")),
    (Reach.UNREACHABLE, _("cannot be reached")),
    (Reach.TIMEOUT, _("no answer in time")),
    (Reach.TLS, _("no secure connection")),
    (Reach.HTTP_4XX, _("page not found")),
    (Reach.HTTP_5XX, _("error of the server")),
    (Reach.LOOP, _("too many redirects")),
    (Reach.BROKEN, _("answer not understood")),
    (Reach.NOT_ALLOWED, _("address not allowed")),
    (Reach.BAD_ADDRESS, _("address is written wrongly")),
    (Reach.NOT_CHECKED, _("not looked at")),
)
BANNERS = (
    (Banner.BANNER, _("banner with link")),
    (Banner.WIDGET, _("news widget")),
    (Banner.LINK, _("text link")),
    (Banner.IMAGE, _("picture without link")),
    (Banner.HIDDEN, _("hidden")),
    (Banner.ABSENT, _("not on the page")),
    (Banner.NEEDS_JS, _("page is written by a script")),
    (Banner.UNKNOWN, _("cannot be told")),
)
TLS = (
    (Tls.NONE, _("no https")),
    (Tls.OK, _("in order")),
    (Tls.EXPIRED, _("expired")),
    (Tls.WRONG_HOST, _("for another name")),
    (Tls.UNTRUSTED, _("issuer not trusted")),
    (Tls.OUTDATED, _("outdated encryption")),
    (Tls.FAILED, _("does not work")),
)
FLAGS = (
    (Flag.HIJACKED, _("suspected of being hijacked")),
    (Flag.PARKED, _("domain let go or empty server")),
    (Flag.HTTP_LINK, _("link without https")),
    (Flag.WRONG_CODE, _("code of another organisation")),
    (Flag.OLD_TARGET, _("leads to an old address of ours")),
    (Flag.PLAIN_LINK, _("link without code")),
    (Flag.TLS_SOON, _("certificate ends soon")),
    (Flag.MOVED, _("site has moved")),
)
FLAG_NAMES = dict(FLAGS)
LANDMARKS = {
    "header": _("top of the page"),
    "nav": _("menu"),
    "main": _("main part"),
    "aside": _("side column"),
    "footer": _("foot of the page"),
}


def names_of(flags) -> list[str]:
    """Flags in words, in the order of the table."""
    return [str(name) for flag, name in FLAGS if flag in flags]


class Evidence(models.Model):
    """What a look at a site showed; a look and a span of equal looks have these in common."""

    reach = models.CharField(_("website"), max_length=20, choices=REACHES, default=Reach.NOT_CHECKED)
    banner = models.CharField(_("what was seen"), max_length=10, choices=BANNERS, default=Banner.UNKNOWN)
    tls = models.CharField(_("certificate"), max_length=12, choices=TLS, default=Tls.NONE)
    flags = models.JSONField(_("remarks"), default=list)
    kind = models.CharField(_("way"), max_length=20, blank=True)
    http_status = models.PositiveSmallIntegerField(_("status code"), default=0)
    evidence_url = models.CharField(_("page"), max_length=500, blank=True)
    where = models.CharField(_("part of the page"), max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(_("place on the page in per cent"), null=True)
    alt = models.CharField(_("text of the picture"), max_length=200, blank=True)
    excerpt = models.CharField(_("excerpt"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def flag_names(self) -> list[str]:
        return names_of(self.flags)

    @property
    def where_name(self) -> str:
        return str(LANDMARKS.get(self.where, ""))

    @property
    def holds(self) -> bool:
        return self.banner in (Banner.BANNER, Banner.WIDGET, Banner.LINK)


class BannerCheckQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user, "partner__province__centre")

    def watched(self):
        """Of partners that have a website and still are what they were."""
        return self.filter(partner__merged_into=None, partner__closed_on=None).exclude(partner__website="")

    def due(self, now):
        return self.watched().filter(next_at__lte=now)

    def flagged(self, flag):
        """With a remark: flags are few fixed words, so that the quoted word in the JSON is enough on both databases."""
        return self.annotate(flag_words=Cast("flags", models.TextField())).filter(flag_words__contains=f'"{flag}"')

    def free(self, now):
        """In nobody's hands."""
        return self.filter(models.Q(lease_until=None) | models.Q(lease_until__lt=now))


class BannerCheck(Evidence):
    """The watch over one partner's site: what the last look showed, the judgement, and when to look again."""

    class Suspicion(models.TextChoices):
        NONE = "", _("none")
        WAITING = "waiting", _("to be looked at by a person")
        CONFIRMED = "confirmed", _("confirmed")
        DISMISSED = "dismissed", _("false alarm")

    partner = models.OneToOneField(
        Partner, on_delete=models.CASCADE, primary_key=True, related_name="banner_check", verbose_name=_("partner")
    )
    standing = models.CharField(
        _("banner"), max_length=10, choices=Partner.BannerState, default=Partner.BannerState.UNKNOWN
    )
    looks = models.PositiveIntegerField(_("looks"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    checked_at = models.DateTimeField(_("last looked at"), null=True)
    by_hand_at = models.DateTimeField(_("last looked at by request"), null=True)
    next_at = models.DateTimeField(_("next look"), db_index=True)
    hit_on = models.DateField(_("last hit from the site itself"), null=True)
    tls_days = models.IntegerField(_("days left of the certificate"), null=True)
    seconds = models.FloatField(_("seconds to answer"), default=0)
    problem = models.CharField(_("message"), max_length=200, blank=True)
    words = models.JSONField(_("words that raised suspicion"), default=list)
    robots = models.BooleanField(null=True)
    robots_at = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    suspicion = models.CharField(_("suspicion"), max_length=10, choices=Suspicion, default="", blank=True)
    suspected_at = models.DateTimeField(_("suspected at"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    told_lost_at = models.DateTimeField(_("partner told of the loss at"), null=True)
    told_hijack_at = models.DateTimeField(_("partner warned at"), null=True)

    objects = BannerCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("watch over a site")
        verbose_name_plural = _("watch over sites")
        indexes = [
            models.Index(fields=["standing", "reach"], name="banner_by_verdict"),
            models.Index(fields=["suspicion", "suspected_at"], name="banner_by_suspicion"),
        ]

    def __str__(self) -> str:
        return f"{self.get_standing_display()} {self.partner_id}"

    @property
    def said(self) -> str:
        """What the last look showed, in words: the site where it did not answer, else what stands on it."""
        if self.reach in ANSWERED:
            return f"{self.get_banner_display()} · {self.get_reach_display()}"
        return str(self.get_reach_display())

    @property
    def tone(self) -> str:
        """The colour of the standing: done, problem or waiting."""
        return {"live": "done", "lost": "problem"}.get(self.standing, "waiting")


class LinkSpan(Evidence):
    """A time during which every look at a site showed the same. Spans are kept, single looks are not."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="link_spans", verbose_name=_("partner"))
    standing = models.CharField(_("banner"), max_length=10, choices=Partner.BannerState)
    first_seen = models.DateTimeField(_("from"))
    last_seen = models.DateTimeField(_("to"))
    looks = models.PositiveIntegerField(_("looks"), default=1)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-first_seen", "-pk"]
        verbose_name = _("span of a site")
        verbose_name_plural = _("spans of sites")
        constraints = [
            models.UniqueConstraint(
                name="one_current_span_per_partner", fields=["partner"], condition=models.Q(current=True)
            ),
            models.CheckConstraint(
                name="span_ends_after_it_began", condition=models.Q(last_seen__gte=models.F("first_seen"))
            ),
        ]
        indexes = [models.Index(fields=["partner", "first_seen"], name="span_by_partner")]

    def __str__(self) -> str:
        return f"{self.get_standing_display()} {self.first_seen:%Y-%m-%d}"


class HitCount(models.Model):
    """How often something of ours was asked for on a partner's page on a day. Nothing of the reader is stored.

    `verified`: the request said that it came from the partner's own site.
    """

    class Kind(models.TextChoices):
        BANNER = "banner", _("banner shown")
        CLICK = "click", _("click")
        WIDGET = "widget", _("widget shown")

    day = models.DateField(_("day"))
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="hits", verbose_name=_("partner"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    verified = models.BooleanField(_("from the partner's own site"))
    n = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("count of hits")
        verbose_name_plural = _("counts of hits")
        constraints = [models.UniqueConstraint(name="one_count_per_day", fields=["partner", "day", "kind", "verified"])]
        indexes = [models.Index(fields=["day", "kind"], name="hits_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.n}"


class ShortLinkQuerySet(models.QuerySet):
    def for_user(self, user):
        return for_user(self, user)


class ShortLink(models.Model):
    """A short address of ours that is handed out on several channels: /go/<code>?c=line leads to a page of ours."""

    code = models.CharField(_("code"), max_length=6, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    target = models.CharField(_("leads to"), max_length=300, help_text=_("A path on this site, such as /news/."))
    centre = models.ForeignKey(
        "home.Centre", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("centre")
    )
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ShortLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        constraints = [
            models.CheckConstraint(
                name="short_links_stay_on_this_site",
                condition=models.Q(target__startswith="/") & ~models.Q(target__startswith="//"),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.code = self.code or codes.new_code()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if not self.target.startswith("/") or self.target.startswith(("//", "/\\")):
            raise ValidationError(
                {"target": _("A short link leads to a page of this site: its path begins with one slash.")}
            )

    @property
    def address(self) -> str:
        """The path that is handed out; a channel is added as ?c=line."""
        return f"/go/{self.code}"


class ChannelHit(models.Model):
    """How often a short address was followed from a channel on a day; `code` is a short link's or a partner's."""

    class Channel(models.TextChoices):
        LINE = "line", "LINE"
        FACEBOOK = "facebook", "Facebook"
        QR = "qr", _("QR code")
        MAIL = "mail", _("e-mail")
        WEB = "web", _("website")
        OTHER = "other", _("other")

    day = models.DateField(_("day"))
    code = models.CharField(_("code"), max_length=6)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    n = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("clicks of a channel")
        verbose_name_plural = _("clicks of channels")
        constraints = [models.UniqueConstraint(name="one_channel_count_per_day", fields=["code", "day", "channel"])]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.n}"


class PageHealth(models.Model):
    """An address that our own pages, services or news lead to, and whether it still answers."""

    address = models.CharField(_("address"), max_length=500, unique=True)
    source = models.CharField(_("stands on"), max_length=300, blank=True)
    source_url = models.CharField(_("address of the page"), max_length=300, blank=True)
    reach = models.CharField(_("state"), max_length=20, choices=REACHES, default=Reach.NOT_CHECKED)
    tls = models.CharField(_("certificate"), max_length=12, choices=TLS, default=Tls.NONE)
    http_status = models.PositiveSmallIntegerField(_("status code"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    broken_since = models.DateTimeField(_("broken since"), null=True)
    checked_at = models.DateTimeField(_("last looked at"), null=True)
    listed_at = models.DateTimeField(_("last found on a page"))

    class Meta:
        ordering = ["-failures", "address"]
        verbose_name = _("outgoing link")
        verbose_name_plural = _("outgoing links")

    def __str__(self) -> str:
        return self.address
