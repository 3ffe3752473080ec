import type { ReactNode } from 'react';
import type { Action, ViewOf } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';
import { ActionButton } from './ActionButton.tsx';
import { RecordedWords } from './RecordedWords.tsx';

type Group = ViewOf<'search'>['groups'][number];

/** Entries of the record under one heading; each is a button. */
export function Hits({ group, actions }: { readonly group: Group; readonly actions: readonly Action[] }): ReactNode {
  return (
    <section className="group">
      <h2 className="group__heading">{group.heading}</h2>
      <div className="hits">
        {group.hits.map((hit) => {
          const action = actions.find(({ id }) => id === hit.action);
          const sameWords = hit.plain === null || hit.plain === hit.title.text;
          return action === undefined ? null : (
            <ActionButton key={hit.action} action={action} kind="hit">
              <span className="hit__words">
                <span className="hit__title">{hit.plain ?? <RecordedWords recorded={hit.title} />}</span>
                {sameWords ? null : (
                  <span className="hit__recorded">
                    <RecordedWords recorded={hit.title} />
                  </span>
                )}
                {hit.where === null ? null : <span className="hit__where">{hit.where}</span>}
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
