import type { ReactNode } from 'react';
import type { Action, ActionGroup } from '../../preload/contract.ts';
import { ActionButton, type ButtonKind } from './ActionButton.tsx';

/** The next steps: the green one, and what stands beside it. */
export function Steps({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const steps = actions.filter((action) => action.group === 'main');
  if (steps.length === 0) return null;
  return (
    <div className={`steps steps--${Math.min(steps.length, 4)}`}>
      {steps.map((action) => (
        <ActionButton key={action.id} action={action} kind="act" />
      ))}
    </div>
  );
}

const drawnAs: Partial<Record<ActionGroup, ButtonKind>> = {
  language: 'language',
  need: 'choice',
  filter: 'choice',
  card: 'choice',
  item: 'choice',
  tick: 'tick',
  bench: 'choice',
  face: 'face',
};

/** Everything else that can be chosen, in main's order, a family at a time. */
export function Choices({
  actions,
  groups = ['language', 'need', 'card', 'item', 'tick', 'bench'],
}: {
  readonly actions: readonly Action[];
  readonly groups?: readonly ActionGroup[];
}): ReactNode {
  return groups.map((group) => {
    const family = actions.filter((action) => action.group === group);
    const kind = drawnAs[group];
    if (family.length === 0 || kind === undefined) return null;
    return (
      <div key={group} className={`choices choices--${group}`} role="group">
        {family.map((action) => (
          <ActionButton key={action.id} action={action} kind={kind} />
        ))}
      </div>
    );
  });
}
