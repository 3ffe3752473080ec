import type { ReactNode } from 'react';
import type { View } from '../../preload/contract.ts';
import { Attract } from './Attract.tsx';
import { Cover } from './Cover.tsx';
import { Digits } from './Digits.tsx';
import { Found } from './Found.tsx';
import { Goodbye } from './Goodbye.tsx';
import { Item } from './Item.tsx';
import { Message } from './Message.tsx';
import { Printing } from './Printing.tsx';
import { Record } from './Record.tsx';
import { Search } from './Search.tsx';
import { PrinterTest } from './PrinterTest.tsx';
import { ScreenTest } from './ScreenTest.tsx';
import { Section } from './Section.tsx';
import { Service } from './Service.tsx';
import { Slip } from './Slip.tsx';
import { Statement } from './Statement.tsx';
import { Summary } from './Summary.tsx';
import { Ticks } from './Ticks.tsx';

export function Screen({ view }: { readonly view: View }): ReactNode {
  switch (view.screen) {
    case 'attract':
      return <Attract view={view} />;
    case 'number':
    case 'birth-date':
    case 'pin':
    case 'passcode':
    case 'helper-pin':
    case 'service-pin':
      return <Digits view={view} />;
    case 'record':
      return <Record view={view} />;
    case 'section':
      return <Section view={view} />;
    case 'changed':
    case 'wrong-which':
      return <Found view={view} />;
    case 'summary':
      return <Summary view={view} />;
    case 'questions':
    case 'wrong':
      return <Ticks view={view} />;
    case 'search':
      return <Search view={view} />;
    case 'item':
      return <Item view={view} />;
    case 'statement':
      return <Statement view={view} />;
    case 'slip':
      return <Slip view={view} />;
    case 'printing':
      return <Printing view={view} />;
    case 'goodbye':
      return <Goodbye view={view} />;
    case 'service':
    case 'reader-test':
    case 'readiness':
      return <Service view={view} />;
    case 'printer-test':
      return <PrinterTest view={view} />;
    case 'screen-test':
      return <ScreenTest view={view} />;
    case 'hidden':
      return view.keypad === null ? <Cover view={view} /> : <Digits view={{ ...view, keypad: view.keypad }} />;
    case 'still-there':
      return <Cover view={view} />;
    case 'needs':
    case 'before':
    case 'practice-people':
    case 'identify':
    case 'declined':
    case 'link-trouble':
    case 'sign-in':
    case 'wait':
    case 'not-matched':
    case 'confirm':
    case 'no-record':
    case 'pause':
    case 'not-here':
    case 'print-trouble':
    case 'take-paper':
    case 'finish-question':
    case 'help':
    case 'helper-offer':
    case 'out-of-order':
      return <Message view={view} />;
  }
}
