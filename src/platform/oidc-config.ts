import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { say } from './settings.js';

/** Sign-in by an OpenID Connect provider. The client's secret stands apart, because settings are told in the trail. */
export type OidcConfig = {
  readonly issuer: string;
  readonly clientId: string;
  /** What the button says. */
  readonly label: { readonly vi: string; readonly en: string };
  readonly scopes: string;
  /** The text of the file that maps claims; undefined: nobody gets an account or a post by them. */
  readonly mapping: string | undefined;
};

const word = z.string().regex(/^[\x21-\x7e]{1,500}$/, say('không được có dấu cách.', 'may hold no space.'));

export const oidcVariables = {
  OIDC_ISSUER: z
    .string()
    .refine(
      isIssuer,
      say(
        'phải là địa chỉ https của hệ thống tài khoản, không có ? và #, ví dụ https://id.example.vn.',
        'must be the https address of the provider without ? and #, such as https://id.example.vn.',
      ),
    )
    .optional(),
  OIDC_CLIENT_ID: word.optional(),
  OIDC_CLIENT_SECRET: word.optional(),
  OIDC_NAME: z
    .string()
    .refine(
      (text) => labelIn(text) !== undefined,
      say(
        'phải là tên nút bấm, hoặc hai tên tiếng Việt và tiếng Anh cách nhau bởi " / ".',
        'must be what the button says, or that in Vietnamese and in English with " / " between.',
      ),
    )
    .default('Tài khoản cơ quan / Office account'),
  OIDC_SCOPES: z
    .string()
    .refine(
      (text) => /^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(text) && text.split(' ').includes('openid'),
      say(
        'phải là các phạm vi cách nhau bởi một dấu cách, trong đó có openid.',
        'must be scopes with one space between, openid among them.',
      ),
    )
    .default('openid profile email'),
  OIDC_MAPPING: z.string().optional(),
};

type Given = {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_NAME: string;
  readonly OIDC_SCOPES: string;
  readonly OIDC_MAPPING?: string | undefined;
  readonly PUBLIC_URL?: string | undefined;
  readonly CLOCK: 'sandbox' | 'system';
  readonly DUNG_HAN_HOME: string;
};

/** What settings need of each other: the name of a setting, and what is wrong with it. */
export function* oidcMistakes(given: Given): Generator<readonly [name: string, message: string]> {
  const { OIDC_ISSUER: issuer, CLOCK } = given;
  if (issuer === undefined) {
    const others = [given.OIDC_CLIENT_ID, given.OIDC_CLIENT_SECRET, given.OIDC_MAPPING];
    if (others.some((one) => one !== undefined))
      yield ['OIDC_ISSUER', say('còn thiếu khi đã có OIDC_… khác.', 'is missing where other OIDC_… are set.')];
    return;
  }
  if (given.OIDC_CLIENT_ID === undefined)
    yield ['OIDC_CLIENT_ID', say('còn thiếu khi đã có OIDC_ISSUER.', 'is missing where OIDC_ISSUER is set.')];
  if (given.PUBLIC_URL === undefined)
    yield [
      'PUBLIC_URL',
      say('còn thiếu: OIDC_ISSUER cần biết quay về đâu.', 'is missing: OIDC_ISSUER must know where to come back to.'),
    ];
  if (issuer.startsWith('http:') && (CLOCK !== 'sandbox' || !isLoopback(issuer)))
    yield [
      'OIDC_ISSUER',
      say(
        'phải bắt đầu bằng https; chỉ bản thử nghiệm được dùng http, trên chính máy này.',
        'must begin with https; only a sandbox may use http, and on this machine alone.',
      ),
    ];
}

/** The mapping is read where people are served; a command for the database needs none. */
export function unreadableMapping({ OIDC_MAPPING: file, DUNG_HAN_HOME: home }: Given): string | undefined {
  return file === undefined || textOf(resolve(home, file)) !== undefined
    ? undefined
    : say(`không đọc được tệp ${file}.`, `the file ${file} cannot be read.`);
}

export function oidcConfig(given: Given, isServing: boolean): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_MAPPING: file } = given;
  const label = labelIn(given.OIDC_NAME);
  if (issuer === undefined || clientId === undefined || !label) return undefined;
  const mapping = isServing && file !== undefined ? textOf(resolve(given.DUNG_HAN_HOME, file)) : undefined;
  return { issuer, clientId, label, scopes: given.OIDC_SCOPES, mapping };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && !/[?#\s]/.test(text)
  );
}

const isLoopback = (address: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');

/** “Tài khoản cơ quan / Office account”; one name is the same in both. */
function labelIn(text: string): OidcConfig['label'] | undefined {
  const [vi, en, ...more] = text.split(' / ').map((one) => one.trim());
  if (!vi || en === '' || more.length > 0 || text.length > 200) return undefined;
  return { vi, en: en ?? vi };
}
