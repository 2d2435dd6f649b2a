"""Examples of rows, invented, and how each column is written: what the forms of the kinds show."""

from __future__ import annotations

from thidua.intake.enums import IntakeKind

NOTES = {
    "code": "Mã trong danh bạ của cơ quan; không đổi qua các năm.",
    "collective_code": "Chỉ ghi khi tập thể được khen; để trống nếu khen cá nhân.",
    "name": "Đủ họ, chữ đệm, tên, có dấu. Với danh bạ đơn vị: tên đầy đủ của đơn vị.",
    "recipient": "Họ tên người, hoặc tên tập thể, như trong quyết định.",
    "born": "Ngày/tháng/năm, ví dụ 05/03/1980; chỉ biết năm thì ghi năm.",
    "id": "12 số (hoặc 9 số của thẻ cũ). Được mã hóa khi lưu.",
    "unit": "Mã hoặc tên đơn vị như trong danh bạ đơn vị.",
    "parent": "Mã đơn vị cấp trên; đơn vị mới phải có.",
    "honour": "Tên đầy đủ hoặc cách viết tắt quen dùng: LĐTT, CSTĐCS, Bằng khen UBND tỉnh.",
    "decision": "Số và ký hiệu quyết định, ví dụ 123/QĐ-UBND.",
    "decided": "Ngày/tháng/năm ký quyết định.",
    "year": "Năm của thành tích; để trống thì lấy năm ký quyết định (danh sách khen thưởng) hoặc năm ghi ở đầu bảng.",
    "body": "Cơ quan, chức danh ký quyết định.",
    "ground": "Công trạng, phong trào hoặc đột xuất; để trống là công trạng.",
    "person": "Mã cán bộ trong danh bạ.",
    "post": "Tên chức vụ lãnh đạo, ví dụ Giám đốc sở.",
    "start": "Ngày/tháng/năm bắt đầu.",
    "end": "Ngày/tháng/năm kết thúc; để trống nếu chưa kết thúc hoặc không rõ.",
    "grade": "Hoàn thành xuất sắc, tốt, hoàn thành, hoặc không hoàn thành nhiệm vụ.",
    "kind": "Loại, hình thức: như trong giấy tờ.",
    "group": "Công chức, viên chức, người lao động …; để trống là cán bộ, công chức.",
    "started": "Ngày/tháng/năm bắt đầu công tác.",
}
EXAMPLES: dict[str, tuple[dict[str, str], ...]] = {
    IntakeKind.AWARDS: (
        {
            "recipient": "Nguyễn Thị Mẫu", "code": "CB-0001", "collective_code": "", "born": "05/03/1980",
            "unit": "Phòng Mẫu", "honour": "Lao động tiên tiến", "year": "2019", "decision": "123/QĐ-UBND",
            "decided": "20/12/2019", "body": "Chủ tịch UBND huyện Mẫu", "ground": "Công trạng",
        },
        {
            "recipient": "Phòng Mẫu", "code": "", "collective_code": "DV-01", "born": "",
            "unit": "", "honour": "Tập thể Lao động tiên tiến", "year": "2019", "decision": "124/QĐ-UBND",
            "decided": "20/12/2019", "body": "Chủ tịch UBND huyện Mẫu", "ground": "",
        },
    ),
    IntakeKind.UNITS: (
        {"code": "DV-01", "name": "Phòng Mẫu", "kind": "Phòng chuyên môn", "parent": "CQ"},
        {"code": "DV-02", "name": "Trường Tiểu học Mẫu", "kind": "Trường học", "parent": "CQ"},
    ),
    IntakeKind.PEOPLE: (
        {
            "code": "CB-0001", "name": "Nguyễn Thị Mẫu", "sex": "Nữ", "born": "05/03/1980", "id": "",
            "unit": "DV-01", "title": "Chuyên viên", "started": "01/09/2005", "group": "Công chức",
        },
        {
            "code": "CB-0002", "name": "Trần Văn Thử", "sex": "Nam", "born": "1979", "id": "",
            "unit": "Trường Tiểu học Mẫu", "title": "Giáo viên", "started": "", "group": "Viên chức",
        },
    ),
    IntakeKind.POSITIONS: (
        {
            "person": "CB-0001", "name": "Nguyễn Thị Mẫu", "post": "Giám đốc sở", "start": "01/06/2010",
            "end": "31/05/2015", "paper": "12/QĐ-UBND",
        },
    ),
    IntakeKind.RATINGS: (
        {"person": "CB-0001", "name": "Nguyễn Thị Mẫu", "year": "2022", "grade": "Hoàn thành tốt nhiệm vụ"},
        {"person": "CB-0001", "name": "Nguyễn Thị Mẫu", "year": "2023", "grade": "Hoàn thành xuất sắc nhiệm vụ"},
    ),
    IntakeKind.DISCIPLINES: (
        {
            "person": "CB-0002", "name": "Trần Văn Thử", "kind": "Khiển trách", "decision": "45/QĐ-KL",
            "start": "10/05/2018", "end": "10/05/2019", "ground": "Chấp hành chưa đúng quy chế làm việc",
        },
    ),
}  # fmt: skip
