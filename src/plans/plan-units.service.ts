import type { Unit, UnitsFile } from '../core/plan/schema.js';
import { unfit } from '../core/problem.js';
import { may } from '../people/access.rules.js';
import type { Principal } from '../people/principal.js';
import { pageAmong } from '../platform/list-query.js';
import type { EditPlan } from './edit-plan.service.js';
import { editUnitsText } from './edit-units.js';
import { editedView, type Place, type Writing } from './plan-editor.service.js';
import type { EditedPlan } from './plan-editor.dto.js';
import type { PlanUnit, PlanUnitsPage, UnitBody, VersionUnitsQuery } from './plan-units.dto.js';
import { told } from './plan-view.js';
import { planDirOf, type PlanFiles, type PlanVersions } from './plan-versions.service.js';
import type { UnitEdit } from './unit-import.rules.js';

/** The units of a version, in time; a draft's are written one by one. */
export class PlanUnits {
  constructor(
    private readonly versions: PlanVersions,
    private readonly editing: EditPlan,
  ) {}

  page(
    { plan, version, language, me }: Place & { readonly me: Principal },
    query: VersionUnitsQuery,
  ): Promise<PlanUnitsPage> {
    return told(language, async () => {
      const { files } = await this.versions.find(plan, version, may(me, 'plans.edit', plan));
      const { units } = this.versions.bundle(files);
      const { on } = query;
      const rows = units.units.filter(
        ({ from, to }) => on === undefined || ((from ?? '') <= on && on <= (to ?? '9999')),
      );
      const { items, next } = pageAmong(rows, query, orderOf);
      return { items: items.map((unit) => unitView(unit, units)), next };
    });
  }

  write({ language, me, ...at }: Writing, code: string, body: UnitBody): Promise<EditedPlan> {
    return told(language, async () => {
      const files = (was: PlanFiles): PlanFiles => {
        const name = `${planDirOf(was) ?? 'plans'}/units.yaml`;
        const { units } = this.versions.bundle(was);
        return { ...was, [name]: editUnitsText(was[name] ?? '', units, [editOf(code, body, units)]) };
      };
      const edited = await this.editing.edit({ ...at, actor: me.name }, { subject: `unit/${code}`, files });
      return editedView(at.plan, edited, language);
    });
  }
}

const orderOf = ({ order, code }: Unit): string => `${String(order + 1_000_000).padStart(10, '0')} ${code}`;

const listing = (code: string, { groups = {} }: UnitsFile): string[] =>
  Object.entries(groups).flatMap(([name, { units = [] }]) => (units.includes(code) ? [name] : []));
const byKind = (kind: string, { groups = {} }: UnitsFile): string[] =>
  Object.entries(groups).flatMap(([name, { kinds = [] }]) => (kinds.includes(kind) ? [name] : []));

function unitView(
  { code, name, short, kind, order, parent, from, to, successor, note }: Unit,
  file: UnitsFile,
): PlanUnit {
  return {
    ...{ code, name, kind, order },
    short: short ?? null,
    parent: parent ?? null,
    from: from ?? null,
    to: to ?? null,
    successor: successor ?? null,
    predecessors: file.units.filter((one) => one.successor === code).map((one) => one.code),
    groups: [...new Set([...listing(code, file), ...byKind(kind, file)])],
    note: note ?? null,
  };
}

function editOf(code: string, { unit, groups }: UnitBody, file: UnitsFile): UnitEdit {
  const before = file.units.find((one) => one.code === code) ?? null;
  const given = Object.entries(unit).filter(([, value]) => value !== undefined);
  const after = { code, ...Object.fromEntries(given) } as Unit;
  const strange = groups?.find((group) => !Object.hasOwn(file.groups ?? {}, group));
  if (strange !== undefined) throw unfit('groups', 'group-of-plan');
  const listed = listing(code, file);
  const inherent = byKind(unit.kind, file);
  return {
    ...{ row: 0, before, after },
    joins: (groups ?? []).filter((group) => !listed.includes(group) && !inherent.includes(group)),
    leaves: groups === undefined ? [] : listed.filter((group) => !groups.includes(group)),
  };
}
