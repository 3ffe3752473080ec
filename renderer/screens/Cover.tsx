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
          <p className="countdown" aria-hidden="true">
            {view.seconds}
          </p>
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
