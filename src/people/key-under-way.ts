import { AsyncLocalStorage } from 'node:async_hooks';

/** A key whose command is being carried out, and whose turn it is to do so. */
export type Claim = { readonly id: string; readonly turn: string };

const underWay = new AsyncLocalStorage<Claim>();

export const whileUnderWay = <T>(claim: Claim, work: () => Promise<T>): Promise<T> => underWay.run(claim, work);

/** Undefined: what is being done came without a key. */
export const claimNow = (): Claim | undefined => underWay.getStore();

/** What is done for several commands at once is not done under the key of one of them. */
export const underNoKey = <T>(work: () => T): T => underWay.exit(work);
