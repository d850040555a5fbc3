"""Addresses of the questionnaires that exist once per language. They are short: they are printed and typed."""

from django.urls import path

from .views import answering, own_answer, published

urlpatterns = [
    path("reports/", published.published_reports, name="published_reports"),
    path("reports/<int:year>/", published.published_report, name="published_report"),
    path("reports/<int:year>/report.pdf", published.published_pdf, name="published_report_pdf"),
    path("s/", answering.enter_code, name="survey_code"),
    path("s/thanks/", answering.thanks, name="survey_thanks"),
    path("s/o/<slug:code>/", answering.answer_openly, name="survey_open"),
    path("s/mine/", own_answer.enter_code, name="survey_mine"),
    path("s/mine/erased/", own_answer.erased, name="survey_erased"),
    path("s/mine/<int:wave>/<slug:code>/<slug:mark>/", own_answer.show, name="survey_own"),
    path("s/<int:wave>/<slug:code>/<slug:mark>/", answering.answer, name="survey_answer"),
]
