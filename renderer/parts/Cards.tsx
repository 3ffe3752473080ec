import type { ReactNode } from 'react';
import type { Action, ViewOf } from '../../preload/contract.ts';
import { Shape, type ShapeName } from '../pictures/Shape.tsx';
import { ActionButton } from './ActionButton.tsx';

export type SectionState = ViewOf<'record'>['cards'][number]['state'];

/** The state is in the words; the shape repeats it, colour alone says nothing. */
export const stateShape: Record<SectionState, ShapeName> = {
  present: 'list',
  'none-recorded': 'tick',
  'no-access': 'lock',
  'not-available': 'question',
  withheld: 'hand',
  error: 'warning',
  hidden: 'eye',
};

export function Cards({ cards, actions }: { readonly cards: ViewOf<'record'>['cards']; readonly actions: readonly Action[] }): ReactNode {
  return (
    <div className="cards">
      {cards.map((card) => {
        const action = actions.find((candidate) => candidate.id === card.action);
        const inside = (
          <>
            <span className="card__shape">
              <Shape name={stateShape[card.state]} />
            </span>
            <span className="card__words">
              <span className="card__title">{card.title}</span>
              <span className="card__says">{card.says}</span>
            </span>
            {action?.enabled ? <Shape name="onward" /> : null}
          </>
        );
        return action === undefined ? (
          <div key={card.action} className={`button button--card card--${card.state}`} data-piece="">
            {inside}
          </div>
        ) : (
          <div key={card.action} className={`card-place card--${card.state}`} data-piece="">
            <ActionButton action={action} kind="card">
              {inside}
            </ActionButton>
          </div>
        );
      })}
    </div>
  );
}
