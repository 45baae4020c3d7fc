/** What `audit verify` looks at, in Vietnamese; English is what its checks are called. */
const checksVi: Readonly<Record<string, string>> = {
  'the trail is whole': 'nhật ký liền mạch',
  "the instances' chains are whole": 'chuỗi băm của từng việc liền mạch',
  'the anchors hang together': 'các lần niêm phong nối tiếp nhau',
  'what anchors sealed is still so': 'những gì đã niêm phong vẫn nguyên như vậy',
};
const KEPT = /^anchor (\d+) of (\d{4})-(\d\d)-(\d\d), as it was kept, is contained$/;

export const checkNameVi = (name: string): string =>
  checksVi[name] ?? name.replace(KEPT, 'khớp với bản niêm phong số $1 ngày $4/$3/$2 được giữ bên ngoài');
