// What the guides show: whose window, at which address, and what is done there before the picture is taken.

const admin = 'quan-tri';
const unit = 'cb.huyen-uy-tan-bien';
const head = 'ld.huyen-uy-tan-bien';
const secretariat = 'cb.co-quan-thuong-truc';

/** The first of the tasks that fit. */
const task =
  (query, more = '') =>
  async (ask) => {
    const { items } = await ask(`/tasks?limit=1&${query}`);
    if (items.length === 0) throw new Error(`no task for ${query}`);
    return `/viec/${items[0].id}${more}`;
  };

/**
 * @typedef {import('playwright-core').Page} Page
 * @type {readonly { name: string, who?: string, width?: 'desk' | 'phone', path: string | ((ask: (path: string) => Promise<{ items: readonly { id: number }[] }>) => Promise<string>), act?: (page: Page) => Promise<void> }[]}
 */
export const views = [
  { name: 'sign-in', path: '/dang-nhap' },
  { name: 'unit-home', who: unit, path: '/viec' },
  { name: 'unit-home-phone', who: unit, width: 'phone', path: '/viec' },
  { name: 'unit-task', who: unit, path: task('obligation=R1') },
  { name: 'unit-form', who: unit, path: task('obligation=R1', '/bieu-mau/report') },
  { name: 'unit-calendar', who: unit, path: '/lich' },
  { name: 'unit-head-task', who: head, path: task('obligation=R1') },
  { name: 'secretariat-tasks', who: secretariat, path: '/viec' },
  { name: 'leadership', who: secretariat, path: '/dieu-hanh' },
  { name: 'leadership-matrix', who: secretariat, path: '/ma-tran' },
  { name: 'leadership-trend', who: secretariat, path: '/xu-huong' },
  { name: 'leadership-year', who: secretariat, path: '/ke-hoach-nam' },
  { name: 'administrator-plans', who: admin, path: '/quan-tri/ke-hoach' },
  { name: 'administrator-calendar', who: admin, path: '/quan-tri/lich-lam-viec' },
  { name: 'administrator-lifecycles', who: admin, path: '/quan-tri/quy-trinh' },
  { name: 'administrator-operations', who: admin, path: '/quan-tri/van-hanh' },
  { name: 'administrator-audit', who: admin, path: '/quan-tri/nhat-ky' },
];
