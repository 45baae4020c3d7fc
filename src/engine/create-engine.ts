import type { Database } from '../platform/database.js';
import { Catalogue } from './catalogue.js';
import { Engine } from './engine.js';
import type { GroupOptions } from './group-commit.js';
import { Errands } from './errands.js';
import { Transactions } from './ledger/transaction.js';
import type { Bell, Clock, Recorder, Roster } from './ports.js';
import { Waves } from './waves.js';

export type EngineSettings = {
  readonly database: Database;
  readonly clock: Clock;
  readonly roster: Roster;
  readonly bell?: Bell;
  readonly recorders?: readonly Recorder[];
  /** Instances a wave takes in one transaction. */
  readonly page?: number;
  /** How commands share transactions. */
  readonly group?: Partial<GroupOptions>;
  /** An instance was quarantined, or an errand set aside: somebody must look. */
  readonly alarm?: (what: {
    readonly kind: 'instance' | 'errand';
    readonly id: string;
    readonly error: string;
  }) => void;
};

/** The engine and what drives it, as plain objects: the application, the rehearsal and the tests put it together alike. */
export type EngineHouse = {
  readonly database: Database;
  readonly transactions: Transactions;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly errands: Errands;
  readonly waves: Waves;
};

/** Rings nobody: whoever runs the waves looks for himself. */
export const SILENT: Bell = { ring: () => Promise.resolve() };

export function createEngine({
  database,
  clock,
  roster,
  bell = SILENT,
  recorders = [],
  page,
  group,
  alarm = () => undefined,
}: EngineSettings): EngineHouse {
  const transactions = new Transactions(database);
  const catalogue = new Catalogue();
  const parts = {
    transactions,
    clock,
    catalogue,
    bell,
    recorders,
    ...(group && { group }),
    onBroken: (broken: readonly { key: string; error: string }[]) =>
      broken.forEach(({ key, error }) => alarm({ kind: 'instance', id: key, error })),
  };
  const engine = new Engine(parts);
  const errands = new Errands(parts, roster, (id, error) => alarm({ kind: 'errand', id: String(id), error }));
  const waves = new Waves(transactions, engine, errands, page === undefined ? {} : { page });
  return { database, transactions, catalogue, clock, engine, errands, waves };
}
