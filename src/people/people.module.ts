import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PeopleController } from './people.controller.js';
import { PeopleReader } from './people.reader.js';
import { StoredPerson } from './person.entity.js';
import { StoredUnit } from './unit.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([StoredPerson, StoredUnit])],
  controllers: [PeopleController],
  providers: [PeopleReader],
  exports: [PeopleReader],
})
export class PeopleModule {}
