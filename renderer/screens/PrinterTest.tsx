import type { ReactNode } from 'react';
import type { ViewOf } from '../../preload/contract.ts';
import { Heading } from '../parts/Heading.tsx';
import { Notices } from '../parts/Notices.tsx';
import { Paper } from '../parts/Paper.tsx';
import { Steps } from '../parts/Steps.tsx';

/** For staff: the page that goes to the printer, and what the printer said of it. */
export function PrinterTest({ view }: { readonly view: ViewOf<'printer-test'> }): ReactNode {
  return (
    <main className="stage slip">
      <div className="slip__choices">
        <Heading>{view.heading}</Heading>
        <Notices notices={view.notices} />
      </div>
      <div className="slip__paper">{view.paper === null ? null : <Paper paper={view.paper} words={view.words} />}</div>
      <Steps actions={view.actions} />
    </main>
  );
}
