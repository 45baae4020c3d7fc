import {
  type Icon,
  IconActivity,
  IconBuildingCommunity,
  IconCalendarCog,
  IconHistory,
  IconNotes,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react';
import type { Me } from '../features/session/get-me';
import { paths } from './paths';

const holds =
  (right: string) =>
  ({ rights }: Me): boolean =>
    rights.includes(right);
const entry = <To extends string, Text extends string>(to: To, text: Text, icon: Icon, right: string) => ({
  to,
  text,
  icon,
  isFor: holds(right),
});

/** The pages of whoever keeps the plans and the machine. */
export const adminEntries = [
  entry(paths.plans, 'plans', IconNotes, 'plans.edit'),
  entry(paths.operations, 'operations', IconActivity, 'operations.manage'),
  entry(paths.lifecycles, 'lifecycles', IconSitemap, 'plans.edit'),
  entry(paths.calendar, 'calendar', IconCalendarCog, 'plans.edit'),
  entry(paths.units, 'units', IconBuildingCommunity, 'plans.edit'),
  entry(paths.accounts, 'accounts', IconUsers, 'accounts.manage'),
  entry(paths.audit, 'audit', IconHistory, 'audit.read'),
] as const;
export type AdminText = (typeof adminEntries)[number]['text'];
