import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead } from '../parts/Notices.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';
import { Shape } from '../pictures/Shape.tsx';

export function Goodbye({ view }: { readonly view: ViewOf<'goodbye'> }): ReactNode {
  // The last line asks what the faces answer.
  const faces = view.actions.some((action) => action.group === 'face');
  const said = faces ? view.lead.slice(0, -1) : view.lead;
  const asked = faces ? view.lead.slice(-1) : [];
  return (
    <main className="stage message goodbye">
      <div className="message__picture">
        <Picture name={view.picture ?? 'cleared'} />
      </div>
      <div className="message__words">
        <Heading>{view.heading}</Heading>
        <ul className="ticks">
          {view.cleared.map((line) => (
            <li key={line}>
              <Shape name="tick" />
              <span>{line}</span>
            </li>
          ))}
        </ul>
        <Lead lead={said} />
        <div className="fill" />
        <Lead lead={asked} />
        <Choices actions={view.actions} groups={['face']} />
        <Steps actions={view.actions} />
      </div>
    </main>
  );
}
