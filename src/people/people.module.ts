import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access.guard.js';
import { AccountLinkStore } from './account-link.store.js';
import { AccountLinksController } from './account-links.controller.js';
import { AccountLinks } from './account-links.service.js';
import { AccountStore } from './account.store.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsReader } from './accounts.reader.js';
import { Accounts } from './accounts.service.js';
import { DelegationStore } from './delegation.store.js';
import { DelegationsController } from './delegations.controller.js';
import { Delegations } from './delegations.service.js';
import { ChosenPassword } from './chosen-password.js';
import { Devices } from './devices.service.js';
import { FirstAccounts } from './first-accounts.service.js';
import { SampleReader } from './sample.reader.js';
import { HoldingStore } from './holding.store.js';
import { OidcAccounts } from './oidc-accounts.service.js';
import { OidcClient } from './oidc-client.js';
import { OidcController } from './oidc.controller.js';
import { Oidc } from './oidc.service.js';
import { OidcStore } from './oidc.store.js';
import { IdempotencyModule } from './idempotency.module.js';
import { ImportReader } from './imports/import.reader.js';
import { ImportStore } from './imports/import.store.js';
import { ImportsController } from './imports/imports.controller.js';
import { UserImport } from './imports/user-import.service.js';
import { PasswordResetController } from './password-reset.controller.js';
import { PasswordReset } from './password-reset.service.js';
import { PasswordResetStore } from './password-reset.store.js';
import { PeopleController } from './people.controller.js';
import { OwnPostsReader } from './own-posts.reader.js';
import { PeopleReader } from './people.reader.js';
import { PlanNumbers } from './plan-numbers.reader.js';
import { PrincipalReader } from './principal.reader.js';
import { SessionController } from './session.controller.js';
import { SessionStore } from './session.store.js';
import { SignIn } from './sign-in.service.js';
import { StoredPerson } from './person.entity.js';
import { StoredUnit } from './unit.entity.js';
import { TokenStore } from './token.store.js';
import { TokensController } from './tokens.controller.js';
import { TotpController } from './totp.controller.js';
import { Totp } from './totp.service.js';
import { TotpStore } from './totp.store.js';
import { TrailModule } from './trail.module.js';

/** Who there is, who asks, and what they may do. */
@Global()
@Module({
  imports: [TrailModule, IdempotencyModule, TypeOrmModule.forFeature([StoredPerson, StoredUnit])],
  controllers: [
    PeopleController,
    SessionController,
    TotpController,
    OidcController,
    PasswordResetController,
    TokensController,
    AccountsController,
    AccountLinksController,
    DelegationsController,
    ImportsController,
  ],
  providers: [
    OwnPostsReader,
    PeopleReader,
    PrincipalReader,
    PlanNumbers,
    AccountStore,
    SessionStore,
    TokenStore,
    HoldingStore,
    AccountsReader,
    Accounts,
    DelegationStore,
    Delegations,
    SignIn,
    Devices,
    ChosenPassword,
    Totp,
    PasswordReset,
    PasswordResetStore,
    TotpStore,
    Oidc,
    OidcAccounts,
    OidcClient,
    OidcStore,
    AccountLinks,
    AccountLinkStore,
    FirstAccounts,
    SampleReader,
    ImportReader,
    ImportStore,
    UserImport,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [PeopleReader, PrincipalReader, PlanNumbers, AccountStore, SessionStore, ImportReader, ImportStore],
})
export class PeopleModule {}
