import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = {
  /** What comes page by page (useInfiniteQuery). */
  readonly of: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** What comes next; otherwise: more. */
  readonly children?: string;
  readonly mt?: 'md';
};

/** The next page below what is there already; nothing where that was the last. */
export function MoreButton({ of, children, mt }: Props) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <Button
      {...(mt && { mt })}
      variant="default"
      loading={of.isFetchingNextPage}
      onClick={() => void of.fetchNextPage()}
    >
      {children ?? t('showMore')}
    </Button>
  );
}
