import { problem } from '../core/problem.js';
import { weaknessOf } from './password.rules.js';
import { hashPassword } from './secrets.js';

/** A password that somebody has chosen, as it is kept. @throws Problem where it would soon be guessed */
export async function chosenPassword(password: string, name: string): Promise<string> {
  const weakness = await weaknessOf(password, name);
  if (weakness) throw problem(weakness);
  return hashPassword(password);
}
