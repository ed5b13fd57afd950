import { env, isEnv, isJoined, isRef, join, type Text } from '../blueprint';
import { cloudConfig, type WrittenFile } from './cloud-config';
import { type CloudName, cloudOf } from './clouds';
import { PATHS, scriptPath } from './paths';
import type { PackageFamily, Role } from './steps';
import { stubScript } from './stub-script';

export interface StubOptions {
  readonly cluster: string;
  readonly role: Role;
  /** Compute nodes only. */
  readonly partition?: string;
  /** Shell lines of the author's own that run before anything is fetched: a proxy, a certificate authority. What they export stays. */
  readonly early?: string;
  readonly packages: PackageFamily;
  /** Default: `aws`. */
  readonly cloud?: CloudName;
}

/** Stands for a fact of the place in the YAML text; nothing in it needs quoting. */
const FACT = /terrane-(\w+)-reference/;

/**
 * User data of a machine: cloud-config that writes down who the machine is, and a stub that fetches, verifies and runs the
 * boot script of its role. It does not change with the cluster's size or settings, so it replaces no machine.
 */
export function userDataStub(options: StubOptions): Text {
  const cloud = cloudOf(options.cloud);
  const node = {
    cluster: options.cluster,
    role: options.role,
    region: env('region'),
    documents: `/terrane/${options.cluster}`,
    ...(options.partition === undefined ? {} : { partition: options.partition }),
    ...cloud.settings,
  };
  const path = scriptPath(options.role, options.partition);
  const script = stubScript(path, options.packages, options.early !== undefined, cloud);
  const files: WrittenFile[] = [
    { path: PATHS.document, permissions: '0644', content: `${JSON.stringify(node, asMark)}\n` },
    ...(options.early === undefined
      ? []
      : [{ path: PATHS.early, permissions: '0700', content: `${options.early.trimEnd()}\n` }]),
    { path: PATHS.stub, permissions: '0755', content: script },
  ];
  const pieces = cloudConfig(files, PATHS.stub).split(FACT);
  // What a pattern captures stands between the pieces that it parts.
  return join(...pieces.map((piece, index) => (index % 2 === 1 ? env(piece) : piece)));
}

function asMark(_key: string, value: unknown): unknown {
  return isEnv(value) ? `terrane-${value.env}-reference` : value;
}

/** Bytes that a reference may take: ids of AWS, OCIDs, names and addresses have 255 characters at most, ARNs of our own parts fewer. */
export const REFERENCE_BYTES = 255;

/** An upper bound of the bytes of a text, each reference counted with {@link REFERENCE_BYTES}. */
export function stubBytes(text: Text): number {
  if (typeof text === 'string') return Buffer.byteLength(text);
  if (isRef(text) || isEnv(text)) return REFERENCE_BYTES;
  return isJoined(text) ? text.join.reduce((sum, piece) => sum + stubBytes(piece), 0) : 0;
}
