import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

/** The frame is as large as a bank card (ISO/IEC 7810, ID-1) when the size of a dot is right. */
export function ScreenTest({ view }: { readonly view: ViewOf<'screen-test'> }): ReactNode {
  return (
    <main className="stage screen-test">
      <Heading>{view.heading}</Heading>
      <div className="screen-test__glass">
        <div className="screen-test__card" aria-hidden="true" />
        <div>
          <Lead lead={view.lead} />
          <Notices notices={view.notices} />
        </div>
      </div>
      <Choices actions={view.actions} />
      <Steps actions={view.actions} />
    </main>
  );
}
