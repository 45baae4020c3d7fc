import type { Column } from '../../../../src/core/form/form';

/** What every kind of question is given. */
export type AnswerProps = {
  readonly field: Column;
  readonly path: string;
  readonly instance: number;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly isNeeded: boolean;
  readonly isLocked: boolean;
  /** In a cell the heading of its column is the name. */
  readonly name?: string | undefined;
  readonly change: (value: unknown) => void;
};
