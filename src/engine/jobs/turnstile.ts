/**
 * Work that always means "look now": one look at a time, and whoever asks while one is under way is answered by the
 * next, since the present one may already have passed what he means.
 */
export class Turnstile {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly look: () => Promise<unknown>) {}

  run(): Promise<void> {
    if (!this.running) return this.begin();
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.begin();
      });
    return this.next;
  }

  private begin(): Promise<void> {
    const look = async (): Promise<void> => {
      try {
        await this.look();
      } finally {
        this.running = undefined;
      }
    };
    this.running = look();
    return this.running;
  }
}
