"""What is asked before something is done to many partners."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Partner
from .partner import day_input


class SourceForm(forms.Form):
    source = forms.ChoiceField(label=capfirst(_("where we know it from")), choices=Partner.Source)


class ManyNotesForm(forms.Form):
    text = forms.CharField(label=capfirst(_("note")), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(forms.Form):
    closed_on = forms.DateField(label=capfirst(_("closed on")), widget=day_input())
    reason = forms.CharField(label=capfirst(_("reason")), max_length=300, required=False)


class LeaveForm(forms.Form):
    reason = forms.CharField(label=capfirst(_("why it left")), max_length=300, required=False)


class NothingToFillIn(forms.Form):
    pass
