import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Lead, Notices } from '../parts/Notices.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Choices, Steps } from '../parts/Steps.tsx';

/** The frame is as large as a bank card (ISO/IEC 7810, ID-1) when the size of a dot is right. */
export function ScreenTest({ view }: { readonly view: ViewOf<'screen-test'> }): ReactNode {
  return (
    <main className="stage screen-test">
      <Heading>{view.heading}</Heading>
      <div className="screen-test__glass">
        <div className="screen-test__card" aria-hidden="true" />
        <Pages words={view.words} steps={<Steps actions={view.actions} />}>
          <Lead lead={view.lead} />
          <Choices actions={view.actions} />
          <Notices notices={view.notices} />
        </Pages>
      </div>
    </main>
  );
}
