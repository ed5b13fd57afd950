import type { Blueprint } from '../blueprint';
import { type CatalogueName, declarationHash } from './declaration';
import { version } from './version';

/** What a deployment says of the declaration that made it. */
export interface DeclarationMark {
  /** SHA-256 of the blueprint. */
  readonly declaration: string;
  /** Version of this package. */
  readonly terrane: string;
  /** e.g. `aws of 2026-07-20` */
  readonly catalogue: string;
}

export function markOf(blueprint: Blueprint, { provider, date }: CatalogueName): DeclarationMark {
  return {
    declaration: `sha256:${declarationHash(blueprint)}`,
    terrane: version(),
    catalogue: `${provider} of ${date}`,
  };
}

/** The same in one line, for outputs that are text. */
export function markText({ declaration, terrane, catalogue }: DeclarationMark): string {
  return `${declaration}, terrane ${terrane}, catalogue ${catalogue}`;
}
