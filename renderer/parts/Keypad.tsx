import type { ReactNode } from 'react';
import type { Action, Keypad as KeypadView } from '../../preload/contract.ts';
import { Shape } from '../pictures/Shape.tsx';
import { ActionButton } from './ActionButton.tsx';

/** As on a telephone; the digits never change places. */
const telephone = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'delete'].map((key) => `key.${key}`);

const MOST_DOTS = 8;
/** What is longer shows its end: what was typed last. */
const MOST_LETTERS = 16;
const lastOf = (shown: string): string => (shown.length > MOST_LETTERS ? `…${shown.slice(-MOST_LETTERS)}` : shown);

/** What was typed. A short secret shows a ring for each digit that is still to come. */
export function Typed({ keypad }: { readonly keypad: KeypadView }): ReactNode {
  const { label, shown, spoken, secret, entered, length, error } = keypad;
  const rings = secret && length.max <= MOST_DOTS;
  return (
    <div className="typed">
      <p className="typed__label">{label}</p>
      <output className={`typed__digits${error === null ? '' : ' typed__digits--error'}`} aria-label={label} dir="ltr">
        <span className="nhsuk-u-visually-hidden">{spoken}</span>
        {rings ? (
          <>
            {Array.from({ length: Math.max(length.max, entered) }, (_, place) => (
              <span key={place} aria-hidden="true" className={place < entered ? 'ring ring--filled' : place < length.min ? 'ring' : 'ring ring--extra'} />
            ))}
          </>
        ) : (
          <span aria-hidden="true">{lastOf(shown)}</span>
        )}
      </output>
    </div>
  );
}

/** What was not right, kindly. */
export function TypedError({ error }: { readonly error: string | null }): ReactNode {
  if (error === null) return null;
  return (
    <p className="typed-error" role="alert">
      <Shape name="warning" />
      <span>{error}</span>
    </p>
  );
}

export function Keys({ label, actions }: { readonly label: string; readonly actions: readonly Action[] }): ReactNode {
  const keys = actions.filter((action) => action.group === 'keypad');
  const placed = telephone.map((id) => keys.find((action) => action.id === id));
  const others = keys.filter((action) => !telephone.includes(action.id));
  return (
    <div className="keys" role="group" aria-label={label}>
      {placed.map((action, place) =>
        action === undefined ? <span key={telephone[place]} /> : <Key key={action.id} action={action} />,
      )}
      {others.map((action) => (
        <Key key={action.id} action={action} />
      ))}
    </div>
  );
}

function Key({ action }: { readonly action: Action }): ReactNode {
  return (
    <ActionButton action={action} kind="key">
      <span className={/^\d$/.test(action.label) ? 'key-digit' : 'key-word'}>{action.label}</span>
    </ActionButton>
  );
}
