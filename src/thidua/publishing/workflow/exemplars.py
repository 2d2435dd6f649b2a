"""The way of an example: proposed, chosen, published with consent and a story, taken off."""

from __future__ import annotations

from typing import Any

from thidua.eligibility.models import Hold
from thidua.flow.actions import guard
from thidua.flow.workflow import Transition, Workflow
from thidua.publishing.enums import ExemplarState


@guard("exemplar.consent", "Chưa có sự đồng ý của người được nêu gương.", "Ghi sự đồng ý rồi công bố.")
def _has_consent(one: Any) -> bool:
    return bool(one.consents.filter(withdrawn_on=None).exists())


@guard("exemplar.consents", "Sự đồng ý vẫn còn.", "Ghi việc rút đồng ý trước.")
def _has_no_consent(one: Any) -> bool:
    return not one.consents.filter(withdrawn_on=None).exists()


@guard("exemplar.story", "Chưa có tiêu đề hoặc bài viết.", "Viết bài rồi công bố.")
def _has_story(one: Any) -> bool:
    return bool(one.title and one.story)


@guard("exemplar.reason", "Chưa ghi lý do.", "Ghi lý do rồi làm lại.")
def _says_why(one: Any) -> bool:
    return bool(one.closed_reason)


@guard("exemplar.held", "Đang có tạm dừng xét khen thưởng.", "Chờ kết luận rồi công bố.")
def _is_not_held(one: Any) -> bool:
    held = Hold.objects.filter(released_on=None)
    if one.person_id:
        return not held.filter(person=one.person_id).exists()
    return not (one.collective_id and held.filter(unit=one.collective_id).exists())


EXEMPLAR = Workflow(
    name="exemplar",
    initial=ExemplarState.PROPOSED,
    transitions=(
        Transition(
            "accept",
            (ExemplarState.PROPOSED,),
            ExemplarState.ACCEPTED,
            "exemplar.publish",
            "Chọn viết bài",
        ),
        Transition(
            "publish",
            (ExemplarState.ACCEPTED,),
            ExemplarState.PUBLISHED,
            "exemplar.publish",
            "Công bố",
            guards=(_has_story, _has_consent, _is_not_held),
        ),
        Transition(
            "refuse",
            (ExemplarState.PROPOSED, ExemplarState.ACCEPTED),
            ExemplarState.REFUSED,
            "exemplar.publish",
            "Không chọn",
            guards=(_says_why,),
        ),
        Transition(
            "withdraw",
            (ExemplarState.PUBLISHED,),
            ExemplarState.WITHDRAWN,
            "exemplar.publish",
            "Gỡ xuống",
            guards=(_says_why,),
        ),
        # Whoever may write of the person takes the story off once the person no longer agrees.
        Transition(
            "retract",
            (ExemplarState.PUBLISHED,),
            ExemplarState.WITHDRAWN,
            "exemplar.write",
            "Gỡ vì rút đồng ý",
            guards=(_has_no_consent,),
        ),
        Transition(
            "resume",
            (ExemplarState.WITHDRAWN, ExemplarState.REFUSED),
            ExemplarState.ACCEPTED,
            "exemplar.publish",
            "Xem lại",
        ),
    ),
)
