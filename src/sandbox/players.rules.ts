import type { Player, PlayersQuery } from './players.dto.js';

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

/** As texts that sort: by name, by unit in the official order (in which all of them come), or by how much waits. */
export function rankBy(sort: PlayersQuery['sort'], all: readonly Player[]): (player: Player) => string {
  if (sort.endsWith('name')) return ({ name }) => name;
  if (!sort.endsWith('unit')) return rankOf;
  const places = new Map(all.map(({ name }, place) => [name, place]));
  return ({ name }) => six(places.get(name) ?? 0);
}

/** By how much waits, of that by how much is overdue, then by name. */
const rankOf = ({ overdue, waiting, name }: Player): string => `${six(waiting)} ${six(overdue)} ${name}`;
const six = (n: number): string => String(n).padStart(6, '0');
