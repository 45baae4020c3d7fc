import type { Finding } from '../finding.js';
import { advice } from './advice.js';
import { refusalInVietnamese } from '../../refusals.js';
import { fileAdvice } from './file-advice.js';
import { fileTexts, type Text } from './file-messages.js';
import type { Rule } from './rules.js';

export type Language = 'vi' | 'en';

/** What each rule says, facts put in where their names stand. Rules about reading files are in file-messages.ts. */
const texts: Readonly<Record<Rule, Text>> = {
  'name-twice': { vi: 'Tên {name} đã được dùng ({kind}).', en: 'The name {name} is already taken ({kind}).' },
  'name-reserved': {
    vi: 'Tên {name} dành riêng cho hệ thống, hãy chọn tên khác.',
    en: 'The name {name} belongs to the engine; choose another.',
  },
  'never-used': {
    vi: '{name} được khai báo ({kind}) nhưng không dùng ở đâu.',
    en: '{name} ({kind}) is declared and never used.',
  },
  'unknown-state': { vi: 'Không có trạng thái {name}.', en: 'There is no state {name} here.' },
  'unknown-parameter': {
    vi: 'Quy trình {lifecycle} không có tham số {name}.',
    en: 'The lifecycle {lifecycle} has no parameter {name}.',
  },
  'unknown-guard': { vi: 'Không có điều kiện tên {name}.', en: 'There is no guard named {name}.' },
  'unknown-event': {
    vi: 'Không ai gửi sự kiện {name}: chưa khai báo, và cấp trên không gửi.',
    en: 'Nobody sends the event {name}: it is not declared, and no parent tells it.',
  },
  'unknown-field': {
    vi: 'Sự kiện {event} không mang trường {field}; các trường có: {known}.',
    en: 'The event {event} carries no field {field}; it carries: {known}.',
  },
  'unknown-window': { vi: 'Không khai báo khoảng chờ {name}.', en: 'The window {name} is not declared.' },
  'unknown-tag': { vi: 'Không trạng thái nào mang thẻ {name}.', en: 'No state has the tag {name}.' },
  'unknown-fact': { vi: 'Không nơi nào ghi dữ kiện {name}.', en: 'The fact {name} is kept nowhere.' },
  'unknown-counter': { vi: 'Không nơi nào đếm {name}.', en: 'The counter {name} is counted nowhere.' },
  'unknown-choice': {
    vi: '{value} không phải giá trị của trường {field}; các giá trị: {known}.',
    en: '{value} is no choice of the field {field}; the choices are: {known}.',
  },
  'unknown-form': { vi: 'Không có biểu mẫu {name} trong forms/.', en: 'There is no form {name} in forms/.' },
  'unknown-clause': {
    vi: 'Trong clauses.yaml không có mục {name}.',
    en: 'There is no clause {name} in clauses.yaml.',
  },
  'unknown-template': {
    vi: 'Không có mẫu thông báo {name} trong templates/.',
    en: 'There is no template {name} in templates/.',
  },
  'template-language': {
    vi: 'Mẫu thông báo {name} thiếu bản {language}.',
    en: 'The template {name} is missing in the language {language}.',
  },
  'unknown-lifecycle': { vi: 'Không có quy trình {name}.', en: 'There is no lifecycle {name}.' },
  'unknown-timing': { vi: 'Không có bộ nhắc việc {name} trong timings.', en: 'There is no timing {name} in timings.' },
  'unknown-unit': { vi: 'Không có đơn vị {name}.', en: 'There is no unit {name}.' },
  'unknown-kind': { vi: 'Không đơn vị nào thuộc loại {name}.', en: 'No unit is of the kind {name}.' },
  'unknown-group': { vi: 'Không có nhóm đơn vị {name}.', en: 'There is no group of units {name}.' },
  'unknown-tasks': {
    vi: 'Nhiệm vụ {obligation} không có nhóm việc {name}.',
    en: 'The obligation {obligation} has no tasks named {name}.',
  },
  'unknown-obligation': { vi: 'Không có nhiệm vụ {name}.', en: 'There is no obligation {name}.' },
  'unknown-source': {
    vi: 'Nhiệm vụ {obligation} không theo dõi nguồn nào tên {name}.',
    en: 'The obligation {obligation} listens to nothing called {name}.',
  },
  'unknown-anchor': {
    vi: 'Không có ngày tên {name} cho {obligation}; có thể dùng: {known}.',
    en: 'No day is called {name} for {obligation}; there are: {known}.',
  },
  'parameter-type': {
    vi: '{name} có kiểu {type}, chỗ này cần {expected}.',
    en: '{name} is of the type {type}; what is needed is {expected}.',
  },
  'field-type': {
    vi: 'Trường {field} có kiểu {type}, chỗ này cần {expected}.',
    en: 'The field {field} is of the type {type}; what is needed is {expected}.',
  },
  'dates-reversed': {
    vi: 'Ngày kết thúc {to} trước ngày bắt đầu {from}.',
    en: 'The end {to} lies before the beginning {from}.',
  },
  'state-shape': {
    vi: 'Trạng thái {state} viết sai: {problem}.',
    en: 'The state {state} is not well formed: {problem}.',
  },
  'unreachable-state': { vi: 'Không có đường nào đến trạng thái {state}.', en: 'No way leads to the state {state}.' },
  'dead-end': {
    vi: 'Không ai và không thời hạn nào đưa ra khỏi trạng thái {state}.',
    en: 'Nobody and no timer can leave the state {state}.',
  },
  'no-way-to-final': {
    vi: 'Từ trạng thái {state} không có đường đến trạng thái kết thúc.',
    en: 'From the state {state} no way leads to a final state.',
  },
  'no-final': {
    vi: 'Quy trình {lifecycle} không có trạng thái kết thúc ở cấp trên cùng.',
    en: 'The lifecycle {lifecycle} has no final state at its top level.',
  },
  'final-without-done': {
    vi: 'Trạng thái kết thúc {state} không dẫn đến đâu: {parent} thiếu onDone.',
    en: 'The final state {state} leads nowhere: {parent} has no onDone.',
  },
  'never-settles': {
    vi: 'Các bước tự động chạy vòng quanh không dừng: {states}.',
    en: 'Automatic transitions turn in a circle and never settle: {states}.',
  },
  'step-fails': {
    vi: 'Chạy thử hỏng ở trạng thái {state} khi nhận {event}: {detail}.',
    en: 'A trial run fails in the state {state} on {event}: {detail}.',
  },
  'guard-cycle': { vi: 'Điều kiện {name} nhắc lại chính nó.', en: 'The guard {name} refers to itself.' },
  'nobody-may-send': {
    vi: 'Không ai gửi được sự kiện {event}: {by} đều thuộc đơn vị của việc, mà đơn vị đó bị loại trừ.',
    en: 'Nobody may send the event {event}: {by} all belong to the own unit, which is excluded.',
  },
  'narrowed-wider': {
    vi: 'Vai trò {roles} không có quyền gửi {event}; được gửi: {allowed}.',
    en: 'The roles {roles} may not send {event} at all; those who may are: {allowed}.',
  },
  'reason-missing': {
    vi: 'Sự kiện {event} có thể ghi nhận thay (onBehalf) nhưng không khai báo reason; ghi nhận thay luôn phải nêu lý do.',
    en: 'The event {event} may be recorded on behalf of others but declares no reason; whoever does so must give one.',
  },
  'role-without-unit': {
    vi: 'Vai trò {role} chưa gắn với đơn vị nào trong actors.',
    en: 'The role {role} has no unit in actors.',
  },
  'role-vacant': {
    vi: 'Vai trò {role} ở đơn vị {unit} ({seat}) không có người từ {from} đến {to}.',
    en: 'The role {role} in the unit {unit} ({seat}) is held by nobody from {from} to {to}.',
  },
  'notice-on-entry': {
    vi: 'Thông báo phải đặt trên bước chuyển, không đặt ở entry hay exit của {state}: vào lại trạng thái sẽ gửi hai lần.',
    en: 'A notice stands on a transition, not on entry or exit of {state}: coming back would send it twice.',
  },
  'tag-reserved': {
    vi: 'Thẻ {tag} do phần tiến độ tự đặt, trạng thái công việc không được dùng.',
    en: 'The tag {tag} is set by the timeliness region; a work state may not have it.',
  },
  'handed-in-missing': {
    vi: 'Nhiệm vụ {obligation} có hạn nhưng quy trình {lifecycle} không có trạng thái mang thẻ handed-in (đã nộp).',
    en: 'The obligation {obligation} has a deadline, but no state of {lifecycle} has the tag handed-in.',
  },
  'overdue-at-once': {
    vi: 'Từ {from} (đã nộp) quay lại {to} mà không đặt hạn mới: việc sẽ quá hạn ngay khi quay lại.',
    en: 'Going back from {from} (handed in) to {to} without a new deadline, the work would be overdue at once.',
  },
  'escalation-missing': {
    vi: 'Nhiệm vụ {obligation} có hạn nhưng không có lần đôn đốc nào.',
    en: 'The obligation {obligation} has a deadline and no escalation.',
  },
  'escalation-order': {
    vi: 'Đôn đốc lần {level} đến trước lần {before}.',
    en: 'The escalation of level {level} comes before that of level {before}.',
  },
  'overdue-told-late': {
    vi: 'Thông báo quá hạn (lúc {at}) đến sau đôn đốc lần {level}: người chậm biết sau cùng.',
    en: 'The notice of being overdue (at {at}) comes after the escalation of level {level}: those who are late hear last.',
  },
  'timing-idle': {
    vi: 'Nhiệm vụ {obligation} có nhắc việc nhưng không bao giờ có hạn.',
    en: 'The obligation {obligation} has a timing but never a deadline.',
  },
  'reminder-too-late': {
    vi: 'Nhắc việc {key} luôn rơi sau hạn.',
    en: 'The reminder {key} always falls after the deadline.',
  },
  'reminder-too-early': {
    vi: 'Nhắc việc {key} luôn rơi trước khi mở kỳ.',
    en: 'The reminder {key} always falls before the opening.',
  },
  'reminder-crowded-out': {
    vi: 'Nhắc việc {key} không bao giờ được gửi: người nhận luôn đã được nhắc trong vòng 24 giờ trước đó.',
    en: 'The reminder {key} is never sent: those it is for have always had another one within the day before.',
  },
  'deadline-before-opening': {
    vi: 'Hạn của {obligation} ({days}) đã qua trước khi mở ({opens}): việc vừa mở đã quá hạn.',
    en: 'The deadline of {obligation} ({days}) is past before it opens ({opens}): the work is overdue from the first moment.',
  },
  'deadline-day-off': {
    vi: 'Hạn của {obligation} rơi vào ngày nghỉ ({days}); hãy ghi roll: stay, back hoặc forward.',
    en: 'The deadline of {obligation} falls on days off ({days}); say roll: stay, back or forward.',
  },
  'deadline-outside-term': {
    vi: 'Hạn của {obligation} ({days}) nằm sau ngày kết thúc kế hoạch {to}.',
    en: "The deadline of {obligation} ({days}) lies after the end of the plan's term {to}.",
  },
  reopening: {
    vi: 'Sự kiện mở lại {event} viết chưa đúng: {problem}.',
    en: 'The event {event} cannot open a closed instance again: {problem}.',
  },
  'series-only': { vi: 'Chỉ quy trình series được dùng {what}.', en: 'Only the lifecycle series may use {what}.' },
  'never-said': {
    vi: 'Chờ thẻ {tag} mà không việc nào báo; các việc báo: {said}.',
    en: 'It waits for {tag}, which nobody says; what is said: {said}.',
  },
  'waits-in-vain': {
    vi: 'Nhiệm vụ {obligation} sẽ chờ mãi {tags}: {others} không bao giờ báo như vậy.',
    en: 'The obligation {obligation} waits in vain for {tags}: {others} never say so.',
  },
  'end-unheard': {
    vi: 'Kết thúc {state} báo là {stage}, lịch mở kỳ không nhận ra ({heard}) nên không bao giờ kết thúc.',
    en: 'The end {state} is told as {stage}, which the series does not know ({heard}): it would never end.',
  },
  'event-unheard': {
    vi: 'Việc {tasks} không nhận sự kiện {event}.',
    en: 'The tasks {tasks} do not take the event {event}.',
  },
  'tasks-never-opened': {
    vi: 'Quy trình {lifecycle} không bao giờ giao nhóm việc {tasks}.',
    en: 'The lifecycle {lifecycle} never opens the tasks {tasks}.',
  },
  'listens-cycle': {
    vi: 'Các nhiệm vụ chờ nhau theo vòng: {obligations}.',
    en: 'Obligations listen to each other in a circle: {obligations}.',
  },
  'source-never-opens': {
    vi: 'Nhiệm vụ {obligation} không mở kỳ nào trong các kỳ được theo dõi ({asked}); nó mở: {opens}.',
    en: 'The obligation {obligation} opens none of the periods listened to ({asked}); it opens: {opens}.',
  },
  'unit-cycle': { vi: 'Đơn vị {unit} quay về chính nó qua {by}.', en: 'The unit {unit} comes back to itself by {by}.' },
  'unit-ends': {
    vi: 'Đơn vị {unit} hết hiệu lực ngày {to}, trong thời gian kế hoạch, và không có đơn vị kế thừa.',
    en: "The unit {unit} ends on {to}, within the plan's term, and has no successor.",
  },
  'group-empty': {
    vi: 'Ngày {day} không có đơn vị nào cho việc {tasks}.',
    en: 'On {day} there is no unit for the tasks {tasks}.',
  },
  'units-missing': {
    vi: 'Việc {tasks} không ghi đơn vị (units), trong khi quy trình {lifecycle} có bước giao việc mà sự kiện không bắt buộc nêu đơn vị.',
    en: 'The tasks {tasks} have no units, and {lifecycle} opens them where no event must name any.',
  },
  'calendar-missing': {
    vi: 'Thiếu lịch nghỉ năm {years}, là năm có mốc của kế hoạch: ngày tính ra ở đó chỉ là tạm tính.',
    en: 'The calendars lack the years {years}, in which dates of the plan fall: what is counted there is provisional.',
  },
  'outside-term': {
    vi: '{day} nằm ngoài thời gian kế hoạch ({from} – {to}).',
    en: "{day} lies outside the plan's term ({from} – {to}).",
  },
  'never-opens': {
    vi: 'Lịch của {obligation} không mở kỳ nào từ {from} đến {to}.',
    en: 'The schedule of {obligation} opens nothing from {from} to {to}.',
  },
  'date-impossible': { vi: 'Không tính được ngày này: {problem}.', en: 'This date cannot be worked out: {problem}.' },
  'form-name': {
    vi: 'Biểu mẫu tự gọi là {name} nhưng nằm trong tệp {file}.yaml.',
    en: 'The form calls itself {name} and stands in {file}.yaml.',
  },
  'form-unasked': {
    vi: 'Quy trình {lifecycle} không có sự kiện nào kèm biểu mẫu {name}; các tên có: {known}.',
    en: 'No event of the lifecycle {lifecycle} comes with a form called {name}; there are: {known}.',
  },
  'form-unused': { vi: 'Không nhiệm vụ nào dùng biểu mẫu {name}.', en: 'No obligation uses the form {name}.' },
  'form-field-unknown': {
    vi: 'Biểu mẫu {form} không có mục {name} ở phạm vi này; có: {known}.',
    en: 'The form {form} has no field {name} within reach; there are: {known}.',
  },
  'form-condition': {
    vi: 'Mục {field} ({type}) không thể trả lời như điều kiện này hỏi: {value}.',
    en: 'The field {field} ({type}) cannot say what this condition asks: {value}.',
  },
  'form-circle': {
    vi: 'Các mục ẩn hiện theo nhau thành vòng: {fields}.',
    en: 'Fields are shown by each other in a circle: {fields}.',
  },
  'form-check': {
    vi: 'Phép kiểm tra {check} so sánh những thứ không so được: {left} và {right}.',
    en: 'The check {check} compares what cannot be compared: {left} and {right}.',
  },
  'form-bounds': {
    vi: 'Mục {name}: giới hạn dưới {least} lớn hơn giới hạn trên {most}.',
    en: 'The field {name}: the least, {least}, is more than the most, {most}.',
  },
  'act-incomplete': {
    vi: 'Hành động {event} thiếu trường {missing}.',
    en: 'The act {event} lacks the fields {missing}.',
  },
  'act-not-allowed': {
    vi: '{by} không được gửi {event}; được gửi: {allowed}.',
    en: '{by} may not send {event}; those who may are: {allowed}.',
  },
};

/** A finding in a sentence. */
export function message(finding: Finding, language: Language): string {
  const text = ofProblem(fileTexts, finding) ?? (texts as Readonly<Record<string, Text>>)[finding.rule];
  // A rule that is newer than these words still says where and what.
  return text ? filledIn(text, finding, language) : `${finding.rule} ${JSON.stringify(finding.facts)}`;
}

/** The name that was probably meant; where none lies near, what to do, in a sentence. */
export function suggestion(finding: Finding, language: Language): string | undefined {
  if (finding.suggestion !== undefined) return finding.suggestion;
  const text = ofProblem(fileAdvice, finding) ?? (advice as Readonly<Record<string, Text>>)[finding.rule];
  return text && filledIn(text, finding, language);
}

/** Some rules tell several kinds of mistake apart, each with words of its own. */
function ofProblem(words: Readonly<Record<string, Text>>, { rule, facts }: Finding): Text | undefined {
  const { problem } = facts;
  return words[`${rule}.${typeof problem === 'string' ? problem : ''}`] ?? words[rule];
}

function filledIn(text: Text, finding: Finding, language: Language): string {
  return text[language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = finding.facts[name];
    const word = name === 'kind' ? fileTexts[`word.${String(fact)}`] : undefined;
    const refusal = language === 'vi' && name === 'detail' ? refusalInVietnamese(String(fact)) : undefined;
    return word?.[language] ?? refusal ?? written(fact, language);
  });
}

function written(fact: Finding['facts'][string] | undefined, language: Language): string {
  if (fact === undefined || fact === '') return '–';
  if (typeof fact !== 'object') return String(fact);
  if (fact.length === 0) return language === 'vi' ? 'không có' : 'none';
  return fact.join(', ');
}
