import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import type { Finding, FindingLevel } from '../errors';
import type { RuleId } from './book';
import type { Ground } from './grounds';

/** Where a limit, or an experience, is written down. */
export interface Source {
  readonly title: string;
  readonly url: string;
  /** Of the edition, or when it was looked up: `2026-11-22`, or `2018-12` or `2018` where the edition says no more. */
  readonly date: string;
}

/** The same declaration twice, as TypeScript: once with the finding, once without it or any error. */
export interface Example {
  /** What the texts are a change of. */
  readonly on: Ground;
  readonly bad: string;
  readonly good: string;
}

/** What every rule says of itself. */
export interface RuleFacts<Id extends string = string> {
  /** The code of its findings: kebab case, and it never changes. */
  readonly id: Id;
  /**
   * `error`: cannot work, or is unsafe. `warning`: doubtful; the author may acknowledge it with a reason. `advice`: works,
   * and could be better.
   */
  readonly level: FindingLevel;
  /** What is so where all is well, as a sentence without its full stop. */
  readonly title: string;
  /** What happens otherwise. */
  readonly why: string;
  /** What to change. */
  readonly remedy: string;
  readonly source: Source;
  readonly example: Example;
}

/** Something that every blueprint is held against. */
export interface Rule<Id extends string = string> extends RuleFacts<Id> {
  check(blueprint: Blueprint, catalogue: Catalogue): Finding[];
}

/** What a rule sees: the property in the author's words, and what was given, what is allowed, what to change. */
export interface Trouble {
  readonly property: string;
  readonly message: string;
}

export interface RuleDefinition<Id extends string> extends RuleFacts<Id> {
  /** The only provider that it is about. @default every provider */
  readonly provider?: Catalogue['provider'];
  look(blueprint: Blueprint, catalogue: Catalogue): Trouble[];
}

export function rule<const Id extends string>({ provider, look, ...facts }: RuleDefinition<Id>): Rule<Id> {
  return {
    ...facts,
    check(blueprint, catalogue) {
      if (provider !== undefined && provider !== blueprint.data.provider) return [];
      return look(blueprint, catalogue).map(({ property, message }) => ({
        code: facts.id as string as RuleId,
        level: facts.level,
        path: `${blueprint.data.path}: ${property}`,
        message,
      }));
    },
  };
}

/** A rule that an archetype, a target or the review itself holds a declaration against, where it reads what it is about. */
export function heldElsewhere<const Id extends string>(facts: RuleFacts<Id>): RuleFacts<Id> {
  return facts;
}
