import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Choices } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';
import { Shape } from '../pictures/Shape.tsx';

/** Seen from across the room. The whole lower half starts. */
export function Attract({ view }: { readonly view: ViewOf<'attract'> }): ReactNode {
  const steps = view.actions.filter((action) => action.group === 'main');
  const start = steps.find((action) => action.look === 'primary') ?? steps[0];
  return (
    <main className="stage attract">
      <div className="attract__words">
        <Heading>{view.heading}</Heading>
        <Lead lead={view.lead} />
      </div>
      <div className="attract__picture">
        <Picture name={view.picture ?? 'welcome'} />
      </div>
      <div className="attract__languages">
        <Choices actions={view.actions} groups={['language']} />
      </div>
      <div className="attract__start">
        {start === undefined ? null : (
          <ActionButton action={start} kind="act">
            <span className="attract__start-words">
              <span className="button__label">{start.label}</span>
              {start.hint === null ? null : <span className="button__hint">{start.hint}</span>}
            </span>
            <Shape name="onward" />
          </ActionButton>
        )}
      </div>
      <div className="attract__beside">
        <Choices actions={view.actions} groups={['need', 'card', 'item', 'tick', 'bench']} />
        {steps
          .filter((action) => action !== start)
          .map((action) => (
            <ActionButton key={action.id} action={action} kind="choice" />
          ))}
      </div>
      <div className="attract__notices">
        <Notices notices={view.notices} />
      </div>
    </main>
  );
}
