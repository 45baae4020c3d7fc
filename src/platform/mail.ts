import { createTransport, type Transporter } from 'nodemailer';
import type { Config } from './config.js';

export type Mail = { readonly to: string; readonly subject: string; readonly text: string };
const PATIENCE = 15_000;

/** Mail through the office's own server. */
export class Mailer {
  private readonly transport: Transporter;
  private readonly from: string;

  constructor({ url, from }: NonNullable<Config['mail']>) {
    this.from = from;
    this.transport = createTransport({
      url,
      connectionTimeout: PATIENCE,
      greetingTimeout: PATIENCE,
      socketTimeout: PATIENCE,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text }: Mail): Promise<void> {
    const from = { name: 'Đúng Hạn', address: this.from };
    // As an object, an address is one address, whatever stands in it.
    await this.transport.sendMail({ from, to: { name: '', address: to }, subject, text, textEncoding: 'base64' });
  }

  close(): void {
    this.transport.close();
  }
}
