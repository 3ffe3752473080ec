/** Everything that can happen to the kiosk: from the person, from devices, from staff. */
import type { PrintOutcome, PrinterCondition, ReaderCondition, WrongMode } from '../../hardware/ports.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import type { Recognition } from '../identity/codes/recognition.ts';
import type { Period } from '../record/finding/changed-since.ts';
import type { Filter } from '../record/finding/filters.ts';
import type { SectionId } from '../record/patient-record.ts';
import type { EntryField, Settings } from './context.ts';
import type { ScreenMeasures, TestPage } from './ports.ts';
import type { QuestionId } from './questions.ts';
import type { ReportKind } from './report.ts';

export type EndReason = 'finished' | 'not-me' | 'timed-out' | 'under-pressure' | 'stopped' | 'fault';
export type Opinion = 'happy' | 'neutral' | 'sad';

export type PersonEvent =
  | { readonly type: 'START'; readonly language?: LanguageCode }
  | { readonly type: 'START_NEEDS' }
  | { readonly type: 'PRACTISE' }
  | { readonly type: 'PICK_PRACTICE_PERSON'; readonly id: string }
  | { readonly type: 'SETTINGS'; readonly change: Partial<Settings> }
  | { readonly type: 'OPEN_NEEDS' }
  | { readonly type: 'CLOSE_NEEDS' }
  | { readonly type: 'CONTINUE' }
  | { readonly type: 'BACK' }
  | { readonly type: 'TYPE_NUMBER' }
  | { readonly type: 'KEY'; readonly field: EntryField; readonly digit: string }
  | { readonly type: 'DELETE'; readonly field: EntryField }
  | { readonly type: 'CLEAR'; readonly field: EntryField }
  | { readonly type: 'ENTER'; readonly field: EntryField }
  | { readonly type: 'CAPITALS' }
  | { readonly type: 'SIGN_IN' }
  | { readonly type: 'TRY_AGAIN' }
  | { readonly type: 'CONFIRM' }
  | { readonly type: 'OPEN_SECTION'; readonly section: SectionId }
  | { readonly type: 'OPEN_SEARCH' }
  | { readonly type: 'OPEN_FOUND'; readonly section: SectionId; readonly item: string | null }
  | { readonly type: 'LIST_FROM'; readonly from: number }
  | { readonly type: 'OPEN_ITEM'; readonly item: string }
  | { readonly type: 'PRINT_ITEM'; readonly section: SectionId; readonly item: string }
  | { readonly type: 'SHOW_IT' }
  | { readonly type: 'NOT_NOW' }
  | { readonly type: 'FILTER'; readonly filter: Filter | null }
  | { readonly type: 'OPEN_CHANGED' }
  | { readonly type: 'PERIOD'; readonly period: Period }
  | { readonly type: 'OPEN_SUMMARY' }
  | { readonly type: 'PRINT_SUMMARY' }
  | { readonly type: 'ONE_PAGE' }
  | { readonly type: 'OPEN_QUESTIONS' }
  | { readonly type: 'TICK_QUESTION'; readonly question: QuestionId }
  | { readonly type: 'OPEN_WRONG'; readonly section: SectionId | null; readonly item: string | null }
  | { readonly type: 'PICK_WRONG'; readonly item: string | null }
  | { readonly type: 'TICK_WRONG'; readonly kind: ReportKind }
  | { readonly type: 'OPEN_NOT_HERE' }
  | { readonly type: 'OPEN_SLIP' }
  | { readonly type: 'TICK'; readonly section: SectionId }
  | { readonly type: 'LARGE_PRINT' }
  | { readonly type: 'ASK_LINK' }
  | { readonly type: 'DROP_LINK' }
  | { readonly type: 'PRINT' }
  | { readonly type: 'REPRINT' }
  | { readonly type: 'ABANDON' }
  | { readonly type: 'PAPER_TAKEN' }
  | { readonly type: 'ACTIVE' }
  | { readonly type: 'STAY' }
  | { readonly type: 'HIDE' }
  | { readonly type: 'SHOW' }
  | { readonly type: 'ASK_FINISH' }
  | { readonly type: 'KEEP_GOING' }
  | { readonly type: 'END'; readonly why: EndReason }
  | { readonly type: 'NEXT' }
  | { readonly type: 'OPINION'; readonly opinion: Opinion }
  | { readonly type: 'CALL_HELP' }
  | { readonly type: 'CLOSE_HELP' }
  | { readonly type: 'ACCEPT_HELP' }
  | { readonly type: 'DECLINE_HELP' }
  | { readonly type: 'SHOW_SECTION' }
  | { readonly type: 'HIDE_SECTION' }
  | { readonly type: 'STOP_HELP' };

/** Pages of the service screen. */
export type ServicePage = 'readerTest' | 'screenTest' | 'readiness';

export type StaffEvent =
  | { readonly type: 'CANCEL_STAFF' }
  | { readonly type: 'CLOSE_SERVICE' }
  | { readonly type: 'CLOSE_KIOSK' }
  | { readonly type: 'OPEN_KIOSK' }
  | { readonly type: 'OPEN_SERVICE_PAGE'; readonly page: ServicePage }
  | { readonly type: 'LEAVE_SERVICE_PAGE' }
  | { readonly type: 'LOOK_AGAIN' }
  | { readonly type: 'PRINT_PAGE'; readonly page: TestPage }
  | { readonly type: 'MEASURE'; readonly measures: ScreenMeasures }
  | { readonly type: 'KEEP_MEASURES' };

export type DeviceEvent =
  | { readonly type: 'CODE'; readonly recognition: Recognition }
  | { readonly type: 'MISREAD' }
  | { readonly type: 'READER'; readonly condition: ReaderCondition; readonly found: WrongMode | null }
  | { readonly type: 'PRINTER'; readonly condition: PrinterCondition }
  | { readonly type: 'PRINT_PROGRESS'; readonly fraction: number }
  | { readonly type: 'PRINT_WAITING'; readonly condition: PrinterCondition }
  | { readonly type: 'PRINT_DONE'; readonly outcome: PrintOutcome }
  | { readonly type: 'AUDIT_LOST' };

export type KioskEvent = PersonEvent | StaffEvent | DeviceEvent;
