import type { ReactNode } from 'react';
import type { Recorded } from '../../preload/contract.ts';

/** Words as somebody recorded them, kept apart from the sentence around them; a value never turns round. */
export function RecordedWords({ recorded }: { readonly recorded: Recorded }): ReactNode {
  const { text, lang, isValue } = recorded;
  return (
    <bdi {...(lang === null ? {} : { lang })} dir={isValue ? 'ltr' : 'auto'}>
      {text}
    </bdi>
  );
}
