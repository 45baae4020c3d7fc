import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { AccountStore } from './account.store.js';
import { FirstAccounts } from './first-accounts.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleReader } from './people.reader.js';
import { PrincipalReader } from './principal.reader.js';
import { SessionController } from './session.controller.js';
import { SessionStore } from './session.store.js';
import { SignIn } from './sign-in.service.js';
import { StoredPerson } from './person.entity.js';
import { StoredUnit } from './unit.entity.js';

/** Who there is, who asks, and what they may do. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StoredPerson, StoredUnit])],
  controllers: [PeopleController, SessionController],
  providers: [
    PeopleReader,
    PrincipalReader,
    AccountStore,
    SessionStore,
    SignIn,
    FirstAccounts,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [PeopleReader, AccountStore],
})
export class PeopleModule {}
