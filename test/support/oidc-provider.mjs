// A real OpenID Connect provider, as a process of its own: PORT, ISSUER, CLIENTS (JSON). Who there is and how it
// lies is told to it by PUT /control. It asks nobody for a password: GET /interaction/…?as=an signs an in.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import Provider from 'oidc-provider';

const { PORT, ISSUER, CLIENTS } = process.env;
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const [own, strange] = [pair(), pair()];

let people = {};
let lie = null;

const provider = new Provider(ISSUER, {
  clients: JSON.parse(CLIENTS),
  jwks: { keys: [{ ...own.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
  cookies: { keys: ['for tests only'] },
  features: { devInteractions: { enabled: false } },
  claims: {
    openid: ['sub', 'acr', 'amr'],
    profile: ['name', 'preferred_username', 'groups'],
    email: ['email', 'email_verified'],
  },
  acrValues: ['strong'],
  pkce: { required: () => true },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id]?.claims }) }),
  async loadExistingGrant({ oidc }) {
    const was = oidc.session.grantIdFor(oidc.client.clientId);
    if (was) return provider.Grant.find(was);
    const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(claims, key) {
  const body = `${part({ alg: 'RS256', typ: 'JWT', kid: 'one' })}.${part(claims)}`;
  return `${body}.${createSign('sha256').update(body).sign(key, 'base64url')}`;
}
const lies = {
  nonce: (claims) => signed({ ...claims, nonce: 'of-another-sign-in' }, own),
  issuer: (claims) => signed({ ...claims, iss: 'https://id.xau.vn' }, own),
  audience: (claims) => signed({ ...claims, aud: 'another-client' }, own),
  time: (claims) => signed({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 }, own),
  signature: (claims) => signed(claims, strange),
  none: (claims) => `${part({ alg: 'none' })}.${part(claims)}.`,
};

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

provider.use(async (ctx, next) => {
  if (ctx.path === '/control') {
    ({ people = people, lie = null } = await read(ctx.req));
    return void (ctx.status = 204);
  }
  const [, uid] = /^\/interaction\/([\w-]+)$/.exec(ctx.path) ?? [];
  if (uid !== undefined) {
    const who = people[ctx.query.as];
    const { amr, acr, provedAgo = 0 } = who ?? {};
    const ts = Math.floor(Date.now() / 1000) - provedAgo;
    const login = { accountId: ctx.query.as, ts, ...(amr && { amr }), ...(acr && { acr }) };
    ctx.respond = false;
    return provider.interactionFinished(ctx.req, ctx.res, who ? { login } : { error: 'access_denied' });
  }
  if (ctx.path === '/token' && lie === 'silence') await pause(60_000);
  if (ctx.path === '/token' && lie === 'nonsense') return void (ctx.body = '<p>Bảo trì</p>');
  await next();
  if (ctx.path !== '/token' || ctx.status !== 200 || !(lie in lies)) return undefined;
  const [, claims = ''] = ctx.body.id_token.split('.');
  ctx.body = { ...ctx.body, id_token: lies[lie](JSON.parse(Buffer.from(claims, 'base64url').toString())) };
  return undefined;
});

provider.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('the provider is ready\n'));
