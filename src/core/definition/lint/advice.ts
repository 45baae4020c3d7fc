import type { Text } from './file-messages.js';
import type { Rule } from './rules.js';

/** What to do about a finding where no name lies near; {names} are facts that the rule's message names too. */
export const advice: Readonly<Record<Rule, Text>> = {
  'name-twice': { vi: 'Đặt tên khác cho một trong hai.', en: 'Give one of the two another name.' },
  'name-reserved': {
    vi: 'Chọn tên khác, và sửa những chỗ nhắc đến tên này.',
    en: 'Choose another name, also wherever this one is used.',
  },
  'never-used': { vi: 'Xóa khai báo này, hoặc dùng nó ở chỗ cần.', en: 'Delete it, or use it where it was meant.' },
  'unknown-state': {
    vi: "Ghi tên một trạng thái có thật; trạng thái ở xa thì ghi id của nó: '#id'.",
    en: "Name a state that is there; one far away by its id: '#id'.",
  },
  'unknown-parameter': {
    vi: 'Khai báo tham số trong parameters của quy trình, hoặc bỏ nó ở đây.',
    en: 'Declare it under parameters of the lifecycle, or leave it out here.',
  },
  'unknown-guard': {
    vi: 'Khai báo điều kiện trong guards của quy trình, hoặc viết ngay tại đây: { type: … }.',
    en: 'Declare it under guards of the lifecycle, or write it out here: { type: … }.',
  },
  'unknown-event': {
    vi: 'Khai báo sự kiện trong events, hoặc để cấp trên gửi xuống bằng tasks.tell.',
    en: 'Declare it under events, or let the parent tell it (tasks.tell).',
  },
  'unknown-field': {
    vi: 'Thêm trường vào carries của sự kiện, hoặc dùng một trường đã có.',
    en: 'Add it to what the event carries, or use a field that is there.',
  },
  'unknown-window': {
    vi: 'Khai báo khoảng chờ trong windows của quy trình.',
    en: 'Declare it under windows of the lifecycle.',
  },
  'unknown-tag': {
    vi: 'Gắn thẻ này cho một trạng thái (tags), hoặc dùng một thẻ đã có.',
    en: 'Give it to a state (tags), or use a tag that is there.',
  },
  'unknown-fact': {
    vi: 'Ghi dữ kiện này trước, bằng fact.keep hoặc fact.set.',
    en: 'Keep it first, by fact.keep or fact.set.',
  },
  'unknown-counter': {
    vi: 'Đếm trước bằng count.up, hoặc dùng một bộ đếm đã có.',
    en: 'Count it first, by count.up, or use a counter that is there.',
  },
  'unknown-choice': {
    vi: 'Dùng một trong các giá trị kể trên, hoặc thêm giá trị này vào choices.',
    en: 'Use one of those named, or add it to the choices.',
  },
  'unknown-form': {
    vi: 'Thêm tệp forms/{name}.yaml, hoặc bỏ biểu mẫu này khỏi nhiệm vụ.',
    en: 'Add forms/{name}.yaml, or take the form off the obligation.',
  },
  'unknown-clause': {
    vi: 'Sửa số mục, hoặc thêm lời văn của mục {name} vào clauses.yaml.',
    en: 'Cite another clause, or add the words of {name} to clauses.yaml.',
  },
  'unknown-template': {
    vi: 'Thêm hai tệp templates/{name}.vi.md và templates/{name}.en.md.',
    en: 'Add templates/{name}.vi.md and templates/{name}.en.md.',
  },
  'template-language': {
    vi: 'Thêm tệp templates/{name}.{language}.md.',
    en: 'Add templates/{name}.{language}.md.',
  },
  'unknown-lifecycle': {
    vi: 'Thêm quy trình này vào lifecycles/, hoặc dùng một quy trình đã có.',
    en: 'Add it to lifecycles/, or use a lifecycle that is there.',
  },
  'unknown-timing': {
    vi: 'Khai báo bộ nhắc việc này trong timings của kế hoạch.',
    en: 'Declare it under timings of the plan.',
  },
  'unknown-unit': {
    vi: 'Thêm đơn vị vào units.yaml, hoặc dùng mã của một đơn vị đã có.',
    en: 'Add the unit to units.yaml, or use the code of one that is there.',
  },
  'unknown-kind': {
    vi: 'Ghi loại này (kind) cho các đơn vị tương ứng trong units.yaml, hoặc dùng một loại đã có.',
    en: 'Give units in units.yaml this kind, or use one that they have.',
  },
  'unknown-group': {
    vi: 'Khai báo nhóm này trong groups của units.yaml.',
    en: 'Declare it under groups in units.yaml.',
  },
  'unknown-tasks': {
    vi: 'Thêm nhóm việc vào tasks của nhiệm vụ, hoặc dùng một nhóm đã có.',
    en: 'Add it to the tasks of the obligation, or use tasks that are there.',
  },
  'unknown-obligation': {
    vi: 'Thêm nhiệm vụ này vào kế hoạch, hoặc dùng mã của một nhiệm vụ đã có.',
    en: 'Add it to the plan, or use the id of an obligation that is there.',
  },
  'unknown-source': {
    vi: 'Thêm nguồn này vào listens của nhiệm vụ, hoặc dùng tên (as) đã có.',
    en: 'Add it to what the obligation listens to, or use a name (as) that is there.',
  },
  'unknown-anchor': {
    vi: "Tính từ một trong các ngày kể trên, hoặc ghi ngày cụ thể, như '05-15'.",
    en: "Count from one of those named, or write a day, such as '05-15'.",
  },
  'parameter-type': {
    vi: 'Ghi giá trị đúng kiểu, hoặc đổi kiểu (type) của tham số.',
    en: 'Give a value of that type, or change the type of the parameter.',
  },
  'field-type': {
    vi: 'Dùng trường đúng kiểu, hoặc đổi kiểu (type) của trường này trong carries.',
    en: 'Use a field of that type, or change the type where the event carries it.',
  },
  'dates-reversed': {
    vi: 'Đổi chỗ hai ngày, hoặc sửa ngày ghi nhầm.',
    en: 'Exchange the two days, or correct the one that is wrong.',
  },
  'state-shape': {
    vi: 'Trạng thái chứa trạng thái khác cần initial (trừ parallel); trạng thái kết thúc không có bước đi tiếp.',
    en: 'A state with states inside needs initial (a parallel one does not); a final one has no way on.',
  },
  'unreachable-state': {
    vi: 'Thêm một bước chuyển (on, after hoặc always) dẫn đến đó, hoặc xóa trạng thái này.',
    en: 'Add a transition (on, after or always) that leads there, or delete the state.',
  },
  'dead-end': {
    vi: 'Thêm sự kiện có người được gửi (on) hoặc khoảng chờ (after) để ra khỏi đó; nếu là điểm kết thúc thì ghi type: final.',
    en: 'Add an event that somebody may send (on) or a window (after) that leaves it; where it is the end, say type: final.',
  },
  'no-way-to-final': {
    vi: 'Thêm bước chuyển đến một trạng thái kết thúc, từ đó hoặc từ một trạng thái đi sau nó.',
    en: 'Add a transition to a final state, from there or from a state that follows it.',
  },
  'no-final': {
    vi: 'Thêm ở cấp trên cùng một trạng thái có type: final, và bước chuyển dẫn đến đó.',
    en: 'Add a state with type: final at the top level, and a transition that leads to it.',
  },
  'final-without-done': {
    vi: 'Thêm onDone cho {parent}, hoặc bỏ type: final của {state}.',
    en: 'Give {parent} an onDone, or take type: final off {state}.',
  },
  'never-settles': {
    vi: 'Đặt điều kiện (guard) cho một trong các bước always này, sao cho sau lần đầu nó không còn đúng.',
    en: 'Give one of these always transitions a guard that no longer holds after the first time.',
  },
  'step-fails': {
    vi: 'Bảo đảm ngày hoặc dữ kiện mà bước này cần đã có trước khi vào trạng thái ấy.',
    en: 'See to it that the day or fact that this step needs is known before the state is entered.',
  },
  'guard-cycle': {
    vi: 'Viết lại điều kiện sao cho không nhắc đến chính nó.',
    en: 'Write the guard without referring to itself.',
  },
  'nobody-may-send': {
    vi: 'Thêm vào by một vai trò ngoài đơn vị của việc, hoặc bỏ notOwnUnit.',
    en: 'Add to by a role outside the own unit, or drop notOwnUnit.',
  },
  'narrowed-wider': {
    vi: 'Bỏ các vai trò này ở đây, hoặc thêm họ vào by của sự kiện.',
    en: 'Take these roles out here, or add them to by of the event.',
  },
  'reason-missing': {
    vi: 'Thêm reason: required hoặc reason: optional cho sự kiện.',
    en: 'Add reason: required or reason: optional to the event.',
  },
  'role-without-unit': {
    vi: 'Ghi đơn vị của vai trò này trong actors của kế hoạch.',
    en: 'Name its unit under actors of the plan.',
  },
  'role-vacant': {
    vi: 'Thêm người giữ vị trí này trong people của units.yaml, cho đến hết khoảng thời gian trên.',
    en: 'Add somebody with this seat to people in units.yaml, for all of that time.',
  },
  'notice-on-entry': {
    vi: 'Chuyển notice.send sang các bước chuyển dẫn đến hoặc rời trạng thái này.',
    en: 'Move notice.send to the transitions that enter or leave the state.',
  },
  'tag-reserved': { vi: 'Đổi sang thẻ khác, hoặc bỏ thẻ này.', en: 'Use another tag, or take this one off.' },
  'handed-in-missing': {
    vi: 'Gắn thẻ handed-in cho trạng thái mà từ đó việc được coi là đã nộp, hoặc bỏ hạn.',
    en: 'Give the tag handed-in to the state from which the work counts as handed in, or drop the deadline.',
  },
  'overdue-at-once': {
    vi: 'Thêm deadline.sub (số ngày để bổ sung) vào bước chuyển này; nếu việc vẫn coi là đã nộp, gắn thẻ handed-in cho {to}.',
    en: 'Add a deadline.sub (the days to complete it) to the transition; if the work still counts, tag {to} handed-in.',
  },
  'escalation-missing': {
    vi: 'Thêm escalation vào bộ nhắc việc (timing) của nhiệm vụ: lần mấy (level), sau hạn mấy ngày làm việc, báo cho ai (to).',
    en: 'Add an escalation to its timing: which level, how many working days after the deadline, and to whom.',
  },
  'escalation-order': {
    vi: 'Cho lần {level} nhiều ngày làm việc (workingDays) hơn lần {before}.',
    en: 'Give level {level} more working days than level {before}.',
  },
  'overdue-told-late': {
    vi: 'Cho lần {level} thêm ngày làm việc (workingDays) hoặc giờ muộn hơn (at), hoặc cho overdue giờ sớm hơn.',
    en: 'Give level {level} more working days or a later at, or overdue an earlier one.',
  },
  'timing-idle': { vi: 'Bỏ timing, hoặc đặt hạn (deadline).', en: 'Take the timing out, or set a deadline.' },
  'reminder-too-late': {
    vi: 'Cho nhắc việc rơi trước hạn (workingDays âm là trước hạn), hoặc xóa nó.',
    en: 'Let it fall before the deadline (workingDays below zero are before it), or delete it.',
  },
  'reminder-too-early': {
    vi: 'Đặt workingDays gần hạn hơn, hoặc mở kỳ sớm hơn.',
    en: 'Bring workingDays nearer to the deadline, or open earlier.',
  },
  'reminder-crowded-out': {
    vi: 'Dời nhắc việc này cách các nhắc việc khác hơn 24 giờ, hoặc xóa nó.',
    en: 'Move it more than a day away from the others, or delete it.',
  },
  'deadline-before-opening': {
    vi: 'Đặt hạn sau ngày mở, hoặc cho mở sớm hơn (opens của schedule).',
    en: 'Set a deadline after the opening, or open earlier (opens of the schedule).',
  },
  'deadline-day-off': {
    vi: 'Ghi roll: stay để giữ nguyên, back để lùi về ngày làm việc trước, forward để tiến đến ngày làm việc sau.',
    en: 'Say roll: stay to keep the day, back for the working day before, forward for the one after.',
  },
  'deadline-outside-term': {
    vi: 'Đặt hạn sớm hơn, hoặc kéo dài thời gian kế hoạch (term).',
    en: 'Set an earlier deadline, or lengthen the term.',
  },
  'series-only': {
    vi: 'Bỏ {what} ở đây: lịch mở kỳ do quy trình series lo.',
    en: 'Take {what} out here: the lifecycle series runs the schedule.',
  },
  reopening: {
    vi: 'Ghi reason: required, để reopens chỉ đến một trường kiểu day, và không cho trạng thái nào nhận {event}.',
    en: 'Say reason: required, let reopens name a field of the type day, and let no state take {event}.',
  },
  'never-said': {
    vi: 'Chờ một thẻ có báo, hoặc thêm {tag} vào stages của quy trình lẽ ra phải báo.',
    en: 'Wait for a tag that is said, or add {tag} to the stages of the lifecycle that should say it.',
  },
  'waits-in-vain': {
    vi: 'Chờ một thẻ mà {others} có báo, hoặc thêm {tags} vào một trạng thái và vào stages của quy trình bên đó.',
    en: 'Wait for a tag that {others} say, or give {tags} to a state and to the stages of their lifecycle.',
  },
  'end-unheard': {
    vi: 'Thêm {stage} vào children.all của quy trình series, hoặc đặt thẻ {stage} sau một thẻ mà lịch nhận ra trong stages.',
    en: 'Add {stage} to children.all of the series, or put a stage that it knows before {stage} in stages.',
  },
  'event-unheard': {
    vi: 'Cho quy trình của {tasks} nhận {event} (on), hoặc gửi sự kiện khác.',
    en: 'Let the lifecycle of {tasks} take {event} (on), or tell another event.',
  },
  'tasks-never-opened': {
    vi: 'Thêm tasks.open vào một bước chuyển của {lifecycle}, hoặc bỏ {tasks} khỏi nhiệm vụ.',
    en: 'Add a tasks.open to a transition of {lifecycle}, or take {tasks} out of the obligation.',
  },
  'listens-cycle': {
    vi: 'Bỏ một trong các liên kết listens này để không còn vòng.',
    en: 'Take one of these listens out, so that the circle is broken.',
  },
  'source-never-opens': {
    vi: 'Sửa period của liên kết này, hoặc sửa lịch (schedule) của {obligation}.',
    en: 'Correct the period of this link, or the schedule of {obligation}.',
  },
  'unit-cycle': {
    vi: 'Sửa hoặc bỏ {by} của một đơn vị trong vòng này.',
    en: 'Correct or drop {by} of one of the units in the circle.',
  },
  'unit-ends': {
    vi: 'Ghi đơn vị kế thừa (successor), nếu có.',
    en: 'Name its successor, if there is one.',
  },
  'group-empty': {
    vi: 'Đưa vào nhóm một đơn vị có hiệu lực vào ngày đó, hoặc sửa ngày hiệu lực (from, to) của đơn vị.',
    en: 'Add a unit that is valid on that day, or correct the validity (from, to) of those there are.',
  },
  'units-missing': {
    vi: 'Ghi units cho {tasks}, hoặc để sự kiện giao việc bắt buộc nêu đơn vị.',
    en: 'Give {tasks} their units, or let the event that opens them name some without fail.',
  },
  'calendar-missing': {
    vi: 'Thêm lịch nghỉ của {years} vào calendars của kế hoạch.',
    en: 'Add the calendars of {years} to the plan.',
  },
  'outside-term': {
    vi: 'Chọn ngày trong thời gian kế hoạch, hoặc sửa term.',
    en: 'Choose a day within the term, or change the term.',
  },
  'never-opens': {
    vi: 'Sửa schedule để có ít nhất một ngày mở trong thời gian kế hoạch.',
    en: 'Correct the schedule, so that something opens within the term.',
  },
  'date-impossible': {
    vi: 'Ghi một ngày có thật và nằm trong các năm có lịch.',
    en: 'Write a day that exists, in a year that the calendar reaches.',
  },
  'form-name': { vi: 'Đặt form bằng tên tệp.', en: 'Give the form the name of its file.' },
  'form-unasked': {
    vi: 'Ghi form cho sự kiện cần kèm biểu mẫu trong quy trình, hoặc bỏ tên này ở đây.',
    en: 'Say form on the event of the lifecycle that comes with it, or leave the name out here.',
  },
  'form-unused': {
    vi: 'Ghi biểu mẫu này vào forms của nhiệm vụ, hoặc xóa tệp.',
    en: 'Name it under forms of an obligation, or delete the file.',
  },
  'form-field-unknown': {
    vi: 'Ghi id của một mục có trong biểu mẫu; cột của bảng viết là bảng.cột.',
    en: 'Name a field of the form by its id; the column of a table as table.column.',
  },
  'form-condition': {
    vi: 'Hỏi đúng kiểu của mục: is cho một giá trị, has cho mục chọn nhiều, atLeast và atMost cho số.',
    en: 'Ask what the field can say: is for one value, has for a choice of many, atLeast and atMost for numbers.',
  },
  'form-circle': { vi: 'Bỏ điều kiện when của một trong các mục này.', en: 'Take when off one of these fields.' },
  'form-check': {
    vi: 'So số với số (equals, at-most, at-least), ngày với ngày (not-before, not-after).',
    en: 'Compare numbers with numbers (equals, at-most, at-least), days with days (not-before, not-after).',
  },
  'form-bounds': { vi: 'Đổi chỗ hai giới hạn, hoặc sửa một.', en: 'Exchange the two, or mend one.' },
  'act-incomplete': { vi: 'Thêm {missing} vào carries.', en: 'Add {missing} to carries.' },
  'act-not-allowed': {
    vi: 'Đổi by thành một vai trò được gửi, hoặc thêm {by} vào by của sự kiện.',
    en: 'Let one of those send it, or add {by} to by of the event.',
  },
};
