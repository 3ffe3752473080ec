import type { ReactNode } from 'react';
import type { ItemView } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

/** Letters of a value that is sentences: it takes the whole width, under its name. */
const SENTENCES = 60;

/** What belongs to one thing: a name and a value on each line. */
export function Details({ details, id }: { readonly details: ItemView['details']; readonly id?: string }): ReactNode {
  if (details.length === 0) return null;
  return (
    <dl className="details" id={id}>
      {details.map((detail, index) => (
        <div key={index} className={`details__row${detail.value.text.length > SENTENCES ? ' details__row--sentences' : ''}`}>
          <dt>
            {detail.label}
            {detail.name === null ? null : (
              <span className="details__name">
                {' '}
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
