import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Details } from '../parts/Details.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { NumberLine } from '../parts/NumberLine.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Trend } from '../parts/Trend.tsx';

/** One thing of the record: its name, what was found, what was written, what it is, what comes next, what came before. */
export function Item({ view }: { readonly view: ViewOf<'item'> }): ReactNode {
  return (
    <main className="stage single">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        <section className="item single__found" data-piece="">
          <div className="item__head">
            <h2 className="item__title">
              <RecordedWords recorded={view.plain ?? view.title} />
            </h2>
            <p className="item__date">{view.date}</p>
          </div>
          {view.plain === null ? null : (
            <p className="item__recorded">
              <RecordedWords recorded={view.title} />
            </p>
          )}
          {view.sentence === null ? null : <p className="single__sentence">{view.sentence}</p>}
          {view.value === null ? null : (
            <p className="single__value">
              <RecordedWords recorded={view.value} />
            </p>
          )}
          {view.numberLine === null ? null : <NumberLine line={view.numberLine} />}
          <Details details={view.facts} />
        </section>
        <Notices notices={view.notices} />
        <div className="passages">
          {view.passages.map((passage, index) => (
            <section key={index} className="passage">
              <h2 className="passage__heading">{passage.heading}</h2>
              {passage.texts.map((text, place) => (
                <p key={place} className="passage__text">
                  <RecordedWords recorded={text} />
                </p>
              ))}
            </section>
          ))}
        </div>
        {view.trend === null ? null : <Trend trend={view.trend} />}
        {view.details.length === 0 ? null : (
          <section className="item single__rest">
            <Details details={view.details} />
          </section>
        )}
        <Choices actions={view.actions} />
      </Pages>
    </main>
  );
}
