/**
 * Text that may hold values known only at deploy time.
 *
 * A blueprint never knows how a cloud hands such a value over: a `Ref` names a part and one of its attributes, a target
 * makes an intrinsic function or an interpolation of it.
 */
export type Text = string | Ref | Env | Joined;

/** An attribute of a part, known at deploy time. */
export interface Ref {
  readonly ref: string;
  readonly attribute: string;
}

/** A fact of the place of deployment: `region`, `account`, or a word that only a family of targets knows. */
export interface Env {
  readonly env: string;
}

/** Pieces of text set end to end. */
export interface Joined {
  readonly join: readonly Text[];
}

export function ref(part: string | { readonly id: string }, attribute: string): Ref {
  return { ref: typeof part === 'string' ? part : part.id, attribute };
}

export function env(name: string): Env {
  return { env: name };
}

/** Sets pieces end to end; adjoining plain strings become one, and a text without references stays a plain string. */
export function join(...pieces: readonly Text[]): Text {
  const flat: Text[] = [];
  for (const piece of pieces) append(piece, flat);
  if (flat.length === 0) return '';
  return flat.length === 1 ? (flat[0] as Text) : { join: flat };
}

function append(piece: Text, flat: Text[]): void {
  const last = flat[flat.length - 1];
  if (isJoined(piece)) for (const inner of piece.join) append(inner, flat);
  else if (typeof piece === 'string' && typeof last === 'string') flat[flat.length - 1] = last + piece;
  else if (piece !== '') flat.push(piece);
}

export function isRef(text: unknown): text is Ref {
  return typeof text === 'object' && text !== null && 'ref' in text && 'attribute' in text;
}

export function isEnv(text: unknown): text is Env {
  return typeof text === 'object' && text !== null && 'env' in text && typeof text.env === 'string';
}

export function isJoined(text: unknown): text is Joined {
  return typeof text === 'object' && text !== null && 'join' in text && Array.isArray(text.join);
}

/** All references within a value, however deep: texts, lists and records of them. */
export function refsIn(value: unknown): Ref[] {
  if (isRef(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(refsIn);
  return [];
}

/** What a target supplies to turn a text into its engine's own form. */
export interface TextResolver<T> {
  literal(text: string): T;
  ref(reference: Ref): T;
  env(name: string): T;
  join(pieces: readonly T[]): T;
}

export function resolveText<T>(text: Text, resolver: TextResolver<T>): T {
  if (typeof text === 'string') return resolver.literal(text);
  if (isRef(text)) return resolver.ref(text);
  if (isEnv(text)) return resolver.env(text.env);
  return resolver.join(text.join.map((piece) => resolveText(piece, resolver)));
}

/** Renders a JSON document whose strings may hold references, as text: keys sorted, two-space indent. */
export function jsonText(value: JsonWithText): Text {
  const pieces: Text[] = [];
  write(value, '', pieces);
  return join(...pieces);
}

/** JSON in which a string may be a text with references. */
export type JsonWithText =
  | Text
  | number
  | boolean
  | null
  | readonly JsonWithText[]
  | { readonly [key: string]: JsonWithText };

function isText(value: JsonWithText): value is Text {
  return typeof value === 'string' || isRef(value) || isEnv(value) || isJoined(value);
}

function write(value: JsonWithText, indent: string, pieces: Text[]): void {
  if (typeof value === 'string') pieces.push(JSON.stringify(value));
  else if (isText(value)) pieces.push('"', ...escaped(value), '"');
  else if (value === null || typeof value !== 'object') pieces.push(JSON.stringify(value));
  else writeMembers(value, indent, pieces);
}

type Members = readonly JsonWithText[] | { readonly [key: string]: JsonWithText };

function writeMembers(value: Members, indent: string, pieces: Text[]): void {
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = membersOf(value);
  const inner = `${indent}  `;
  members.forEach(([label, item], index) => {
    pieces.push(`${index === 0 ? open : ','}\n${inner}${label}`);
    write(item, inner, pieces);
  });
  pieces.push(members.length === 0 ? `${open}${close}` : `\n${indent}${close}`);
}

/** What stands before each value, and the value. */
function membersOf(value: Members): (readonly [string, JsonWithText])[] {
  if (Array.isArray(value)) return value.map((item) => ['', item]);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [`${JSON.stringify(key)}: `, item]);
}

// The value of a reference is an id, a name or an address: none holds a character that JSON would escape.
function escaped(text: Text): Text[] {
  const pieces = isJoined(text) ? text.join : [text];
  return pieces.map((piece) => (typeof piece === 'string' ? JSON.stringify(piece).slice(1, -1) : piece));
}
