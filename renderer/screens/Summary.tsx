import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { stateShape } from '../parts/Cards.tsx';
import { Details } from '../parts/Details.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Steps } from '../parts/Steps.tsx';
import { Shape } from '../pictures/Shape.tsx';

type Part = ViewOf<'summary'>['parts'][number];

/** What another surgery asks first: nothing folds away here, and what is left out is said under its part. */
export function Summary({ view }: { readonly view: ViewOf<'summary'> }): ReactNode {
  return (
    <main className="stage section summary">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        {view.parts.map((part) => (
          <PagePart key={part.heading} part={part} />
        ))}
        <Notices notices={view.notices} />
      </Pages>
    </main>
  );
}

function PagePart({ part }: { readonly part: Part }): ReactNode {
  return (
    <section className="group">
      <h2 className="group__heading">{part.heading}</h2>
      {part.says === null ? null : (
        <p className={`says says--${part.state}`}>
          <Shape name={stateShape[part.state]} />
          <span>{part.says}</span>
        </p>
      )}
      <div className="items">
        {part.items.map((item) => (
          <article key={item.id} className="item" data-piece="">
            <div className="item__head">
              <h3 className="item__title"><RecordedWords recorded={item.plain ?? item.title} /></h3>
              <p className="item__date">{item.date}</p>
            </div>
            {item.plain === null ? null : (
              <p className="item__recorded">
                <RecordedWords recorded={item.title} />
              </p>
            )}
            <Details details={item.details} id={`summary-${item.id}`} />
          </article>
        ))}
      </div>
      {part.leftOut.map((text) => (
        <p key={text} className="left-out">
          {text}
        </p>
      ))}
    </section>
  );
}
