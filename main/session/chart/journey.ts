/** The person's way, in the order in which it is walked. Chart only. */
import { kiosk } from '../setup.ts';
import { choose, identify, practicePeople } from './identify.ts';
import { slip, printing, takePaper } from './paper.ts';
import { confirm, prove } from './prove.ts';
import { link, signIn, statement } from './shared.ts';
import { loading, noRecord, record } from './reading.ts';

export const journey = kiosk.createStateConfig({
  id: 'journey',
  initial: 'choose',
  states: {
    choose,
    practicePeople,
    identify,
    statement,
    link,
    signIn,
    prove,
    confirm,
    loading,
    noRecord,
    record,
    slip,
    printing,
    takePaper,
  },
});
