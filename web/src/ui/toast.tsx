import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { i18n } from '../lib/i18n';
import { isProblem } from '../lib/problem';

const closeButtonProps = () => ({ 'aria-label': i18n.t('close') });

/** It is done: said in passing, for whoever has moved on already. */
export const toastDone = (message: string): void =>
  void notifications.show({
    message,
    icon: <IconCheck size={18} aria-hidden />,
    color: 'celadon',
    closeButtonProps: closeButtonProps(),
  });

/** It was not done, and there is no place on the page that could say so. */
export const toastProblem = (error: unknown, otherwise: string): void =>
  void notifications.show({
    message: isProblem(error) && error.message ? error.message : otherwise,
    icon: <IconAlertCircle size={18} aria-hidden />,
    color: 'red.8',
    autoClose: 10_000,
    closeButtonProps: closeButtonProps(),
  });
