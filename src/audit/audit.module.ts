import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { AuditController } from './audit.controller.js';
import { AuditReader } from './audit.reader.js';

/** Who did what, for those who must be able to prove it. */
@Module({
  imports: [PeopleModule],
  controllers: [AuditController],
  providers: [AuditReader],
})
export class AuditModule {}
