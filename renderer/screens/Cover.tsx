import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead } from '../parts/Notices.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';

/** Covers everything: nothing of the record is behind it. */
export function Cover({ view }: { readonly view: ViewOf<'still-there' | 'hidden'> }): ReactNode {
  return (
    <main className="stage cover">
      <div className="cover__words">
        {view.screen === 'still-there' ? (
          <svg className="time-left" viewBox="0 0 120 120" aria-hidden="true">
            <circle className="time-left__all" cx="60" cy="60" r="50" />
            <circle className="time-left__rest" cx="60" cy="60" r="50" pathLength={1} style={{ animationDuration: `${view.seconds}s` }} />
          </svg>
        ) : (
          <div className="cover__picture">
            <Picture name={view.picture ?? 'hidden'} />
          </div>
        )}
        <Heading>{view.heading}</Heading>
        <Lead lead={view.lead} />
      </div>
      <Choices actions={view.actions} />
      <Steps actions={view.actions} />
    </main>
  );
}
