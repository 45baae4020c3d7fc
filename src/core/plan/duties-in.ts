import type { Tasks } from './schema.js';

type Called = Pick<Tasks, 'label' | 'tasks'>;
type Named = Pick<Tasks, 'label'> & { readonly id: string };

/** An obligation or a group of tasks, and all that stand in it, however deep: what each is called. */
export const dutiesIn = (id: string, { label, tasks = {} }: Called): readonly Named[] => [
  { id, label },
  ...Object.entries(tasks).flatMap(([name, inner]) => dutiesIn(name, inner)),
];
