import { Inject, Injectable } from '@nestjs/common';
import { denied, own } from '../core/access.js';
import type { Definition } from '../core/definition/definition.js';
import type { Form } from '../core/form/form.js';
import { problem } from '../core/problem.js';
import { possible } from '../core/step.js';
import type { EngineHouse } from '../engine/create-engine.js';
import { HOUSE } from '../engine/tokens.js';
import { may, scopeFor } from '../people/access.rules.js';
import { isShown } from '../people/looks.js';
import { actorsIn, type Person, type Principal } from '../people/principal.js';
import { desksOf, formEvents, type FormEvent } from './desks.rules.js';
import { FormPlaceReader, type Place } from './form-place.reader.js';
import type { Eyes } from './submission.reader.js';

/** An instance as somebody stands before it with a form in hand. */
export type Standing = {
  readonly place: Place;
  readonly definition: Definition;
  readonly actors: readonly Person[];
  /** The events that they may send now. */
  readonly open: ReadonlySet<string>;
};
/** One form of it. */
export type Desk = Standing & {
  readonly name: string;
  readonly form: Form;
  readonly events: readonly FormEvent[];
  /** The unit for which they fill it in. */
  readonly unit: string | undefined;
  readonly eyes: Eyes;
};

/** Who stands where: which forms an instance has, and what whoever asks may do with them. */
@Injectable()
export class FormDesk {
  constructor(
    @Inject(HOUSE) private readonly house: EngineHouse,
    private readonly places: FormPlaceReader,
  ) {}

  async before(me: Principal, id: number, looks = true): Promise<Standing> {
    const place = await this.places.find(scopeFor(me), id);
    if (!place) throw problem('not-found', { asked: id });
    const { plan } = place;
    if (looks) isShown([place]);
    const { catalogue, transactions, clock } = this.house;
    const pinned = { definition: place.definition, calendar: place.calendar };
    await catalogue.load(transactions, { definitions: [pinned.definition], calendars: [pinned.calendar] });
    const machine = catalogue.find(pinned);
    const { definition } = machine;
    const actors = may(me, 'work.act', plan) ? actorsIn(me, plan) : [];
    const now = Math.max(await clock.now(), place.at);
    const types = place.status === 'quarantined' ? [] : possible(machine, place.snapshot, now);
    const { context: whose, value } = place.snapshot;
    const open = types.filter((type) => actors.some((actor) => !denied(definition, actor, { type }, { whose, value })));
    return { place, definition, actors, open: new Set(open) };
  }

  /** @throws Problem not-found where the instance has no such form */
  async at(me: Principal, { id, name }: { readonly id: number; readonly name: string }, looks = true): Promise<Desk> {
    const standing = await this.before(me, id, looks);
    const form = own(standing.definition.forms ?? {}, name);
    if (!form) throw problem('not-found', { asked: name });
    return deskOf(standing, name, form);
  }
}

export function deskOf(standing: Standing, name: string, form: Form): Desk {
  const { definition, place, actors, open } = standing;
  const events = formEvents(definition, name);
  const units = desksOf(definition, name, place.snapshot.context, actors);
  // Whoever records what came on paper signs nothing.
  const signs = events.some(({ event, spec, isPresented }) => open.has(event) && !isPresented && !spec.onBehalf);
  return { ...standing, name, form, events, unit: units[0], eyes: { units, signs } };
}
