// What a linter and a generator of clients say to a description of the API: nothing, if it is sound.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** @returns {Promise<string[]>} what is amiss */
export async function lintContract(document) {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source: JSON.stringify(document), absoluteRef: '/openapi.json', config });
  const amiss = found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} (${at?.pointer})`);
  const said = [];
  const { warn, error } = console;
  console.warn = console.error = (...words) => said.push(words.join(' '));
  try {
    astToString(await openapiTypescript(structuredClone(document)));
  } catch (failure) {
    said.push(String(failure));
  } finally {
    Object.assign(console, { warn, error });
  }
  return [...amiss, ...said.map((words) => `openapi-typescript: ${words}`)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const amiss = await lintContract(JSON.parse(readFileSync(process.argv[2], 'utf8')));
  if (amiss.length > 0) console.error(amiss.join('\n'));
  process.exit(amiss.length === 0 ? 0 : 1);
}
