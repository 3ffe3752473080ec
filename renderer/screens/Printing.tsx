import { useId, type ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead } from '../parts/Notices.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Picture } from '../pictures/Picture.tsx';

/** The slip slides out on the screen as it does on the printer. */
export function Printing({ view }: { readonly view: ViewOf<'printing'> }): ReactNode {
  const id = useId();
  return (
    <main className="stage message printing">
      <div className="message__picture">
        {view.paper?.image == null ? (
          <Picture name="printing" />
        ) : (
          <div className="printer" aria-hidden="true">
            <div className="printer__out">
              <img alt="" src={view.paper.image} style={{ transform: `translateY(${-view.progress * 100}%)` }} />
            </div>
            <div className="printer__body">
              <span className="printer__slot" />
              <span className="printer__light" />
            </div>
          </div>
        )}
      </div>
      <div className="message__words">
        <div id={id}>
          <Heading>{view.heading}</Heading>
        </div>
        <Lead lead={view.lead} />
        <progress className="progress" value={view.progress} max={1} aria-labelledby={id} />
        <div className="fill" />
        <Choices actions={view.actions} />
        <Steps actions={view.actions} />
      </div>
    </main>
  );
}
