import { isDeepStrictEqual } from 'node:util';
import { Blueprint, type Declared, TerraneError } from '../../lib';
import { awsCatalogue } from '../../lib/catalogue/aws';
import { ociCatalogue } from '../../lib/catalogue/oci';
import {
  billReport,
  capacityReport,
  contentReport,
  costReport,
  homesCost,
  pictureOf,
  quotaReport,
  sessionCosts,
} from '../../lib/reports';
import { BOOK } from '../../lib/rules';
import { type Attempt, declare } from './declared';

const LEVELS = new Map<string, string>(BOOK.map(({ id, level }) => [id, level]));

/** What came of an attempt: a blueprint, or the codes of what is wrong. */
export type Outcome = Declared | readonly string[];

/** Tries a declaration, and throws where what comes of it is none of what may come of it. */
export function tried(attempt: Attempt): Outcome {
  const first = carriedOut(attempt);
  const again = carriedOut(attempt);
  if (first instanceof TerraneError || again instanceof TerraneError) {
    if (!isDeepStrictEqual(messageOf(first), messageOf(again))) throw new Error('refused differently a second time');
    return refused(first as TerraneError);
  }
  accepted(first, again);
  return first;
}

function carriedOut(attempt: Attempt): Declared | TerraneError {
  try {
    return declare(attempt);
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
}

function messageOf(outcome: Declared | TerraneError): string | undefined {
  return outcome instanceof TerraneError ? outcome.message : undefined;
}

function refused({ findings }: TerraneError): readonly string[] {
  if (findings.length === 0) throw new Error('refused without a finding');
  for (const { code, level, path, message } of findings) {
    if (LEVELS.get(code) !== level) throw new Error(`${code} is ${level} here, and ${LEVELS.get(code)} in the book`);
    if (!path.startsWith('Lab/Fuzz: ')) throw new Error(`${code} is not at the construct: ${path}`);
    if (/undefined|\[object|NaN%/.test(message)) throw new Error(`${code} says: ${message}`);
  }
  return findings.map(({ code }) => code);
}

/** What no template, document or state may hold. */
export const SECRETS = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /\bAKIA[0-9A-Z]{16}\b/, /aws_secret_access_key/i];

function accepted({ blueprint, warnings }: Declared, again: Declared): void {
  for (const { code, level } of warnings) {
    if (level === 'error') throw new Error(`${code} is an error, and a blueprint came of it`);
    if (LEVELS.get(code) !== level) throw new Error(`${code} is ${level} here, and ${LEVELS.get(code)} in the book`);
  }
  const text = blueprint.toJson();
  if (text !== again.blueprint.toJson()) throw new Error('another blueprint a second time');
  if (Blueprint.fromJson(text).toJson() !== text)
    throw new Error('another blueprint once it has been written and read');
  const secret = SECRETS.find((form) => form.test(text));
  if (secret !== undefined) throw new Error(`the blueprint holds what looks like a secret: ${secret}`);
  report(blueprint);
}

/** Every report of it can be made. */
function report(blueprint: Blueprint): void {
  const catalogue = blueprint.data.provider === 'aws' ? awsCatalogue : ociCatalogue;
  for (const make of [contentReport, costReport, quotaReport, capacityReport, homesCost, sessionCosts, pictureOf])
    make(blueprint, catalogue);
  billReport(blueprint, catalogue);
}
