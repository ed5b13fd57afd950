import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import type { Finding, FindingLevel } from '../errors';

/** Something that every blueprint is held against. */
export interface Rule {
  /** The code of its findings. */
  readonly id: string;
  /** `error`: cannot work, or is unsafe. `warning`: doubtful; the author may acknowledge it with a reason. */
  readonly level: FindingLevel;
  readonly title: string;
  readonly why: string;
  /** Where the limit, or the experience, is written down. */
  readonly source: string;
  check(blueprint: Blueprint, catalogue: Catalogue): Finding[];
}

/** What a rule sees: the property in the author's words, and what was given, what is allowed, what to change. */
export interface Trouble {
  readonly property: string;
  readonly message: string;
}

export interface RuleDefinition extends Omit<Rule, 'check'> {
  /** The only provider that it is about. @default every provider */
  readonly provider?: Catalogue['provider'];
  look(blueprint: Blueprint, catalogue: Catalogue): Trouble[];
}

export function rule({ provider, look, ...facts }: RuleDefinition): Rule {
  return {
    ...facts,
    check(blueprint, catalogue) {
      if (provider !== undefined && provider !== blueprint.data.provider) return [];
      return look(blueprint, catalogue).map(({ property, message }) => ({
        code: facts.id,
        level: facts.level,
        path: `${blueprint.data.path}: ${property}`,
        message,
      }));
    },
  };
}
