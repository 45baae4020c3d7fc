/** What stands beyond the edge of the screen, and is not in a box that scrolls by itself. */
export const beyond = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const scrolls = (one) => one !== null && (getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(one.parentElement))
    .slice(-1)
    .map((one) => 'beyond the edge at ' + clientWidth + ': ' + one.outerHTML.slice(0, 160))
    .concat(['wider than ' + clientWidth + ': ' + scrollWidth])
    .slice(0, 1);
})()`;

/** Words that lie upon other words: what is seen of the page's content, line by line. */
export const overlaps = `(() => {
  const main = document.querySelector('main');
  const cut = (box, one) => {
    let { left, right, top, bottom } = box;
    for (let up = one; up !== null && up !== main; up = up.parentElement) {
      const { overflowX, clipPath } = getComputedStyle(up);
      if (clipPath !== 'none') return null;
      if (overflowX === 'visible') continue;
      const edge = up.getBoundingClientRect();
      [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    // Letters are lower than the line that they stand in.
    const least = (bottom - top) / 5;
    return right - left > 2 && bottom - top > 2 ? { left, right, top: top + least, bottom: bottom - least } : null;
  };
  const lines = [];
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    if (text.data.trim() === '' || !text.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const line = cut(box, text.parentElement);
      if (line) lines.push({ ...line, text });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  const faults = new Set();
  for (const [place, a] of lines.entries())
    for (let next = place + 1; next < lines.length && lines[next].top < a.bottom - 1; next += 1) {
      const b = lines[next];
      if (a.text !== b.text && a.left < b.right - 2 && b.left < a.right - 2)
        faults.add('upon each other: ' + a.text.data.slice(0, 40) + ' | ' + b.text.data.slice(0, 40));
    }
  return [...faults].slice(0, 5);
})()`;
