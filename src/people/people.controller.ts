import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Me, Needs } from './access.decorators.js';
import { scopeFor } from './access.rules.js';
import type { Principal } from './principal.js';
import { Problems } from '../platform/api-problems.js';
import { PeoplePage, peopleQuery, type PeopleQuery, UnitsPage, unitsQuery, type UnitsQuery } from './people.dto.js';
import { PeopleReader } from './people.reader.js';

@ApiTags('people')
@Controller('api/v1')
export class PeopleController {
  constructor(private readonly people: PeopleReader) {}

  /** The people of the active plans, with their posts: all of a plan that one looks after, else those of one's own units. */
  @Get('people')
  @Problems()
  @Needs('people.read')
  list(@Query({ schema: peopleQuery }) query: PeopleQuery, @Me() me: Principal): Promise<PeoplePage> {
    return this.people.people(scopeFor(me), query);
  }

  /** The units of the active plans, in official order. */
  @Get('units')
  @Problems()
  @Needs('units.read')
  units(@Query({ schema: unitsQuery }) query: UnitsQuery, @Me() me: Principal): Promise<UnitsPage> {
    return this.people.units(scopeFor(me), query);
  }
}
