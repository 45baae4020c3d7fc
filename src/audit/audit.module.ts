import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.js';
import { AuditController } from './audit.controller.js';
import { AuditReader } from './audit.reader.js';
import { WordsReader } from './words.reader.js';
import { DefinitionReader } from '../work/definition.reader.js';
import { ErasePerson } from './erase-person.service.js';
import { ErasureController } from './erasure.controller.js';
import { ErasureStore } from './erasure.store.js';

/** Who did what, for those who must be able to prove it. */
@Module({
  imports: [PeopleModule],
  controllers: [AuditController, ErasureController],
  providers: [AuditReader, WordsReader, DefinitionReader, ErasureStore, ErasePerson],
})
export class AuditModule {}
