import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { isProblem } from '../lib/problem';

/** It is done: said in passing, for whoever has moved on already. */
export const toastDone = (message: string): void =>
  void notifications.show({ message, icon: <IconCheck size={18} aria-hidden />, color: 'celadon' });

/** It was not done, and there is no place on the page that could say so. */
export const toastProblem = (error: unknown, otherwise: string): void =>
  void notifications.show({
    message: isProblem(error) && error.message ? error.message : otherwise,
    icon: <IconAlertCircle size={18} aria-hidden />,
    color: 'red.8',
    autoClose: 10_000,
  });
