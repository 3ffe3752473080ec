import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Hits } from '../parts/Hits.tsx';
import { Keyboard } from '../parts/Keyboard.tsx';
import { Typed } from '../parts/Keypad.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';

/** Letters below, what begins with them above. */
export function Search({ view }: { readonly view: ViewOf<'search'> }): ReactNode {
  const { keypad } = view;
  return (
    <main className="stage digits digits--letters search">
      <div className="digits__words">
        <Heading>{view.heading}</Heading>
        <Pages key={keypad?.shown ?? ''} words={view.words}>
          {keypad === null || keypad.entered === 0 ? <Lead lead={view.lead} /> : null}
          <Notices notices={view.notices} />
          <p className="search__says" role="status">
            {view.says}
          </p>
          {view.groups.map((group) => (
            <Hits key={group.heading} group={group} actions={view.actions} />
          ))}
        </Pages>
      </div>
      {keypad === null ? null : (
        <>
          <div className="digits__typed">
            <Typed keypad={keypad} />
          </div>
          <div className="digits__pad">
            <Keyboard label={keypad.label} actions={view.actions} />
          </div>
        </>
      )}
    </main>
  );
}
