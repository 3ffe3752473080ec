import type { ReactNode } from 'react';
import type { Action, ViewOf } from '../../preload/contract.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Keyboard } from '../parts/Keyboard.tsx';
import { Typed } from '../parts/Keypad.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { RecordedWords } from '../parts/RecordedWords.tsx';
import { Shape } from '../pictures/Shape.tsx';

type Group = ViewOf<'search'>['groups'][number];

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

/** What was found in one section; each opens it there. */
export function Hits({ group, actions }: { readonly group: Group; readonly actions: readonly Action[] }): ReactNode {
  return (
    <section className="group">
      <h2 className="group__heading">{group.heading}</h2>
      <div className="hits">
        {group.hits.map((hit) => {
          const action = actions.find(({ id }) => id === hit.action);
          return action === undefined ? null : (
            <ActionButton key={hit.action} action={action} kind="hit">
              <span className="hit__words">
                <span className="hit__title">{hit.plain ?? <RecordedWords recorded={hit.title} />}</span>
                {hit.plain === null ? null : (
                  <span className="hit__recorded">
                    <RecordedWords recorded={hit.title} />
                  </span>
                )}
                {hit.date === null ? null : <span className="hit__date">{hit.date}</span>}
              </span>
              <Shape name="onward" />
            </ActionButton>
          );
        })}
      </div>
    </section>
  );
}
