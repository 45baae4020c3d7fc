import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRef, type Document, type Operation } from '../src/platform/openapi/shapes.js';

/** What changes something and takes no If-Match, and why (docs/adr/0023). */
const reasons = {
  new: 'it makes something new: there is nothing yet that could have been looked at',
  confirmed: 'without the digest of its dry run it changes nothing, and with it only what was looked at',
  passing: 'it says who is there, and that is over by itself',
  reminds: 'each letter is held against its own instance by the door, and takes nothing back',
  look: 'it changes nothing',
  bookmark:
    "a bookmark of one's own goes forward only, and not beyond what there is: whoever comes second finds nothing to do",
  adds: 'a file never changes, and nothing of the step is taken back: named twice, it is named once',
  all: 'whatever sessions there are end, also those that nobody has seen: afterwards there is none',
  secret: 'a secret says that it is the right moment: a password, a code, a link that is good once',
  again: 'what was given up or set aside is taken up again, as it stands: whoever comes second finds nothing to do',
  own: 'nobody writes to a session, and only its owner ends it: whoever of two is first, it is over',
} as const;
const without: Readonly<Record<string, string>> = {
  'POST /api/v1/accounts': reasons.new,
  'POST /api/v1/delegations': reasons.new,
  'POST /api/v1/instances/{id}/files': reasons.new,
  'POST /api/v1/instances/{id}/forms/{form}/presence': reasons.passing,
  'POST /api/v1/instances/{id}/talk/read': reasons.bookmark,
  'POST /api/v1/instances/{id}/remarks': reasons.new,
  'DELETE /api/v1/accounts/{name}/sessions': reasons.all,
  'POST /api/v1/occurrences/{id}/reminders': reasons.reminds,
  'POST /api/v1/sandbox/session': reasons.new,
  'POST /api/v1/plans': reasons.new,
  'POST /api/v1/plans/{plan}/versions': reasons.new,
  'POST /api/v1/tokens': reasons.new,
  'POST /api/v1/files/{id}/attach': reasons.adds,
  'POST /api/v1/imports/units/{plan}': reasons.confirmed,
  'POST /api/v1/imports/users': reasons.confirmed,
  'POST /api/v1/plans/{plan}/compare': reasons.look,
  'POST /api/v1/plans/{plan}/versions/{version}/lint': reasons.look,
  'POST /api/v1/plans/{plan}/versions/{version}/obligations/{obligation}/check': reasons.look,
  'POST /api/v1/operations/outbox/{id}/retry': reasons.again,
  'POST /api/v1/operations/quarantine/{id}/retry': reasons.again,
  'POST /api/v1/operations/errands/{id}/retry': reasons.again,
  'POST /api/v1/password-resets': reasons.new,
  'PUT /api/v1/password-resets': reasons.secret,
  'POST /api/v1/session': reasons.new,
  'PUT /api/v1/session/code': reasons.secret,
  'PUT /api/v1/session/password': reasons.secret,
  'POST /api/v1/session/totp': reasons.new,
  'PUT /api/v1/session/totp': reasons.secret,
  'DELETE /api/v1/session/totp': reasons.secret,
  'DELETE /api/v1/session': reasons.own,
  'DELETE /api/v1/sessions': reasons.own,
  'DELETE /api/v1/sessions/{id}': reasons.own,
};

const file = join(__dirname, '..', 'docs', 'api', 'openapi.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
const takesIfMatch = ({ parameters = [] }: Operation): boolean =>
  parameters.some((one) => (isRef(one) ? one.$ref === '#/components/parameters/IfMatch' : one.name === 'If-Match'));
const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const changing = routes.filter(({ method }) => method !== 'GET');

test('what changes something takes what was looked at, or says why not', () => {
  const blind = changing.filter(({ operation }) => !takesIfMatch(operation));
  expect(blind.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(without).sort());
});

test('what takes a tag changes something that shows one', () => {
  const shown = routes.filter(
    ({ method, operation }) => method === 'GET' && operation.responses['200']?.headers?.['ETag'],
  );
  const lacking = changing
    .filter(({ operation }) => takesIfMatch(operation))
    // The thing itself, or what it is a part of.
    .filter(({ path }) => !shown.some((one) => path === one.path || path.startsWith(`${one.path}/`)));
  expect(lacking.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
