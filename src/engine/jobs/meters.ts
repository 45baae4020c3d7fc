import { Counter, Gauge, type Registry } from 'prom-client';

/** What can be watched of the bell and of those who hear it. */
export class Meters {
  private readonly rings: Counter<'job'>;
  private readonly lost: Counter;
  private readonly jobs: Counter<'job' | 'outcome'>;
  private readonly restarts: Counter;
  private readonly rounds: Counter<'round' | 'outcome'>;
  private readonly heartbeat: Gauge<'round'>;
  private readonly alarms: Counter<'kind'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.rings = new Counter({
      name: 'dung_han_bell_rings_total',
      help: 'Jobs given to the queue.',
      labelNames: ['job'],
      registers,
    });
    this.lost = new Counter({
      name: 'dung_han_bell_lost_total',
      help: 'Jobs that the queue did not take; the sweeps find what they meant.',
      registers,
    });
    this.jobs = new Counter({
      name: 'dung_han_jobs_total',
      help: 'Jobs heard by this worker.',
      labelNames: ['job', 'outcome'],
      registers,
    });
    this.restarts = new Counter({
      name: 'dung_han_worker_restarts_total',
      help: 'Times that a dead or deaf ear was replaced.',
      registers,
    });
    this.rounds = new Counter({
      name: 'dung_han_rounds_total',
      help: "The worker's own looks at what is due, whatever the queue says.",
      labelNames: ['round', 'outcome'],
      registers,
    });
    this.heartbeat = new Gauge({
      name: 'dung_han_round_timestamp_seconds',
      help: 'When the last round of this kind went well (Unix time).',
      labelNames: ['round'],
      registers,
    });
    this.alarms = new Counter({
      name: 'dung_han_alarms_total',
      help: 'Instances quarantined, errands set aside, messages given up: somebody must look.',
      labelNames: ['kind'],
      registers,
    });
  }

  rang(job: string): void {
    this.rings.inc({ job });
  }
  lostRings(count: number): void {
    this.lost.inc(count);
  }
  heard(job: string, outcome: 'done' | 'failed'): void {
    this.jobs.inc({ job, outcome });
  }
  restarted(): void {
    this.restarts.inc();
  }
  roundDone(round: string): void {
    this.rounds.inc({ round, outcome: 'done' });
    this.heartbeat.set({ round }, Date.now() / 1000);
  }
  roundFailed(round: string): void {
    this.rounds.inc({ round, outcome: 'failed' });
  }
  alarmed(kind: string): void {
    this.alarms.inc({ kind });
  }
}
