/**
 * The yardstick: SQL written by hand that writes the same rows as one event through the door — letter, snapshot, history,
 * timers, the parent's mail, outbox — with no statechart, no checks and no chain behind it.
 */
const HASH = '0'.repeat(64);

/** What a row looks like in this database, taken from an instance that the engine itself moved. */
export async function sample(rows, key) {
  const [instance] = await rows(`select id, snapshot, key, parent from instance where key = $1`, [key]);
  const [parent] = await rows(`select id from instance where key = $1`, [instance.parent]);
  const timers = await rows(`select key, at, hop from timer where instance_id = $1`, [instance.id]);
  return { snapshot: JSON.stringify(instance.snapshot), timers, parent: parent.id };
}

const person = JSON.stringify({ kind: 'person', id: 'officer-u000001', seats: [{ unit: 'u000001', seat: 'officer' }] });
const sender = (key) => JSON.stringify({ kind: 'instance', key });
const moved = JSON.stringify({ type: 'child.moved', group: 'R1', from: 'open', to: 'submitted' });
const event = (submits) => JSON.stringify({ type: submits ? 'report.submit' : 'report.return' });
const answer = JSON.stringify({ outcome: 'moved', seq: 1, at: 1, tags: ['handed-in', 'on-time', 'submitted'] });
const tags = (submits) => (submits ? ['handed-in', 'on-time', 'submitted'] : ['on-track']);

const statements = {
  read: `select snapshot, seq from instance where id = $1 for no key update`,
  timers: `select key, at, hop from timer where instance_id = $1`,
  letter: `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event, content, outcome, answer) values ($1, $2, $3, -1, 'x', 0, $4, $5, $6, 'moved', $7)`,
  update: `update instance set snapshot = $2, tags = $3, stage = $4, due = $5, seq = $6, person_seq = $6, at = $7, hop = 0, head = $8 where id = $1`,
  history: `insert into history (instance_id, seq, kind, key, at, actor, event, tags, due, unit, stage, hash) values ($1, $2, 'letter', $3, $4, $5, $6, $7, $8, 'u', $9, $10)`,
  disarm: `delete from timer where instance_id = $1 and key = any($2)`,
  arm: `insert into timer (instance_id, key, at, hop) select $1, unnest($2::text[]), unnest($3::bigint[]), 0`,
  mail: `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event) values ($1, $2, $3, 1, $4, $5, $6, $7)`,
  outbox: `insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level) values ($1, $2, $3, $4, 'office', 'officer', 'submitted', 0)`,
};

const prepared = (client) => (name, values) => client.query({ name: `hand_${name}`, text: statements[name], values });

/** One event, statement after statement, as a careful programmer writes it. */
export async function sequential(pool, like, { id, key, submits, run, at }) {
  const client = await pool.connect();
  const send = prepared(client);
  try {
    await client.query('begin');
    const { rows } = await send('read', [id]);
    const seq = rows[0].seq + 1;
    await send('timers', [id]);
    const letterKey = `hand-${run}-${key}-${seq}`;
    const stage = submits ? 'submitted' : 'open';
    await send('letter', [id, letterKey, at, person, event(submits), HASH, answer]);
    await send('update', [id, like.snapshot, tags(submits), stage, at, seq, at, HASH]);
    await send('history', [id, seq, letterKey, at, person, event(submits), tags(submits), at, stage, HASH]);
    if (submits) await send('disarm', [id, like.timers.map((t) => t.key)]);
    else await send('arm', [id, like.timers.map((t) => t.key), like.timers.map((t) => t.at)]);
    await send('mail', [like.parent, `hand-${run}-${key}#${seq}`, at, key, seq, sender(key), moved]);
    if (submits) await send('outbox', [`hand-${run}-${key}#${seq}`, id, seq, at]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

// Every row brings its own JSON, as it does in life: one shared constant would be parsed once for all of them.
const set = {
  read: `select id, snapshot, seq from instance where id = any($1) order by id for no key update`,
  timers: `select instance_id, key, at, hop from timer where instance_id = any($1)`,
  letter: `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event, content, outcome, answer)
    select id, key, $3, -1, 'x', 0, actor, event, $4, 'moved', answer
    from unnest($1::bigint[], $2::text[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) r(id, key, actor, event, answer)`,
  update: `update instance i set snapshot = r.snapshot, tags = $4, stage = $5, due = $6, seq = r.seq, person_seq = r.seq, at = $6, hop = 0, head = $7
    from unnest($1::bigint[], $2::int[], $3::jsonb[]) r(id, seq, snapshot) where i.id = r.id`,
  history: `insert into history (instance_id, seq, kind, key, at, actor, event, tags, due, unit, stage, hash)
    select id, seq, 'letter', key, $4, actor, event, $5, $4, 'u', $6, $7
    from unnest($1::bigint[], $2::int[], $3::text[], $8::jsonb[], $9::jsonb[]) r(id, seq, key, actor, event)`,
  disarm: `delete from timer where instance_id = any($1) and key = any($2)`,
  arm: `insert into timer (instance_id, key, at, hop) select i, k, a, 0 from unnest($1::bigint[]) i, unnest($2::text[], $3::bigint[]) r(k, a)`,
  mail: `insert into letter (instance_id, key, at, hop, sender, sender_seq, actor, event)
    select $1, key, $3, 1, key, 0, actor, event from unnest($2::text[], $4::jsonb[], $5::jsonb[]) r(key, actor, event)`,
  outbox: `insert into outbox (message_id, instance_id, seq, at, unit, seat, template, level)
    select key, id, seq, $4, 'office', 'officer', 'submitted', 0 from unnest($1::text[], $2::bigint[], $3::int[]) r(key, id, seq)`,
};
const times = (n, value) => Array.from({ length: n }, () => value);

/** Many events in one transaction, each statement for all of them. */
export async function batch(pool, like, { ids, submits, run, at }) {
  const client = await pool.connect();
  const send = (name, values) => client.query({ name: `set_${name}`, text: set[name], values });
  try {
    await client.query('begin');
    const { rows } = await send('read', [ids]);
    await send('timers', [ids]);
    const seqs = rows.map((row) => row.seq + 1);
    const found = rows.map((row) => row.id);
    const keys = rows.map((row, i) => `hand-${run}-${row.id}-${seqs[i]}`);
    const stage = submits ? 'submitted' : 'open';
    const n = found.length;
    const [people, events] = [times(n, person), times(n, event(submits))];
    await send('letter', [found, keys, at, HASH, people, events, times(n, answer)]);
    await send('update', [found, seqs, times(n, like.snapshot), tags(submits), stage, at, HASH]);
    await send('history', [found, seqs, keys, at, tags(submits), stage, HASH, people, events]);
    if (submits) await send('disarm', [found, like.timers.map((t) => t.key)]);
    else await send('arm', [found, like.timers.map((t) => t.key), like.timers.map((t) => t.at)]);
    await send('mail', [like.parent, keys, at, times(n, sender('x')), times(n, moved)]);
    if (submits) await send('outbox', [keys, found, seqs, at]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const storm = {
  due: `select t.instance_id as id, t.key from timer t where t.at <= $1 and t.instance_id > $2 order by t.instance_id limit $3`,
  fire: `delete from timer where at <= $1 and instance_id = any($2)`,
  arm: `insert into timer (instance_id, key, at, hop) select i, 'e-1', $2, 0 from unnest($1::bigint[]) i`,
  notice: set.outbox.replace("'submitted'", "'overdue'"),
};

/** A storm of deadlines by hand: in batches, each deadline one history row, one snapshot, one timer less, one more, one message. */
export async function deadlines(pool, like, { at, size }) {
  const client = await pool.connect();
  const send = (name, text, values) => client.query({ name, text, values });
  let n = 0;
  try {
    for (let after = 0; ;) {
      await client.query('begin');
      const { rows: due } = await send('storm_due', storm.due, [at, after, size]);
      if (due.length === 0) {
        await client.query('commit');
        return n;
      }
      const ids = due.map((row) => row.id);
      const { rows } = await send('set_read', set.read, [ids]);
      const seqs = rows.map((row) => row.seq + 1);
      const found = rows.map((row) => row.id);
      const keys = rows.map((row, i) => `storm-${row.id}-${seqs[i]}`);
      await send('storm_fire', storm.fire, [at, ids]);
      await send('storm_arm', storm.arm, [ids, at + 3_600_000]);
      await send('set_update', set.update, [
        found,
        seqs,
        times(found.length, like.snapshot),
        ['overdue'],
        'open',
        at,
        HASH,
      ]);
      await send('set_history', set.history, [
        found,
        seqs,
        keys,
        at,
        ['overdue'],
        'open',
        HASH,
        times(found.length, person),
        times(found.length, event(true)),
      ]);
      await send('storm_notice', storm.notice, [keys, found, seqs, at]);
      await client.query('commit');
      n += found.length;
      after = Number(ids.at(-1));
    }
  } finally {
    client.release();
  }
}
