import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Cards } from '../parts/Cards.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

export function Record({ view }: { readonly view: ViewOf<'record'> }): ReactNode {
  const onCards = new Set(view.cards.map((card) => card.action));
  const others = view.actions.filter((action) => !onCards.has(action.id));
  return (
    <main className="stage record">
      <Heading>{view.heading}</Heading>
      <Pages words={view.words} steps={<Steps actions={others} />}>
        <div className="leads">
          <Lead lead={view.lead} />
        </div>
        <div className="notices">
          <Notices notices={view.notices} />
        </div>
        <Cards cards={view.cards} actions={view.actions} />
        <Choices actions={others} />
      </Pages>
    </main>
  );
}
