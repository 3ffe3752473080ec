import type { ReactNode } from 'react';
import type { Recorded } from '../../preload/contract.ts';

/** Letters that hang from their line or are joined up: Arabic script, in which Urdu is written. */
const arabicScript = /\p{Script=Arabic}/u;

/** Words as somebody recorded them, kept apart from the sentence around them; a value never turns round. */
export function RecordedWords({ recorded }: { readonly recorded: Recorded }): ReactNode {
  const { text, lang, isValue } = recorded;
  return (
    <bdi className={arabicScript.test(text) ? 'arabic' : 'upright'} {...(lang === null ? {} : { lang })} dir={isValue ? 'ltr' : 'auto'}>
      {text}
    </bdi>
  );
}
