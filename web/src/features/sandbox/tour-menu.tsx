import { ActionIcon, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tourNames, type TourName } from './tours';

type Props = { readonly icon: ReactNode; readonly begin: (name: TourName) => void };

/** Which tour to take. */
export function TourMenu({ icon, begin }: Props) {
  const { t } = useTranslation('sandbox');
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('tour.menu')}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {tourNames.map((name) => (
          <Menu.Item key={name} onClick={() => begin(name)}>
            {t(`tours.${name}.name`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
