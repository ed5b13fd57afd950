import { type Blueprint, type IdentityPart, join, type Kind, type PartOf, type Text } from '../../../blueprint';

/**
 * One statement of a policy, but for its subject.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Concepts/policysyntax.htm
 */
export interface Statement {
  /** Permissions, or verb and resource type where Oracle's reference names no permissions. */
  readonly to: readonly string[] | `${'inspect' | 'read' | 'use' | 'manage'} ${string}`;
  /** Each of these must hold. */
  readonly all?: readonly Comparison[];
  /** And one of these. */
  readonly any?: readonly Comparison[];
  /** Where it holds. @default the cluster's compartment */
  readonly scope?: 'tenancy';
}

/** A variable of the request, and the text or the other variable that it must equal. A text may begin or end with `*`. */
export type Comparison =
  | { readonly variable: string; readonly is: Text }
  | { readonly variable: string; readonly before: string }
  | { readonly variable: string; readonly isVariable: string };

/** What statements say of the place. */
export interface PolicyFacts {
  /** OCID. */
  readonly compartmentId: string;
  readonly region: string;
  /** The bucket that machines read documents and programs from, and write their readiness to. */
  readonly documentsBucket: string;
  readonly tags: TagFacts;
  /** OCID of a machine's image. */
  imageOf(part: PartOf<'machine' | 'fleet'>): Text;
}

/** Where the tags are defined that permissions go by. */
export interface TagFacts {
  readonly namespace: string;
  /** Whether the cluster makes the namespace itself, in its own compartment. */
  readonly isOwn: boolean;
}

/** The statements for all parts of one kind that an identity has the same access to. */
export type Recipe<K extends Kind> = (parts: readonly PartOf<K>[], scene: Scene) => Statement[];

/** What a recipe may look at beside its parts. */
export interface Scene {
  readonly identity: IdentityPart;
  readonly blueprint: Blueprint;
  readonly facts: PolicyFacts;
}

export function equal(variable: string, is: Text): Comparison {
  return { variable, is };
}

/** Statements by where their policy must lie: one that speaks of the tenancy lies in the tenancy's root. */
export interface Statements<T = Text> {
  readonly compartment: readonly T[];
  readonly tenancy: readonly T[];
}

/** Statements as Oracle reads them. */
export function statementTexts(subject: Text, statements: readonly Statement[], compartmentId: string): Statements {
  const texts = (those: readonly Statement[]) => those.map((each) => statementText(subject, each, compartmentId));
  return {
    compartment: texts(statements.filter(({ scope }) => scope === undefined)),
    tenancy: texts(statements.filter(({ scope }) => scope === 'tenancy')),
  };
}

function statementText(subject: Text, { to, all = [], any = [], scope }: Statement, compartmentId: string): Text {
  const what = typeof to === 'string' ? to : `{${to.join(', ')}}`;
  const where = scope === 'tenancy' ? 'tenancy' : `compartment id ${compartmentId}`;
  return join('Allow ', subject, ` to ${what} in ${where}`, ...conditions(all.map(comparison), any.map(comparison)));
}

function conditions(all: readonly Text[], any: readonly Text[]): Text[] {
  const each = [...all, ...(any.length > 1 ? [join('any {', ...listed(any), '}')] : any)];
  if (each.length === 0) return [];
  return [' where ', ...(each.length === 1 ? each : ['all {', ...listed(each), '}'])];
}

function listed(texts: readonly Text[]): Text[] {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [', ', text]));
}

function comparison(each: Comparison): Text {
  if ('before' in each) return `${each.variable} before '${each.before}'`;
  return 'is' in each ? join(`${each.variable} = '`, each.is, "'") : `${each.variable} = ${each.isVariable}`;
}

/**
 * Fewer statements that allow the same: a tenancy has 500 in all. Those under the same conditions share their permissions,
 * those with the same permissions their alternatives.
 * https://docs.oracle.com/en-us/iaas/Content/General/Concepts/servicelimits.htm
 */
export function merged(statements: readonly Statement[]): Statement[] {
  const alternatives = joined(statements, ({ to, all, any, scope }) => [to, all, any === undefined, scope]);
  return joined(alternatives, ({ to, all, any, scope }) => [typeof to === 'string' && to, all, any, scope]);
}

function joined(statements: readonly Statement[], sameness: (statement: Statement) => unknown): Statement[] {
  const byKey = new Map<string, Statement>();
  for (const statement of statements) {
    const key = JSON.stringify(sameness(statement));
    byKey.set(key, both(byKey.get(key), statement));
  }
  return [...byKey.values()];
}

function both(one: Statement | undefined, other: Statement): Statement {
  const permissions = typeof other.to === 'string' ? other.to : distinct([...(one?.to ?? []), ...other.to]).sort();
  if (other.any === undefined) return { ...other, to: permissions };
  return { ...other, to: permissions, any: distinct([...(one?.any ?? []), ...other.any]) };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The use of the tags' namespace, which whoever sets defined tags needs. The institution's lies anywhere in the tenancy. */
export function useTags({ tags }: PolicyFacts): Statement {
  return {
    to: 'use tag-namespaces',
    all: [equal('target.tag-namespace.name', tags.namespace)],
    ...(tags.isOwn ? {} : { scope: 'tenancy' }),
  };
}
