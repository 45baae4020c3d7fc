/** What the YAML library says, by its code: in English its own sentence, which knows more; in Vietnamese what it comes to. */
const told: Readonly<Record<string, string>> = {
  'flow-open': 'ngoặc vuông hoặc ngoặc nhọn mở phía trên chưa đóng, hoặc phần bên trong thụt lề chưa đủ',
  'quote-open': 'dấu nháy mở phía trên chưa đóng',
  ALIAS_PROPS: 'chỗ nhắc lại một neo (*) không được có neo hay thẻ riêng',
  BAD_ALIAS: 'tên neo viết sai',
  BAD_COLLECTION_TYPE: 'thẻ không hợp với giá trị đi sau',
  BAD_DIRECTIVE: 'dòng bắt đầu bằng % viết sai',
  BAD_DQ_ESCAPE: 'trong nháy kép, sau dấu \\ phải là một ký hiệu hợp lệ; nếu không cần thì dùng nháy đơn',
  BAD_INDENT: 'thụt lề sai: các mục cùng cấp phải bắt đầu ở cùng một cột',
  BAD_PROP_ORDER: 'neo (&) hoặc thẻ đặt sai chỗ',
  BAD_SCALAR_START: 'giá trị bắt đầu bằng ký tự đặc biệt phải để trong dấu nháy',
  BLOCK_AS_IMPLICIT_KEY: 'một dòng chỉ có một khóa; giá trị có dấu hai chấm phải để trong dấu nháy',
  BLOCK_IN_FLOW: 'trong ngoặc vuông hoặc ngoặc nhọn không viết danh sách nhiều dòng',
  KEY_OVER_1024_CHARS: 'khóa quá dài',
  MISSING_CHAR: 'thiếu một ký tự: dấu gạch đầu mục, dấu hai chấm, dấu phẩy hoặc dấu cách',
  MULTILINE_IMPLICIT_KEY: 'sau khóa thiếu dấu hai chấm và một dấu cách',
  MULTIPLE_ANCHORS: 'một giá trị chỉ có một neo (&)',
  MULTIPLE_DOCS: 'mỗi tệp chỉ có một phần, không ngăn bằng dòng ---',
  MULTIPLE_TAGS: 'một giá trị chỉ có một thẻ (!)',
  TAB_AS_INDENT: 'thụt lề bằng dấu cách, không dùng Tab',
  UNEXPECTED_TOKEN: 'có ký tự thừa hoặc đặt sai chỗ',
};

export const yamlTexts: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  'yaml-syntax': { vi: 'YAML viết sai ({code}).', en: 'This is not YAML: {detail}.' },
  ...Object.fromEntries(
    Object.entries(told).map(([problem, vi]) => [
      `yaml-syntax.${problem}`,
      { vi: `YAML viết sai: ${vi}.`, en: 'This is not YAML: {detail}.' },
    ]),
  ),
};

/** Some codes stand for mistakes that have nothing in common for whoever made them. */
export function yamlProblem(code: string, message: string): string {
  if (code === 'BAD_INDENT' && message.startsWith('Flow ')) return 'flow-open';
  return code === 'MISSING_CHAR' && message.startsWith('Missing closing ') ? 'quote-open' : code;
}
