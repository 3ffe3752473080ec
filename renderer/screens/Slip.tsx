import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Paper } from '../parts/Paper.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';
import { Icon } from '../pictures/Icon.tsx';

export function Slip({ view }: { readonly view: ViewOf<'slip'> }): ReactNode {
  return (
    <main className="stage slip">
      <div className="slip__choices">
        <Heading>{view.heading}</Heading>
        <Pages words={view.words} hug>
          <Lead lead={view.lead} />
          <Notices notices={view.notices} />
          <Choices actions={view.actions} />
        </Pages>
      </div>
      <div className="slip__paper">
        {view.paper === null ? null : <Paper paper={view.paper} words={view.words} />}
        {view.length === '' ? null : (
          <p className="slip__length">
            <Icon name="print" />
            <span>{view.length}</span>
          </p>
        )}
      </div>
      <Steps actions={view.actions} />
    </main>
  );
}
