import { Injectable } from '@nestjs/common';
import { problem } from '../core/problem.js';
import { weaknessOf } from './password.rules.js';
import { PeopleReader } from './people.reader.js';
import { hashPassword } from './secrets.js';

/** Passwords that people choose themselves. */
@Injectable()
export class ChosenPassword {
  constructor(private readonly people: PeopleReader) {}

  /** As it is kept. @throws Problem where it would soon be guessed */
  async kept(password: string, name: string): Promise<string> {
    const weakness = await weaknessOf(password, name, await this.people.unitNames());
    if (weakness) throw problem(weakness);
    return hashPassword(password);
  }
}
