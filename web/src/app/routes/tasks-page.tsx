import { Select } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../features/session/get-me';
import { BucketTiles } from '../../features/tasks/bucket-tiles';
import { ownUnits } from '../../features/tasks/own-units';
import { TaskList } from '../../features/tasks/task-list';
import { UnitNames } from '../../features/work/unit-names';
import { PageHeader } from '../../ui/page-header';
import { paths } from '../paths';

const route = getRouteApi('/inside/viec');

/** Việc của đơn vị: where the day of a unit's people begins. */
export function TasksPage() {
  const { t } = useTranslation('tasks');
  const me = useMe();
  const navigate = useNavigate();
  const { bucket, unit } = route.useSearch();
  const units = ownUnits(me.posts);
  const chosen = unit ?? (units.length === 1 ? units[0] : undefined);
  const plan = me.posts.find((post) => units.includes(post.unit))?.plan;
  return (
    <UnitNames plan={plan}>
      {(nameOf) => (
        <>
          <PageHeader
            title={t('title')}
            lead={chosen === undefined ? t('lead') : nameOf(chosen)}
            actions={
              units.length > 1 && (
                <Select
                  aria-label={t('unit')}
                  data={units.map((code) => ({ value: code, label: nameOf(code) }))}
                  value={unit ?? null}
                  placeholder={t('everyUnit')}
                  clearable
                  onChange={(code) =>
                    void navigate({
                      to: paths.tasks,
                      search: { ...(bucket && { bucket }), ...(code !== null && { unit: code }) },
                      replace: true,
                    })
                  }
                />
              )
            }
          />
          <BucketTiles unit={chosen} chosen={bucket} />
          <TaskList unit={chosen} bucket={bucket} hasManyUnits={units.length !== 1} />
        </>
      )}
    </UnitNames>
  );
}
