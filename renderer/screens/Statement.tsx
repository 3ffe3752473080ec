import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Details } from '../parts/Details.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

/** What a verified card says: who issued it, then each fact as it was recorded. */
export function Statement({ view }: { readonly view: ViewOf<'statement'> }): ReactNode {
  return (
    <main className="stage section">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        <Notices notices={view.notices} />
        <div className="items">
          {view.facts.map((fact, index) => (
            <article key={index} className="item" data-piece="">
              <div className="item__head">
                <h2 className="item__title">
                  <RecordedWords recorded={fact.title} />
                </h2>
                <p className="item__date">{fact.date}</p>
              </div>
              <Details details={fact.details} />
            </article>
          ))}
        </div>
        <Choices actions={view.actions} />
      </Pages>
    </main>
  );
}
