"""Capabilities and security events in plain words, for whoever looks over who may do what and who did."""

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
        "account.manage": "Mời, khóa, mở tài khoản",
        "security.read": "Xem nhật ký bảo mật",
        "grant.delegate": "Ủy quyền có thời hạn",
        "job.read": "Xem việc chạy nền",
    }
)

# What the log calls an event of an account, and how it is dressed on screen.
SECURITY_WORDS = MappingProxyType(
    {
        "sign_in.done": ("Đăng nhập", "met"),
        "sign_in.failed": ("Đăng nhập sai", "refused"),
        "sign_in.slowed": ("Chặn một phút: quá nhiều lần sai từ một địa chỉ", "refused"),
        "sign_in.recovery": ("Dùng mã dự phòng", "asked"),
        "sign_out.done": ("Thoát", "none"),
        "session.ended": ("Kết thúc phiên đăng nhập", "none"),
        "account.locked": ("Tạm khóa sau nhiều lần sai", "refused"),
        "account.unlocked": ("Mở tạm khóa", "met"),
        "account.turned_off": ("Tắt tài khoản", "refused"),
        "account.turned_on": ("Bật tài khoản", "met"),
        "user.created": ("Lập tài khoản", "none"),
        "link.made": ("Cấp đường dẫn đặt mật khẩu", "asked"),
        "link.used": ("Dùng đường dẫn đặt mật khẩu", "none"),
        "password.set": ("Đặt mật khẩu", "none"),
        "totp.set": ("Bật xác thực hai bước", "met"),
        "totp.codes": ("Lấy mã dự phòng mới", "none"),
        "totp.reset": ("Tắt xác thực hai bước", "asked"),
        "grant.given": ("Giao quyền", "none"),
        "grant.delegated": ("Ủy quyền", "none"),
        "grant.ended": ("Kết thúc quyền", "none"),
    }
)
