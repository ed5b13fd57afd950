import type { Blueprint, IdentityPart, Kind, PartOf, Text } from '../../../blueprint';

/** One IAM statement; texts may refer to deploy-time values, among them the AWS-only attribute `arn`. */
export interface Statement {
  readonly sid: string;
  /** Default: it allows. */
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly Text[];
  readonly conditions?: Conditions;
  /** Why the resource is `*`: the page of the Service Authorization Reference that says the action knows no resource. */
  readonly anyResourceBecause?: string;
}

/** Operator, then condition key, then value or values. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: Text | readonly Text[] } };

/** The statements for all parts of one kind that an identity has the same access to. */
export type Recipe<K extends Kind> = (
  parts: readonly PartOf<K>[],
  blueprint: Blueprint,
  identity: IdentityPart,
) => Statement[];
