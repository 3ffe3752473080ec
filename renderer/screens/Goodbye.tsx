import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead } from '../parts/Notices.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';
import { Shape } from '../pictures/Shape.tsx';

export function Goodbye({ view }: { readonly view: ViewOf<'goodbye'> }): ReactNode {
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
        <div className="fill" />
        <Lead lead={view.lead} />
        <Choices actions={view.actions} groups={['face']} />
        <Steps actions={view.actions} />
      </div>
    </main>
  );
}
