import { Problem, problem } from '../core/problem.js';

/** As openid-client calls what goes wrong, and what that is to whoever signs in. */
const AWAY = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
];
/** With its cause. Undefined: nothing that a provider or the way to it could have caused. */
export function oidcProblemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  const found = error instanceof Error ? problemBehind(error) : undefined;
  return found && Object.assign(found, { cause: error });
}

function problemBehind(error: Error): Problem | undefined {
  // As fetch says that nobody answers, or leaves in the middle.
  if (error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)) return problem('oidc-away');
  const { code, error: said } = error as { readonly code?: unknown; readonly error?: unknown };
  switch (code) {
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
      return problem('oidc-refused', { error: plain(said) });
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return said === 'invalid_grant' ? problem('oidc-code-refused') : problem('oidc-refused', { error: plain(said) });
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return problem('oidc-refused', { error: 'invalid_client' });
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return problem('oidc-clock');
    default:
      if (AWAY.includes(String(code))) return problem('oidc-away');
      return error.name === 'ClientError' || /^OAUTH_/.test(String(code)) ? problem('oidc-untrusted') : undefined;
  }
}

/** A word of theirs that is no more than a word. */
const plain = (said: unknown): string => (typeof said === 'string' && /^[\w.-]{1,64}$/.test(said) ? said : 'error');
