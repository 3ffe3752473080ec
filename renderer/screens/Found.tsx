import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Hits } from '../parts/Hits.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

/** A list of entries to choose from: what is new, what looks wrong. */
export function Found({ view }: { readonly view: ViewOf<'changed' | 'wrong-which'> }): ReactNode {
  const on = view.actions.find((action) => action.group === 'filter' && action.on)?.id ?? '';
  return (
    <main className="stage section">
      <Heading>{view.heading}</Heading>
      <Pages key={on} words={view.words} steps={<Steps actions={view.actions} />}>
        <Lead lead={view.lead} />
        <Choices actions={view.actions} groups={['filter']} />
        {view.screen === 'changed' ? (
          <p className="search__says" role="status">
            {view.says}
          </p>
        ) : null}
        <Notices notices={view.notices} />
        {view.groups.map((group) => (
          <Hits key={group.heading} group={group} actions={view.actions} />
        ))}
      </Pages>
    </main>
  );
}
