import type { Blueprint, Part } from '../../blueprint';
import type { PropertyChange } from './properties';
import type { ChangeVerdict } from './verdict';

/** What a change means to those who use the deployment. */
export interface Meaning {
  readonly verdict: ChangeVerdict;
  /** Why, in a sentence. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy?: string;
}

/** The blueprint before and after. */
export interface Around {
  readonly before: Blueprint;
  readonly after: Blueprint;
}

/** A part that differs, as it was and as it is. */
export interface Pair<P extends Part = Part> {
  readonly was: P;
  readonly is: P;
}

export type Rule<P extends Part = Part> = (change: PropertyChange, pair: Pair<P>, around: Around) => Meaning;

/** What changes of one kind of part mean. */
export interface KindMeaning<P extends Part = Part> {
  /** What it is to its users, e.g. `partition compute`. */
  readonly title: (part: P, of: Blueprint) => string;
  /** By the first word of a property's path; of others `replaced` is said, which is the harshest. */
  readonly properties: { readonly [name: string]: Rule<P> };
  readonly added: (part: P, around: Around) => Meaning;
  readonly removed: (part: P, around: Around) => Meaning;
  /** What it means that the engine puts another one in its place. */
  readonly replaced: (part: P, around: Around) => Meaning;
  /** What it means that the engine stops it and starts it; a machine's alone. */
  readonly restarted?: (part: P, around: Around) => Meaning;
}

export const meaning = (verdict: ChangeVerdict, reason: string, remedy?: string): Meaning => ({
  verdict,
  reason,
  ...(remedy === undefined ? {} : { remedy }),
});

/** The same whatever the values are. */
export const always =
  (verdict: ChangeVerdict, reason: string, remedy?: string): (() => Meaning) =>
  () =>
    meaning(verdict, reason, remedy);

/** By whether a number becomes less; an absent one is `absent`. */
export function shrinks({ from, to }: PropertyChange, absent = 0): boolean {
  return numberOf(to, absent) < numberOf(from, absent);
}

const numberOf = (value: unknown, absent: number): number => (typeof value === 'number' ? value : absent);

/** Names of the partitions whose nodes come from a fleet. */
export function partitionsOf(fleet: string, { data }: Blueprint): string[] {
  return data.facts.partitions.filter((each) => each.fleet === fleet).map(({ name }) => name);
}

/** `3 sessions` of people that may be open on the machine, in words; nothing where no session is. */
export function sessionsOn(machine: string, { data }: Blueprint): string {
  const { notebooks, head } = data.facts;
  if (notebooks === undefined || machine !== head) return '';
  return notebooks.onGateway
    ? ` Up to ${notebooks.sessions} sessions of people run on it and end.`
    : ' Sessions of people run elsewhere and go on; nobody reaches them meanwhile.';
}
