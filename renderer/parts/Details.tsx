import type { ReactNode } from 'react';
import type { ItemView } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

type Detail = ItemView['details'][number];

/** Letters of a value that takes the whole width, under its name: so many, or a sentence that is longer than a word or two. */
const LONG = 44;
const SENTENCE = 20;

export function isSentences({ value: { text } }: Detail): boolean {
  return text.length > LONG || (text.length > SENTENCE && /[.!?۔।]$/u.test(text));
}

/** What belongs to one thing: a name and a value on each line. */
export function Details({ details, id }: { readonly details: ItemView['details']; readonly id?: string }): ReactNode {
  if (details.length === 0) return null;
  return (
    <dl className="details" id={id}>
      {details.map((detail, index) => (
        <div key={index} className={`details__row${isSentences(detail) ? ' details__row--sentences' : ''}`}>
          <dt>
            {detail.label}
            {detail.name === null ? null : (
              <span className="details__name">
                {detail.label === '' ? null : ' '}
                <RecordedWords recorded={detail.name} />
              </span>
            )}
          </dt>
          <dd>
            <RecordedWords recorded={detail.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
