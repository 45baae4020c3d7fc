/**
 * A name and its period as one, with nothing said twice: “Họp Ban Chỉ đạo tỉnh quý I” in “quý I năm 2023” is “Họp Ban Chỉ
 * đạo tỉnh quý I năm 2023”. What has nothing in common stands beside each other.
 */
export function saidOnce(name: string, period: string): string {
  const [first, second] = [name.split(' '), period.split(' ')];
  const isShared = (n: number): boolean => plain(first.slice(-n)) === plain(second.slice(0, n));
  for (let n = Math.min(first.length, second.length); n > 0; n--)
    if (isShared(n)) return [...first, ...second.slice(n)].join(' ');
  return `${name} · ${period}`;
}

const plain = (words: readonly string[]): string => words.join(' ').toLowerCase();
