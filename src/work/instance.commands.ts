import { InvalidArgumentError, Option, type Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { dayOf } from '../core/calendar/day.js';
import type { FieldSpec } from '../core/definition/schema.js';
import type { Scalar } from '../core/instance.js';
import { Problem, problem } from '../core/problem.js';
import { papersFor, recordersFor } from '../forms/for-commands.js';
import { looksAreTold } from '../people/looks.js';
import { PlanNumbers } from '../people/plan-numbers.reader.js';
import { PrincipalReader } from '../people/principal.reader.js';
import { CommandError } from '../platform/command-error.js';
import { said, type CommandHost } from '../platform/command.js';
import { pageLimit } from '../platform/list-query.js';
import { printJson, printLines } from '../platform/output.js';
import { readAs, wholeText } from '../platform/read-schema.js';
import { inBoth } from '../platform/usage-words.js';
import { argument } from '../plans/command-arguments.js';
import { lookInto, withHouse, type Opened } from '../plans/open-house.js';
import { operatorEntry } from '../people/operator.js';
import { TrailStore } from '../people/trail.store.js';
import { CalendarReader } from './calendar.reader.js';
import { DefinitionReader } from './definition.reader.js';
import { DescribeInstance, type InstanceName } from './describe-instance.service.js';
import { instanceLines, refusalLines, timelineLines } from './instance-text.js';
import { timelineQuery } from './instances.dto.js';
import { InstanceReader } from './instance.reader.js';
import { KnownNames } from './known-names.reader.js';
import { listLines, unknownText } from './list-text.js';
import { ListWork } from './list-work.service.js';
import { sendEventBody } from './send-event.dto.js';
import { SendEvent, senderOf } from './send-event.service.js';
import { moment, workQuery } from './work.dto.js';
import { type Kind, WorkReader } from './work.reader.js';

type Said = { readonly json?: true };
type ShowOptions = Said & { readonly timeline?: true };
type ListOptions = Said & { readonly kind: Kind } & Readonly<Record<string, unknown>>;
type SendOptions = Said & {
  readonly by: string;
  readonly field: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly answers?: string;
  readonly key?: string;
  readonly expectedSeq?: string;
  readonly effectiveAt?: string;
};

const json = ['--json', 'one JSON document on standard output'] as const;

/** `dung-han instance list | show | send` */
export function registerInstance(program: Command, host: CommandHost): void {
  const instance = program.command('instance').description('what runs: obligations, occurrences, tasks');
  registerList(instance, host);
  instance
    .command('show')
    .description('where it stands, what is possible, and why it is due when it is due')
    .argument('<id or key>', 'its number, or its natural key such as 19-kh-bcd/R0-H/2023-H1')
    .option(...json)
    .option('--timeline', 'what happened to it, the newest last')
    .action((name: string, options: ShowOptions) =>
      lookInto(host, (opened) => shown(describing(opened), nameOf(name), options)),
    );
  instance
    .command('send')
    .description('send it an event, by a person of its plan')
    .argument('<id or key>')
    .argument('<event>', 'such as report.present: what `show` says is possible')
    .requiredOption('--by <person>', 'the id of the person, as `show` says it beside each post')
    .option(
      '--field <name=value>',
      'what the event carries, as `show` says (units by code, with commas); repeated',
      field,
      [],
    )
    .option('--body <text>', 'the words that go with it, such as a reason')
    .option('--answers <file>', 'what the form says that comes with it, as JSON: field to value')
    .option('--key <key>', 'the same key again changes nothing')
    .option('--expected-seq <n>', 'the sequence that was looked at', argument(wholeText(0)))
    .option('--effective-at <moment>', 'when it really happened, recorded on behalf', argument(moment))
    .option(...json)
    .action((name: string, event: string, options: SendOptions) =>
      withHouse(host, (opened) => sent(opened, nameOf(name), event, options), recordersFor),
    );
}

function registerList(instance: Command, host: CommandHost): void {
  instance
    .command('list')
    .description('obligations (series), occurrences or tasks, by deadline')
    .addOption(new Option('--kind <kind>').choices(['series', 'occurrence', 'task']).default('task'))
    .option('--plan <plan>')
    .option('--obligation <id>')
    .option('--period <period>')
    .option('--unit <code>')
    .addOption(new Option('--status <status>').choices(['running', 'done', 'quarantined']))
    .option('--tag <tag...>', 'all of them')
    .option('--stage <stage>')
    .option('--due-after <moment>', 'due at this moment or later', argument(moment))
    .option('--due-before <moment>', 'due before this moment', argument(moment))
    .addOption(
      new Option('--sort <sort>').choices(['due', '-due', 'key', '-key', 'urgency', '-urgency']).default('due'),
    )
    .option('--limit <n>', 'rows, at most 200', argument(pageLimit), '50')
    .option('--cursor <cursor>', 'the `next` of the page before')
    .option(...json)
    .action((options: ListOptions) => listed(host, options));
}

async function listed(host: CommandHost, { json: asJson, kind, ...asked }: ListOptions): Promise<void> {
  const query = await checked(workQuery, asked);
  const page = await lookInto(host, async ({ house, database }) => {
    const unknown = await new KnownNames(database).unknownIn(query);
    if (unknown) throw new CommandError('badInput', unknownText(unknown));
    const readers = {
      work: new WorkReader(database),
      definitions: new DefinitionReader(database),
      calendars: new CalendarReader(database),
      clock: house.clock,
    };
    return new ListWork(readers).page('all', kind, query);
  });
  await (asJson ? printJson(page) : printLines(listLines(page, kind)));
}

async function shown(
  instances: DescribeInstance,
  name: InstanceName,
  { timeline, json: asJson }: ShowOptions,
): Promise<void> {
  const view = await instances.view('all', name);
  await looksAreTold();
  if (!timeline) return asJson ? printJson(view) : printLines(instanceLines(view));
  const page = await instances.timeline('all', name, timelineQuery.parse({ order: 'desc', limit: 200 }));
  const items = page.items.toReversed();
  if (asJson) return printJson({ ...page, items });
  await printLines([...instanceLines(view), ...timelineLines(items)]);
}

async function sent(opened: Opened, name: InstanceName, event: string, options: SendOptions): Promise<void> {
  const { house, database } = opened;
  const { by, body, effectiveAt, expectedSeq, key = randomUUID() } = options;
  const me = await new PrincipalReader(database).byName(by, dayOf(await house.clock.now()));
  if (!me) throw problem('actor-unknown', { person: by });
  const sender = senderOf(me);
  const instances = describing(opened);
  const of = await instances.find(sender.scope, name);
  const { definition } = await instances.machine(of);
  const carries = definition.events[event]?.carries ?? {};
  const letter = readAs(sendEventBody, {
    event,
    fields: Object.fromEntries(options.field.map(([field, text]) => [field, valueOf(text, carries[field])])),
    ...(body !== undefined && { body }),
    ...(options.answers !== undefined && { form: { answers: await answersIn(options.answers) } }),
    ...(effectiveAt !== undefined && { effectiveAt }),
    ...(expectedSeq !== undefined && { expectedSeq: Number(expectedSeq) }),
  });
  const sending = new SendEvent(house, instances, papersFor(database));
  // The history names whom it was sent for; who sat at the machine stands here, also where it was refused.
  const note = (more: { readonly refused?: string }): Promise<void> => {
    const after = { instance: of.key, event, by, ...more };
    return new TrailStore(database).append([operatorEntry('instance send', { plan: of.plan, after })]);
  };
  const { receipt } = await said(async () => {
    try {
      const done = await sending.send(sender, name, letter, key);
      if ('refused' in done) throw done.refused;
      return done.answer;
    } catch (error) {
      if (error instanceof Problem) await note({ refused: error.code });
      throw error;
    }
  }, refusalLines);
  await note({});
  // Where no worker runs, the command itself carries on what it has caused; only then is it told.
  await house.waves.run(await house.clock.now());
  const instance = await instances.view('all', name);
  await looksAreTold();
  await (options.json ? printJson({ receipt, instance }) : printLines(instanceLines(instance)));
}

const describing = ({ house, database }: Opened): DescribeInstance =>
  new DescribeInstance(house, new InstanceReader(database), new DefinitionReader(database), new PlanNumbers(database));

/** A number that nothing counts to is no number of anything: then it is a key, which nothing has either. */
const nameOf = (text: string): InstanceName =>
  /^\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? { id: Number(text) } : { key: text };

function field(text: string, before: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(inBoth({ vi: 'cần viết tên=giá trị', en: 'it is written name=value' }));
  return [...before, [text.slice(0, at), text.slice(at + 1)]];
}

async function answersIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    throw new CommandError('badInput', `${file}: không đọc được JSON / this is no JSON file`);
  }
}

/** A value as the event declares it; what it does not declare stays text, and is refused by the door. */
function valueOf(text: string, spec: FieldSpec | undefined): Scalar | readonly string[] {
  if (spec?.type === 'units') return text.split(',').map((code) => code.trim());
  if (spec?.type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (spec?.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const checked = <T>(schema: z.ZodType<T>, value: unknown): Promise<T> =>
  said(() => Promise.resolve(readAs(schema, value)));
