import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { receiptQuery } from '../../features/forms/get-form';
import { ReceiptSlip } from '../../features/forms/receipt-slip';
import { PageHeader } from '../../ui/page-header';
import { ErrorState, LoadingState } from '../../ui/states';
import { paths } from '../paths';

const route = getRouteApi('/inside/viec/$id/bieu-mau/$form/phieu/$version');

/** Phiếu tiếp nhận: what one has in hand after handing something in. */
export function ReceiptPage() {
  const { t } = useTranslation('forms');
  const { id, form, version } = route.useParams();
  const { data, error, refetch } = useQuery(receiptQuery({ id: Number(id), form }, Number(version)));
  return (
    <>
      <PageHeader
        title={t('receipt')}
        above={
          <span className="not-printed">
            <Link to={paths.task} params={{ id }}>
              {t('backToTask')}
            </Link>
          </span>
        }
        actions={
          data && (
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => window.print()}
            >
              {t('print')}
            </Button>
          )
        }
      />
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : data ? (
        <ReceiptSlip receipt={data} />
      ) : (
        <LoadingState rows={6} />
      )}
    </>
  );
}
