/** What chains call whoever is no account: nobody is called so, neither by an account nor in a plan. */
export const reserved: readonly string[] = ['operator', 'clock', 'engine', 'system'];
export const isReserved = (name: string): boolean => reserved.includes(name);
