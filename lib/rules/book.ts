import { ACKNOWLEDGEMENT } from './acknowledgement/described';
import { rules } from './all';
import { CLUSTER } from './cluster/described';
import { DECLARATION } from './declaration/described';
import { ENGINE } from './engine/described';
import { FLEET } from './fleet/described';
import { GATEWAY } from './gateway/described';
import { LIMITS } from './limits/described';
import { NETWORK } from './network/described';
import { ORACLE } from './oracle/described';
import type { RuleFacts } from './rule';
import { USAGE } from './usage/described';

const LISTED = [
  ...rules,
  ...ACKNOWLEDGEMENT,
  ...CLUSTER,
  ...NETWORK,
  ...FLEET,
  ...GATEWAY,
  ...LIMITS,
  ...DECLARATION,
  ...ENGINE,
  ...ORACLE,
  ...USAGE,
] as const;

/** Code of a finding: a rule of the book, and nothing else. */
export type RuleId = (typeof LISTED)[number]['id'];

/** Every rule: those that blueprints are held against, and those that archetypes and targets hold declarations against. */
export const BOOK: readonly RuleFacts<RuleId>[] = LISTED;
