/** What is to be done next, among many: the earliest by moment, then by key. One entry a key. */
export class Agenda<T extends { readonly at: number }> {
  private readonly heap: { readonly key: string; readonly item: T }[] = [];
  private readonly current = new Map<string, T>();

  set(key: string, item: T | undefined): void {
    if (item === undefined) {
      this.current.delete(key);
      return;
    }
    this.current.set(key, item);
    this.heap.push({ key, item });
    this.rise(this.heap.length - 1);
  }

  next(): { readonly key: string; readonly item: T } | undefined {
    for (let [top] = this.heap; top; [top] = this.heap) {
      if (this.current.get(top.key) === top.item) return top;
      this.drop();
    }
    return undefined;
  }

  private drop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.sink(0);
  }

  private rise(from: number): void {
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(from: number): void {
    for (let i = from; ;) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let first = i;
      if (left < this.heap.length && this.isBefore(left, first)) first = left;
      if (right < this.heap.length && this.isBefore(right, first)) first = right;
      if (first === i) return;
      this.swap(i, first);
      i = first;
    }
  }

  private isBefore(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (!a || !b) return false;
    return a.item.at < b.item.at || (a.item.at === b.item.at && a.key < b.key);
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (a && b) [this.heap[i], this.heap[j]] = [b, a];
  }
}
