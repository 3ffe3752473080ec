import type { ReactNode } from 'react';
import type { ItemView } from '../../preload/contract.ts';
import { RecordedWords } from './RecordedWords.tsx';

/** What belongs to one thing: a name and a value on each line. */
export function Details({ details, id }: { readonly details: ItemView['details']; readonly id?: string }): ReactNode {
  if (details.length === 0) return null;
  return (
    <dl className="details" id={id}>
      {details.map((detail, index) => (
        <div key={index} className="details__row">
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
