import { basename } from 'node:path';
import { Problem } from '../core/problem.js';
import type { Language } from '../platform/language.js';
import type { Log } from '../platform/log.js';
import { problemWords } from '../platform/words.js';
import { OPERATOR, type ActivatePlan } from './activate-plan.service.js';
import type { ImportPlan } from './import-plan.service.js';
import type { PlanVersions } from './plan-versions.service.js';

/** A sandbox that runs no plan yet begins with the one of PLAN_DIR. */
export class StartupPlan {
  constructor(
    private readonly imports: ImportPlan,
    private readonly versions: PlanVersions,
    private readonly activating: ActivatePlan,
    private readonly log: Log,
  ) {}

  async begin(folder: string): Promise<void> {
    if (await this.versions.isAnyActive()) return;
    try {
      const { plan, version } = await this.imports.sound(folder);
      await this.activating.activate({ plan, version, actor: OPERATOR });
      this.log.info({ plan, version }, 'plan activated');
    } catch (error) {
      // A plan with errors keeps nobody from starting: it can be mended and imported.
      if (!(error instanceof Problem)) throw error;
      const { code, facts } = error;
      const why = (language: Language): string => problemWords(code, language, facts).detail;
      this.log.warn(
        { ...facts, plan: basename(folder), code },
        `Chưa kích hoạt kế hoạch nào từ ${folder}: ${why('vi')} / No plan was activated from ${folder}: ${why('en')}`,
      );
    }
  }
}
