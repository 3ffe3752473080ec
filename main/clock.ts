/** The kiosk's only clock: passed in, never reached for. */
export interface Clock {
  /** Milliseconds since 1970, for people and for expiry. */
  now(): number;
  /** Milliseconds that never go back, for intervals. */
  monotonic(): number;
}
