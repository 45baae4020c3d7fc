import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { deviceIn } from '../lib/device';

/** What somebody signed in with, as far as a browser says it. */
export function DeviceName({ agent }: { readonly agent: string }) {
  const { t } = useTranslation();
  const { browser, system, isPhone } = deviceIn(agent);
  const Mark = isPhone ? IconDeviceMobile : IconDeviceDesktop;
  const names = [browser, system].filter((name) => name !== undefined).join(' · ');
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8 }} title={agent}>
      <Mark size={18} stroke={1.6} aria-hidden />
      {names || agent || t('unknownDevice')}
    </span>
  );
}
