// What the guides show: whose window, at which address, and what is done there before the picture is taken.

const admin = 'quan-tri';
const unit = 'cb.huyen-uy-tan-bien';
const secretariat = 'cb.co-quan-thuong-truc';
const leader = 'pho-truong-ban';

const first = (path, { items }) => {
  if (items.length === 0) throw new Error(`nothing at ${path}`);
  return items[0];
};
/** The first of the work that fits. */
const work =
  (list, query, address = '/viec/$', more = '') =>
  async (ask) => {
    const path = `/${list}?limit=1&${query}`;
    return address.replace('$', first(path, await ask(path)).id) + more;
  };
const report = 'obligation=R1';

/** The slip of what somebody handed in. */
const receipt = async (ask) => {
  const path = `/tasks?limit=1&${report}`;
  const { id } = first(path, await ask(path));
  const { submissions } = await ask(`/instances/${id}/forms/report/submissions`);
  return `/viec/${id}/bieu-mau/report/phieu/${submissions.find(({ presented }) => !presented).version}`;
};

const plan = '/plans/19-kh-bcd';
/** A draft in which the request of the year may be issued a little later; made once. */
async function draft(ask) {
  const { versions } = await ask(plan);
  const known = versions.find(({ status }) => status === 'draft');
  if (known) return known.version;
  const { version } = await ask(`${plan}/versions`, { method: 'post', data: { from: 1 } });
  const at = `${plan}/versions/${version}/obligations/R0-Y`;
  const { obligation, etag } = await ask(at);
  const data = { obligation: { ...obligation, deadline: { by: '10-05' } } };
  await ask(at, { method: 'put', data, headers: { 'if-match': etag } });
  return version;
}
/** The drawing of what a unit does. */
const lifecycle = async (ask) => {
  const { items } = await ask('/lifecycles?limit=100');
  return `/quan-tri/quy-trinh/${items.find(({ obligation, running }) => obligation === 'R1' && running > 0).hash}`;
};

/** A task about which something was asked; once. */
const talked = async (ask) => {
  const address = await work('tasks', report)(ask);
  const remarks = `/instances/${address.split('/').at(-1)}/remarks`;
  const { items } = await ask(remarks);
  const text = 'Phụ lục số liệu tính đến ngày 14/6 hay đến hết tháng 6?';
  if (items.length === 0) await ask(remarks, { method: 'post', data: { text } });
  return address;
};

/** @param {string} text */
const write = (label, text) => async (page) => {
  const field = page.getByLabel(label).first();
  if ((await field.inputValue()) !== text) await field.fill(text);
};

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {(path: string, sent?: { method?: 'get' | 'post' | 'put', data?: unknown, headers?: Record<string, string> }) => Promise<any>} Ask
 * `part`: what is cut out; else the whole window, without the bar of the sandbox. `height`: of the window.
 * @type {readonly { name: string, who?: string, width?: 'desk' | 'phone', height?: number, part?: string, path: string | ((ask: Ask) => Promise<string>), act?: (page: Page) => Promise<void> }[]}
 */
export const views = [
  { name: 'unit-home', who: unit, height: 560, path: '/viec' },
  { name: 'unit-home-phone', who: unit, width: 'phone', path: '/viec' },
  { name: 'unit-task', who: unit, height: 760, path: talked },
  {
    name: 'unit-form',
    who: unit,
    part: 'main',
    path: work('tasks', report, '/viec/$', '/bieu-mau/report'),
    act: async (page) => {
      await write(/Số liệu tính đến ngày|Figures as of/, '14/06/2023')(page);
      await write(
        /Đặc điểm, tình hình|Situation/,
        'Huyện có 9 xã, 1 thị trấn; 56 ấp, khu phố. Tình hình ổn định.',
      )(page);
      await page
        .getByRole('status')
        .filter({ hasText: /\d\d:\d\d/ })
        .waitFor();
    },
  },
  {
    name: 'unit-returned',
    who: 'cb.huyen-uy-chau-thanh',
    height: 1170,
    part: 'main',
    path: work('tasks', `${report}&bucket=returned`),
  },
  { name: 'unit-receipt', who: 'cb.thi-uy-trang-bang', part: 'main', path: receipt },
  { name: 'secretariat-desk', who: secretariat, path: '/ban-thu-ky' },
  { name: 'secretariat-round', who: secretariat, path: work('occurrences', 'obligation=R0-H', '/dot/$') },
  {
    name: 'secretariat-review',
    who: secretariat,
    path: work('occurrences', 'obligation=R0-H', '/dot/$'),
    act: async (page) => {
      await page
        .getByRole('button', { name: /^(Xem|Review)/ })
        .first()
        .click();
      await page.getByRole('region', { name: /^(Nội dung đã gửi|What was sent)$/ }).waitFor();
    },
  },
  {
    name: 'secretariat-answers',
    who: secretariat,
    part: 'main',
    path: work('occurrences', 'obligation=R0-H', '/dot/$', '/doi-chieu'),
  },
  { name: 'leadership', who: leader, path: '/dieu-hanh' },
  {
    name: 'leadership-explain',
    who: leader,
    height: 640,
    path: work('tasks', `${report}&bucket=overdue`),
    act: async (page) => {
      await page.getByRole('button', { name: /^(Thao tác|Other actions|Actions)/ }).click();
      await page.getByRole('menuitem', { name: /^(Yêu cầu giải trình|Ask for an explanation)$/ }).click();
      await page.getByRole('dialog').getByRole('textbox').waitFor();
    },
  },
  { name: 'leadership-matrix', who: leader, part: 'main', path: '/ma-tran' },
  { name: 'leadership-year', who: leader, part: 'main', height: 640, path: '/ke-hoach-nam' },
  { name: 'administrator-plans', who: admin, height: 480, path: '/quan-tri/ke-hoach' },
  {
    name: 'administrator-obligation',
    who: admin,
    part: 'main',
    path: async (ask) => `/quan-tri/ke-hoach/19-kh-bcd/${await draft(ask)}/nhiem-vu/R0-Y`,
  },
  {
    name: 'administrator-compare',
    who: admin,
    part: 'main',
    path: async (ask) => `/quan-tri/ke-hoach/19-kh-bcd/so-sanh/1/${await draft(ask)}`,
  },
  { name: 'administrator-lifecycle', who: admin, height: 1000, part: 'main', path: lifecycle },
  { name: 'administrator-calendar', who: admin, part: 'main', path: '/quan-tri/lich-lam-viec' },
  { name: 'administrator-operations', who: admin, part: 'main', height: 640, path: '/quan-tri/van-hanh' },
];
