import type { Rev } from '../platform/etag.rules.js';
import type { VersionStatus } from './plan-version.entity.js';

export type VersionState = { readonly status: VersionStatus; readonly content: string };

/** A version goes one way, from draft to active to superseded; a draft changes with its files as well. */
export const versionRev = ({ status, content }: VersionState): Rev =>
  status === 'draft' ? `draft-${content.slice(0, 16)}` : status;
