import type { Player } from './players.dto.js';

/** Without accents and case: “tan bien” finds Tân Biên. */
const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Those in whose name, user name or unit every word stands. */
export function matching(players: readonly Player[], q = ''): readonly Player[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  if (words.length === 0) return players;
  return players.filter(({ name, displayName, posts }) => {
    const units = posts.flatMap(({ unitName, unitShort }) => [unitName.vi, unitName.en, unitShort.vi, unitShort.en]);
    const text = plain([name, displayName, ...units].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** As a text that sorts: by how much waits, of that by how much is overdue, then by name. */
export const rankOf = ({ overdue, waiting, name }: Player): string =>
  `${String(waiting).padStart(6, '0')} ${String(overdue).padStart(6, '0')} ${name}`;
