/** An ISO 8601 instant as a terminal shows it, dd/MM/yyyy HH:mm, on the clock that it was written by. */
export const minute = (iso: string | null): string =>
  iso === null ? '–' : `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
