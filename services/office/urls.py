"""Pages for staff, under /office/."""

from django.urls import path

from services.office.views import acting, bulk, case, figures, files, glass, outages, queue, team

app_name = "office"

urlpatterns = [
    path("", queue.home, name="home"),
    path("search/", queue.search, name="search"),
    path("next/", queue.next_case, name="next"),
    path("filters/", queue.save_filter, name="save_filter"),
    path("filters/<int:filter_id>/forget/", queue.forget_filter, name="forget_filter"),
    path("many/", bulk.begin, name="bulk"),
    path("many/<uuid:job_id>/", bulk.progress, name="bulk_job"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/do/<slug:name>/", acting.act, name="act"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", files.document, name="document"),
    path("cases/<uuid:case_id>/outputs/<uuid:output_id>/", files.output, name="output"),
    path("cases/<uuid:case_id>/file/", files.whole, name="file"),
    path("glass/", glass.break_glass, name="glass"),
    path("figures/", figures.show, name="figures"),
    path("team/", team.show, name="team"),
    path("team/do/<slug:name>/", team.act, name="team_act"),
    path("outages/", outages.show, name="outages"),
    path("outages/<int:outage_id>/end/", outages.end, name="end_outage"),
]
