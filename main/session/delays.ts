/** How long the kiosk waits, in milliseconds; a site may change them within bounds. */
export const delays = {
  /** Nobody touched anything: ask. */
  idle: 120_000,
  /** Nobody answered: clear. */
  warning: 60_000,
  /** "Hidden" asks for the PIN after this. */
  hiddenLock: 60_000,
  readerTips: 8_000,
  declinedNotice: 30_000,
  slow: 5_000,
  /** The record source has its own time-outs; this is the last word. */
  recordGivesUp: 60_000,
  refusalNotice: 45_000,
  /** An NHS login takes time: a password, a code to a phone. */
  signInEnds: 600_000,
  takePaper: 30_000,
  helperAnswers: 60_000,
  helpEnds: 600_000,
  staffPin: 60_000,
  serviceEnds: 300_000,
  goodbye: 8_000,
  retryBoot: 30_000,
} as const;

export type DelayName = keyof typeof delays;
export type Delays = Readonly<Record<DelayName, number>>;
