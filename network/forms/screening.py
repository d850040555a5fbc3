from django import forms
from django.utils.translation import gettext_lazy

from ..models import Screening


class ScreeningForm(forms.Form):
    site_works = forms.ChoiceField(
        label=gettext_lazy("Does the site work?"), choices=Screening.Answer.choices, widget=forms.RadioSelect
    )
    banner_room = forms.ChoiceField(
        label=gettext_lazy("Is there room for the banner on its first page?"),
        choices=Screening.Answer.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
