import type { ReactNode } from 'react';
import type { ScreenName, ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';

export type MessageScreen = Exclude<
  ScreenName,
  'attract' | 'number' | 'birth-date' | 'pin' | 'passcode' | 'statement' | 'helper-pin' | 'service-pin' | 'record' | 'section' | 'item' | 'slip' | 'printing' | 'goodbye' | 'service' | 'hidden' | 'still-there'
>;

/** A picture, a sentence or two, and what to press: most screens. */
export function Message({ view }: { readonly view: ViewOf<MessageScreen> }): ReactNode {
  const choices = <Choices actions={view.actions} groups={['language', 'need', 'card', 'item', 'tick', 'bench', 'face']} />;
  return (
    <main className={`stage message${view.picture === null && view.screen !== 'confirm' ? ' message--plain' : ''}`}>
      {view.screen === 'confirm' ? (
        <div className="message__picture">
          <dl className="is-you">
            <div>
              <dt>{view.lead[0]}</dt>
              <dd>
                <bdi>{view.initials}</bdi>
              </dd>
            </div>
            <div>
              <dt>{view.lead[1]}</dt>
              <dd>
                <bdi>{view.yearOfBirth}</bdi>
              </dd>
            </div>
          </dl>
        </div>
      ) : view.picture === null ? null : (
        <div className="message__picture">
          <Picture name={view.picture} />
          {view.screen === 'wait' ? <p className="beads" aria-hidden="true"><span /><span /><span /></p> : null}
        </div>
      )}
      <div className="message__words">
        <Heading>{view.heading}</Heading>
        <Pages words={view.words}>
          <Lead lead={view.screen === 'confirm' ? view.lead.slice(2) : view.lead} />
          {'notices' in view ? <Notices notices={view.notices} /> : null}
          {choices}
        </Pages>
        <Steps actions={view.actions} />
      </div>
    </main>
  );
}
