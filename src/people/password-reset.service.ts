import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { problem } from '../core/problem.js';
import type { Config } from '../platform/config.js';
import type { Log } from '../platform/log.js';
import { Mailer } from '../platform/mail.js';
import { networkOf } from '../platform/network.js';
import { CONFIG, LOG } from '../platform/tokens.js';
import { ChosenPassword } from './chosen-password.js';
import { PasswordResetStore } from './password-reset.store.js';
import { digestOf, makeToken } from './secrets.js';
import { TrailStore } from './trail.store.js';

export const LINK_MINUTES = 60;
/** Letters to one account in an hour, and wishes from one network: enough for an office behind one address. */
const MOST_LETTERS = 3;
const MOST_WISHES = 20;
const HOUR = 3600;

/** A new password by a link that is sent to the address of an account. */
@Injectable()
export class PasswordReset implements OnModuleDestroy {
  private readonly mailer: Mailer | undefined;
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly store: PasswordResetStore,
    private readonly chosen: ChosenPassword,
    private readonly trail: TrailStore,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail' | 'publicUrl'>,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.mailer = config.mail && new Mailer(config.mail);
  }

  /** Answered before anybody is looked up: neither the answer nor its time tells whether there is such an account. */
  async ask(nameOrEmail: string, address: string): Promise<void> {
    const { mailer } = this;
    const { publicUrl } = this.config;
    if (!mailer || publicUrl === undefined) throw problem('mail-not-configured');
    if ((await this.store.asked(networkOf(address))) > MOST_WISHES) throw problem('too-many-tries', { seconds: HOUR });
    const sending = this.send(mailer, publicUrl, nameOrEmail)
      .catch((error: unknown) => this.log.error({ err: error }, 'no link to a new password was sent'))
      .finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  async reset(token: string, next: string): Promise<void> {
    const digest = digestOf(token);
    // A hash is dear: only for whoever has a link.
    const holder = await this.store.holder(digest);
    if (holder === undefined) throw problem('reset-link-over');
    const password = await this.chosen.kept(next, holder);
    await this.trail.told(async (db) => {
      const name = await this.store.use(digest, password, db);
      if (name === undefined) throw problem('reset-link-over');
      const after = { byLink: true };
      return { value: undefined, told: [{ kind: 'password-changed', actor: name, subject: name, after }] };
    });
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
    this.mailer?.close();
  }

  private async send(mailer: Mailer, publicUrl: string, nameOrEmail: string): Promise<void> {
    const account = await this.store.addressee(nameOrEmail);
    if (!account) return;
    const token = makeToken('dhr');
    const isAllowed = await this.store.add(account.id, digestOf(token), { minutes: LINK_MINUTES, most: MOST_LETTERS });
    if (!isAllowed) return;
    // After #, where no server and no proxy writes it down.
    const link = `${publicUrl}/dat-lai-mat-khau#${token}`;
    await mailer.send({
      to: account.email,
      subject: 'Đặt lại mật khẩu · Reset your password',
      text: letter(account.name, link),
    });
  }
}

const letter = (
  name: string,
  link: string,
): string => `Có yêu cầu đặt lại mật khẩu của tài khoản ${name}. Mở liên kết sau trong vòng một giờ để đặt mật khẩu mới; liên kết chỉ dùng được một lần:

${link}

Nếu không phải anh/chị yêu cầu, hãy bỏ qua thư này: mật khẩu vẫn như cũ.

--

Somebody asked to reset the password of the account ${name}. The link above is good for one hour, and once. If it was not you, ignore this letter: the password stays as it is.
`;
