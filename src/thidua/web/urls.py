"""Every address of the product. Each has its row in the permission matrix test."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from thidua.web.office import (
    dashboard,
    decisions,
    duplicates,
    grants,
    holds,
    jobs,
    nominations,
    outlook,
    papers,
    people,
    person_edit,
    person_standing,
    questions,
    replay,
    screenings,
    search,
    transfers,
    units,
    whatif,
)
from thidua.web.portal import honours, law, law_honour, verification
from thidua.web.portal import views as portal
from thidua.web.shell import views as shell
from thidua.web.unit import sheet, sheets

_PAPERS = "quyet-dinh.pdf|quyet-dinh.docx|danh-sach.xlsx|giay-chung-nhan.pdf"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", portal.home, name="home"),
    path("so-lieu/", portal.season_figures, name="season_figures"),
    path("bai-viet/<int:year>/", portal.article, name="article"),
    path("vinh-danh/", honours.honour_roll, name="honour_roll"),
    path("cong-bo/", honours.public_decisions, name="public_decisions"),
    path("cong-bo/<int:pk>/", honours.public_decision, name="public_decision"),
    path("xac-thuc/", verification.check, name="check"),
    path("xac-thuc/<str:code>/", verification.verification, name="verification"),
    path("luat/", law.law, name="law"),
    path("luat/van-ban/", law.instruments, name="instruments"),
    path("luat/<str:code>/", law_honour.law_honour, name="law_honour"),
    path("luat/<str:code>/tinh-huong/", law_honour.law_honour_cases, name="law_honour_cases"),
    path("robots.txt", portal.robots, name="robots"),
    path("dang-nhap/", shell.sign_in, name="sign_in"),
    path("dang-xuat/", shell.sign_out, name="sign_out"),
    path("lam-viec/", shell.work, name="work"),
    path("tim/", search.search, name="search"),
    path("tong-quan/", dashboard.dashboard, name="dashboard"),
    path("de-nghi/", nominations.nominations, name="nominations"),
    path("de-nghi/<int:pk>/", nominations.nomination, name="nomination"),
    path("de-nghi/<int:pk>/giai-thich.pdf", papers.explanation, name="nomination_paper"),
    re_path(r"^dot-xet/to-trinh\.(?P<kind>pdf|docx)$", papers.submission, name="submission_paper"),
    path("dot-xet/danh-sach-khong-dat.pdf", papers.refused, name="refusals_paper"),
    path("dot-xet/<str:code>/danh-sach-khong-dat.pdf", papers.refused_of_unit, name="unit_refusals_paper"),
    path("can-tra-loi/", questions.questions, name="questions"),
    path("can-tra-loi/<int:line_id>/", questions.question, name="question"),
    path("danh-sach/", sheets.sheets, name="sheets"),
    path("danh-sach/gui/", sheets.sheet_upload, name="sheet_upload"),
    path("danh-sach/<int:pk>/", sheet.sheet, name="sheet"),
    path("viec-nen/", jobs.jobs, name="jobs"),
    path("dot-xet/xet-lai/", replay.replay, name="replay"),
    path("ra-soat/", screenings.screenings, name="screenings"),
    path("ra-soat/<int:pk>/", screenings.screening, name="screening"),
    path("ra-soat/<int:pk>/<str:honour>/", screenings.screened_people, name="screened_people"),
    path("don-vi/", units.unit_list, name="units"),
    path("nguoi/", people.people, name="people"),
    path("them-nguoi/", person_edit.person_add, name="person_add"),
    path("nguoi/<str:code>/", people.person, name="person"),
    path("nguoi/<str:code>/sua/", person_edit.person_edit, name="person_edit"),
    path("nguoi/<str:code>/xep-loai/", person_standing.person_ratings, name="person_ratings"),
    path("nguoi/<str:code>/ky-luat/", person_standing.person_disciplines, name="person_disciplines"),
    path("nguoi/<str:code>/gop/", duplicates.person_merge, name="person_merge"),
    path("nguoi/<str:code>/chuyen/", transfers.transfer_propose, name="transfer_propose"),
    path("chuyen-cong-tac/", transfers.transfers, name="transfers"),
    path("chuyen-cong-tac/<int:pk>/", transfers.transfer, name="transfer"),
    path("trung-ho-so/", duplicates.duplicates, name="duplicates"),
    path("trung-ho-so/<int:pk>/", duplicates.duplicate, name="duplicate"),
    path("gop-ho-so/<int:pk>/", duplicates.merge, name="merge"),
    path("nguoi/<str:code>/tam-dung/", holds.hold_person, name="hold_person"),
    path("tam-dung/", holds.holds, name="holds"),
    path("tam-dung/<int:pk>/", holds.hold, name="hold"),
    path("nguoi/<str:code>/trien-vong/", outlook.outlook, name="outlook"),
    path("nguoi/<str:code>/thu-xet/", whatif.what_if, name="what_if"),
    path("so-khen-thuong/", people.awards, name="awards"),
    path("quyen/", grants.grants, name="grants"),
    path("quyen/giao/", grants.grant_give, name="grant_give"),
    path("quyen/uy-quyen/", grants.grant_delegate, name="grant_delegate"),
    path("quyen/bang/", grants.capability_table, name="capability_table"),
    path("quyen/<int:pk>/", grants.grant, name="grant"),
    path("quyet-dinh/", decisions.decisions, name="decisions"),
    path("quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    re_path(
        rf"^quyet-dinh/(?P<pk>\d+)/(?P<kind>{_PAPERS})$", decisions.decision_paper, name="decision_paper"
    ),
    path("giay-chung-nhan/<int:pk>.pdf", decisions.certificate, name="certificate"),
]
handler404 = "thidua.web.shell.views.not_found"
handler500 = "thidua.web.shell.views.broken"
