/** Which one screen a configuration shows. What covers comes first; exactly one always answers. */
import type { ScreenName } from '../../../preload/contract.ts';
import type { ServicePage } from '../events.ts';
import type { Snapshot } from './stage.ts';

export function screenOf(snapshot: Snapshot): ScreenName {
  if (snapshot.matches('boot') || snapshot.matches('outOfService')) return 'out-of-order';
  if (snapshot.matches('attract')) return 'attract';
  if (snapshot.matches('ending')) return 'goodbye';
  if (snapshot.matches({ service: 'pin' })) return 'service-pin';
  if (snapshot.matches('service')) return serviceScreen(snapshot);
  return coverOf(snapshot) ?? journeyScreen(snapshot);
}

function serviceScreen(snapshot: Snapshot): ScreenName {
  const at = (page: ServicePage | 'printerTest') => snapshot.matches({ service: { open: { page } } });
  if (at('readerTest')) return 'reader-test';
  if (at('printerTest')) return 'printer-test';
  if (at('screenTest')) return 'screen-test';
  return at('readiness') ? 'readiness' : 'service';
}

function coverOf(snapshot: Snapshot): ScreenName | null {
  if (snapshot.matches({ inSession: { panel: 'finishQuestion' } })) return 'finish-question';
  if (snapshot.matches({ inSession: { idle: 'warning' } })) return 'still-there';
  if (snapshot.matches({ inSession: { idle: 'hidden' } })) return 'hidden';
  if (snapshot.matches({ inSession: { assist: { alone: 'helperPin' } } })) return 'helper-pin';
  if (snapshot.matches({ inSession: { assist: 'offered' } })) return 'helper-offer';
  if (snapshot.matches({ inSession: { panel: 'needs' } })) return 'needs';
  if (snapshot.matches({ inSession: { assist: { alone: 'called' } } })) return 'help';
  return null;
}

function journeyScreen(snapshot: Snapshot): ScreenName {
  const at = (journey: JourneyState) => snapshot.matches({ inSession: { journey } });
  if (at('choose')) return 'before';
  if (at('practicePeople')) return 'practice-people';
  if (at({ identify: 'declined' })) return 'declined';
  if (at({ identify: 'number' })) return 'number';
  if (at({ identify: 'birthDate' })) return 'birth-date';
  if (at('identify')) return 'identify';
  if (at('statement')) return 'statement';
  if (at({ link: 'failed' })) return 'link-trouble';
  if (at({ link: 'opening' })) return 'wait';
  if (at('link')) return 'passcode';
  if (at('signIn')) return 'sign-in';
  if (at({ prove: 'pin' })) return 'pin';
  if (at({ prove: 'checking' })) return 'wait';
  if (at('prove')) return 'not-matched';
  if (at('confirm')) return 'confirm';
  if (at('loading')) return 'wait';
  if (at('noRecord')) return 'no-record';
  // A helper who guides does not see that something asks first: every part looks the same while it is hidden.
  if (!snapshot.matches({ inSession: { assist: 'guided' } })) {
    if (at({ record: { section: 'pause' } })) return 'pause';
    if (at({ record: { section: 'item' } })) return 'item';
  }
  if (at({ record: 'section' })) return 'section';
  if (at({ record: 'search' })) return 'search';
  if (at({ record: 'changed' })) return 'changed';
  if (at({ record: 'summary' })) return 'summary';
  if (at({ record: 'questions' })) return 'questions';
  if (at({ record: 'wrongWhich' })) return 'wrong-which';
  if (at({ record: 'wrong' })) return 'wrong';
  if (at({ record: 'notHere' })) return 'not-here';
  if (at('record')) return 'record';
  if (at({ slip: 'choosingPasscode' })) return 'passcode';
  if (at({ slip: 'sharing' })) return 'wait';
  if (at('slip')) return 'slip';
  if (at({ printing: { running: 'sending' } }) || at({ printing: 'copying' })) return 'printing';
  if (at('printing')) return 'print-trouble';
  return 'take-paper';
}

type JourneyState = Extract<Extract<Parameters<Snapshot['matches']>[0], { inSession?: unknown }>['inSession'], { journey?: unknown }>['journey'] & {};
