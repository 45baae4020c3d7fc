import { Button, CloseButton, Select, Textarea } from '@mantine/core';
import { IconCornerDownRight, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useLanguage } from '../../lib/i18n';
import { ProblemNote } from '../../ui/problem-note';
import { type Heading, headingsQuery, type Remark, talkQuery } from './get-talk';
import { tryOf, type Words } from './kept-words';
import { authorOf, goneBy } from './remark-item';
import { say } from './say';
import styles from './talk.module.css';

/** As the API takes it. */
const LONGEST = 4000;

type Props = {
  readonly id: number;
  readonly words: Words;
  readonly change: (words: Words) => void;
  readonly answered: Remark | undefined;
  /** Whom it will reach. */
  readonly to: string;
  readonly box: RefObject<HTMLTextAreaElement | null>;
};

const nameOf = ({ form, path }: Heading): string => (path === undefined ? form : `${form}/${path}`);

/** Where somebody writes to the other side. What stands in it is kept until it is sent. */
export function Composer({ id, words, change, answered, to, box }: Props) {
  const { t } = useTranslation('talk');
  const [language] = useLanguage();
  const client = useQueryClient();
  const [isWriting, setWriting] = useState(words.text !== '');
  const { data: headings = [] } = useQuery({ ...headingsQuery(id), enabled: isWriting });
  const about = headings.find((one) => nameOf(one) === words.about);
  const saying = useMutation({
    mutationFn: () => {
      const tried = tryOf(words);
      change({ ...words, tried });
      const body = {
        text: words.text.trim(),
        ...(words.answers !== undefined && { answers: words.answers }),
        ...(about && { about: { form: about.form, ...(about.path !== undefined && { path: about.path }) } }),
      };
      return say(id, body, tried.key);
    },
    onSuccess: async () => {
      change({ text: '' });
      await client.invalidateQueries(talkQuery(id));
      box.current?.focus();
    },
  });
  const isEmpty = words.text.trim() === '';
  const send = (): void => {
    if (!isEmpty && !saying.isPending) saying.mutate();
  };
  return (
    <form
      className={`${styles['composer']} not-printed`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {answered && (
        <p className={styles['answered']}>
          <IconCornerDownRight size={15} aria-hidden />
          <span>
            {t('answers', { who: authorOf(answered) })} {answered.text ?? t(goneBy(answered))}
          </span>
          <CloseButton size="sm" aria-label={t('noReply')} onClick={() => change({ ...words, answers: undefined })} />
        </p>
      )}
      <Textarea
        ref={box}
        label={t('write', { to })}
        description={t('writeMore')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={LONGEST}
        value={words.text}
        readOnly={saying.isPending}
        onFocus={() => setWriting(true)}
        onChange={({ currentTarget: { value } }) => change({ ...words, text: value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <ProblemNote error={saying.error} />
      <div className={styles['sending']}>
        {headings.length > 0 && (
          <Select
            className={styles['choice']}
            aria-label={t('chooseAbout')}
            placeholder={t('chooseAbout')}
            clearable
            clearButtonProps={{ 'aria-label': t('noAbout') }}
            data={headings.map((one) => ({ value: nameOf(one), label: said(one.label, language) }))}
            value={about ? nameOf(about) : null}
            onChange={(value) => change({ ...words, about: value ?? undefined })}
          />
        )}
        <Button
          type="submit"
          leftSection={<IconSend size={16} aria-hidden />}
          loading={saying.isPending}
          disabled={isEmpty}
        >
          {t('send')}
        </Button>
      </div>
    </form>
  );
}
