import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { problem } from '../core/problem.js';
import { Me, Needs, Recently } from '../people/access.decorators.js';
import { accountParam } from '../people/accounts.dto.js';
import type { Principal } from '../people/principal.js';
import { Problems } from '../platform/api-problems.js';
import { IfMatch } from '../platform/asked.decorators.js';
import type { Looked } from '../platform/etag.rules.js';
import { ErasePerson } from './erase-person.service.js';
import { ErasedView, erasePersonBody, type ErasePersonBody } from './erasure.dto.js';

@ApiTags('accounts')
@Controller('api/v1/accounts')
export class ErasureController {
  constructor(private readonly erasing: ErasePerson) {}

  /** Erases a person’s data, for good: for administrators of everything. What was done stays proven. Also where there is no account any more and the trail names one. */
  @Post(':name/erase')
  @HttpCode(200)
  @Problems('not-found', 'last-administrator')
  @Needs('people.erase')
  @Recently()
  async erase(
    @Param('name', { schema: accountParam }) name: string,
    @Body({ schema: erasePersonBody }) { reason }: ErasePersonBody,
    @IfMatch() looked: Looked,
    @Me() me: Principal,
  ): Promise<ErasedView> {
    const erased = await this.erasing.erase(name, reason, { actor: me.name, looked });
    if (!erased) throw problem('not-found');
    return erased;
  }
}
