import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Problems } from '../platform/api-problems.js';
import { PeoplePage, peopleQuery, type PeopleQuery, UnitsPage, unitsQuery, type UnitsQuery } from './people.dto.js';
import { PeopleReader } from './people.reader.js';

@ApiTags('people')
@Controller('api/v1')
export class PeopleController {
  constructor(private readonly people: PeopleReader) {}

  /** The people of the active plans, with their posts. */
  @Get('people')
  @Problems()
  list(@Query({ schema: peopleQuery }) query: PeopleQuery): Promise<PeoplePage> {
    return this.people.people(query);
  }

  /** The units of the active plans, in official order. */
  @Get('units')
  @Problems()
  units(@Query({ schema: unitsQuery }) query: UnitsQuery): Promise<UnitsPage> {
    return this.people.units(query);
  }
}
