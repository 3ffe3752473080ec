import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

/** Things to tick for the paper: questions by what they are about, or what is wrong with one thing. */
export function Ticks({ view }: { readonly view: ViewOf<'questions' | 'wrong'> }): ReactNode {
  return (
    <main className="stage ticked">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        {view.screen === 'wrong' ? (
          <>
            <p className="about" data-piece="">
              {view.about.title === null ? null : (
                <span className="about__title">
                  <RecordedWords recorded={view.about.title} />
                </span>
              )}
              <span className="about__under">{view.about.under}</span>
            </p>
            <Choices actions={view.actions} />
          </>
        ) : (
          view.groups.map((group) => (
            <section key={group.heading} className="group">
              <h2 className="group__heading">{group.heading}</h2>
              <Choices actions={view.actions.filter(({ id }) => group.actions.includes(id))} />
            </section>
          ))
        )}
        <Notices notices={view.notices} />
      </Pages>
    </main>
  );
}
