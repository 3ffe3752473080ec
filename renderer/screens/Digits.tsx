import type { ReactNode } from 'react';
import type { Keypad, ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Keyboard } from '../parts/Keyboard.tsx';
import { Keys, Typed, TypedError } from '../parts/Keypad.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

type DigitsView =
  | ViewOf<'number' | 'birth-date' | 'pin' | 'passcode' | 'helper-pin' | 'service-pin'>
  | (ViewOf<'hidden'> & { readonly keypad: Keypad });

/** Typing digits, or letters: words and what was typed on one side, the pad on the other. */
export function Digits({ view }: { readonly view: DigitsView }): ReactNode {
  return (
    <main className={`stage digits${view.screen === 'passcode' ? ' digits--letters' : ''}`}>
      <div className="digits__words">
        <Heading>{view.heading}</Heading>
        <Pages words={view.words}>
          <Lead lead={view.lead} />
          {'notices' in view ? <Notices notices={view.notices} /> : null}
          <Choices actions={view.actions} />
        </Pages>
      </div>
      <div className="digits__typed">
        <Typed keypad={view.keypad} />
      </div>
      <TypedError error={view.keypad.error} />
      <div className="digits__pad">
        {view.screen === 'passcode' ? <Keyboard label={view.keypad.label} actions={view.actions} /> : <Keys label={view.keypad.label} actions={view.actions} />}
        <Steps actions={view.actions} />
      </div>
    </main>
  );
}
