/** The word of this page that the server's policy knows its styles by; none in development. */
export const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
