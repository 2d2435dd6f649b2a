"""Capabilities in plain words, for whoever looks over who may do what."""

from __future__ import annotations

from types import MappingProxyType

CAPABILITY_WORDS = MappingProxyType(
    {
        "registry.import": "Nhập danh bạ đơn vị, cán bộ",
        "history.import": "Nhập lịch sử khen thưởng, xếp loại",
        "intake.manage": "Nhập danh bạ, sổ khen thưởng cũ từ tệp",
        "season.open": "Mở đợt xét",
        "movement.launch": "Phát động phong trào thi đua",
        "sheet.submit": "Gửi danh sách đề nghị",
        "sheet.read": "Xem danh sách đã gửi",
        "nomination.appraise": "Thẩm định hồ sơ",
        "nomination.answer": "Trả lời các dòng hỏi lại",
        "nomination.read": "Xem hồ sơ đề nghị và kết luận",
        "finding.attest": "Xác nhận tiêu chuẩn",
        "hold.write": "Tạm dừng xét, kết thúc tạm dừng",
        "hold.read": "Xem các trường hợp tạm dừng xét",
        "screening.run": "Rà soát ai có thể đề nghị",
        "screening.read": "Xem kết quả rà soát",
        "tally.record": "Ghi kết quả kiểm phiếu",
        "decision.issue": "Ban hành quyết định",
        "decision.record": "Ghi quyết định của cấp trên",
        "decision.read": "Xem quyết định",
        "figures.read": "Xem số liệu đợt xét",
        "audit.read": "Xem nhật ký",
        "person.identify": "Tra theo số định danh, xem ba số cuối",
        "person.read": "Xem hồ sơ cán bộ",
        "person.write": "Sửa hồ sơ cán bộ",
        "person.merge": "Gộp hồ sơ trùng",
        "unit.change": "Ghi văn bản thay đổi đơn vị",
        "claim.answer": "Xác nhận hồ sơ là của chủ tài khoản",
        "fault.answer": "Trả lời báo sai sót trong hồ sơ",
        "transfer.propose": "Đề nghị chuyển công tác",
        "transfer.answer": "Tiếp nhận người chuyển đến",
        "transfer.read": "Xem đề nghị chuyển công tác",
        "rating.read": "Xem xếp loại hằng năm",
        "rating.write": "Ghi xếp loại hằng năm",
        "discipline.read": "Xem kỷ luật",
        "discipline.write": "Ghi kỷ luật",
        "award.read": "Xem sổ khen thưởng",
        "search.use": "Tìm trong hệ thống",
        "grant.write": "Giao, thu hồi quyền",
        "grant.read": "Xem ai có quyền gì",
        "grant.delegate": "Ủy quyền có thời hạn",
        "job.read": "Xem việc chạy nền",
    }
)
