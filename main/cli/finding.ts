/** One thing that the doctor looked at. */
export interface Finding {
  readonly name: string;
  readonly state: 'good' | 'warning' | 'bad';
  readonly says: string;
}
