import type { EngineHouse } from './create-engine.js';
import type { SetCheck } from './ports.js';
import { Findings, type Verification } from './verify/findings.js';
import { pinnedHashes, sealedLetters } from './verify/hashes.js';
import { mailCheck } from './verify/mail-checks.js';
import { Replays } from './verify/replays.js';
import { setChecks, statementOf, type Counted } from './verify/set-checks.js';

export { INVARIANTS, type Check, type Verification } from './verify/findings.js';

/** One picture of everything, read with whatever plans suit large tables. */
const READ = 'begin isolation level repeatable read, read only';

/**
 * The invariants of the engine, on any database, while it runs or not. Reads one consistent picture and writes nothing;
 * what it holds in memory does not depend on how much there is. Other rooms say themselves whether what they keep is
 * whole, and channels whether what they took has arrived.
 */
export async function verify(
  { transactions, catalogue }: Pick<EngineHouse, 'transactions' | 'catalogue'>,
  others: readonly SetCheck[] = [],
): Promise<Verification> {
  const findings = new Findings();
  await transactions.run(async (db) => {
    for (const check of [...setChecks, mailCheck, ...others]) {
      const [row] = await db.query<Counted>(statementOf(check));
      findings.add(check.name, row?.n ?? 0, row?.wrong, row?.problems ?? []);
    }
    await pinnedHashes(db, findings);
    await sealedLetters(db, findings);
    await new Replays(db, catalogue, findings).run();
    return { value: undefined };
  }, READ);
  return findings.verification();
}
