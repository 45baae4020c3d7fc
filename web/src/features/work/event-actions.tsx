import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { EventDialog } from './event-dialog';
import type { FormWay } from './form-way';
import type { Instance, PossibleEvent } from './get-instance';
import { factsGiven } from './given-fields';
import { offered, type Viewer } from './whose';

type Props = {
  readonly instance: Instance;
  readonly etag: string | undefined;
  readonly viewer: Viewer;
  /** What comes with a form leads to that form; where the page has none, it is sent without. */
  readonly formOf?: ((event: PossibleEvent) => FormWay) | undefined;
  /** What else can be done on this page, in the menu. */
  readonly more?: ReactNode;
};

/** One button for what is most usual, the rest in a menu; what is for somebody else is no button at all. */
export function EventActions({ instance, etag, viewer, formOf, more }: Props) {
  const { t } = useTranslation('work');
  const [language] = useLanguage();
  const [chosen, setChosen] = useState<PossibleEvent>();
  const { main, others } = offered(instance, viewer);
  const act = (event: PossibleEvent): void => {
    const way = formOf?.(event);
    if (typeof way === 'function') way();
    else setChosen(event);
  };
  const way = main && formOf?.(main);
  return (
    <>
      {main && (
        <Button
          size="md"
          loading={way === 'asked'}
          disabled={way === 'unknown'}
          {...(way === 'unknown' && { title: t('formsUnknown') })}
          onClick={() => act(main)}
        >
          {said(main.label, language)}
        </Button>
      )}
      {(others.length > 0 || more !== undefined) && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button size="md" variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
              {main ? t('otherActs') : t('acts')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((event) => (
              <Menu.Item key={event.event} disabled={typeof formOf?.(event) === 'string'} onClick={() => act(event)}>
                {said(event.label, language)}
              </Menu.Item>
            ))}
            {more}
          </Menu.Dropdown>
        </Menu>
      )}
      {chosen && (
        <EventDialog
          instance={instance}
          etag={etag}
          event={chosen}
          given={factsGiven(chosen, instance.facts)}
          close={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
