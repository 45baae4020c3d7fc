import { problem } from '../core/problem.js';
import { oidcProblemOf } from './oidc-problems.rules.js';

const failure = (more: object, message = 'x'): Error => Object.assign(new Error(message), more);

test.each<[Error, string, object]>([
  [new TypeError('fetch failed'), 'oidc-away', {}],
  [new TypeError('terminated'), 'oidc-away', {}],
  [failure({ name: 'ClientError', code: 'OAUTH_TIMEOUT' }), 'oidc-away', {}],
  [failure({ name: 'ClientError', code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' }), 'oidc-away', {}],
  [failure({ name: 'ClientError', code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' }), 'oidc-clock', {}],
  [failure({ name: 'ClientError', code: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' }), 'oidc-untrusted', {}],
  [failure({ name: 'ClientError', code: undefined }), 'oidc-untrusted', {}],
  [failure({ code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_grant' }), 'oidc-code-refused', {}],
  [
    failure({ code: 'OAUTH_RESPONSE_BODY_ERROR', error: 'invalid_client' }),
    'oidc-refused',
    { error: 'invalid_client' },
  ],
  [failure({ code: 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' }), 'oidc-refused', { error: 'invalid_client' }],
  [
    failure({ code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', error: 'access_denied' }),
    'oidc-refused',
    { error: 'access_denied' },
  ],
  [failure({ code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR', error: '<b>x</b>' }), 'oidc-refused', { error: 'error' }],
])('%s is %s', (error, code, facts) => {
  expect(oidcProblemOf(error)).toMatchObject({ code, facts, cause: error });
});

test('what is a problem already stays one; what is nobody’s fault but ours stays what it is', () => {
  const known = problem('oidc-no-account');
  expect(oidcProblemOf(known)).toBe(known);
  expect(oidcProblemOf(new TypeError('x is not a function'))).toBeUndefined();
  expect(oidcProblemOf(failure({ code: '57P01' }))).toBeUndefined();
  expect(oidcProblemOf('x')).toBeUndefined();
});
