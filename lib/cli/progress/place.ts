import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execute, lastLines } from '../../rehearsal/execute';
import { Misuse } from '../streams';

/** Where a fleet's results are, and how what lies there is read. */
export interface ResultsPlace {
  /** With the results' prefix, e.g. `s3://bucket/results`. */
  readonly shown: string;
  /** An object's text, by its name below the results' prefix; nothing where there is none. @throws Misuse */
  read(name: string): Promise<string | undefined>;
  /** Texts of all objects below a folder of the results, in the order of their names. @throws Misuse */
  readAll(folder: string): Promise<string[]>;
}

/** The prefix that every fleet gives its results. */
const PREFIX = 'results';
const ADDRESS = /^(s3|oci):\/\/([A-Za-z0-9._-]+)(?:\/(.*))?$/;

/**
 * Results at `s3://bucket`, `oci://bucket` or in a folder, with or without a prefix, which may be that of the results.
 *
 * @throws Misuse where it is neither
 */
export function placeOf(where: string, root: string): ResultsPlace {
  const [, cloud, bucket, prefix = ''] = ADDRESS.exec(where) ?? [];
  if (cloud !== undefined && bucket !== undefined) return inBucket(cloud, bucket, keyOf(prefix));
  if (where.includes('://'))
    throw new Misuse(
      `'${where}' is neither s3://bucket, nor oci://bucket, nor a folder; a prefix may follow the bucket.`,
    );
  return inFolder(where, root);
}

function keyOf(prefix: string): string {
  const parts = prefix.split('/').filter((part) => part !== '');
  return (parts.at(-1) === PREFIX ? parts : [...parts, PREFIX]).join('/');
}

function inFolder(where: string, root: string): ResultsPlace {
  const given = resolve(root, where);
  if (!existsSync(given) || !statSync(given).isDirectory()) throw new Misuse(`${where} is not a folder.`);
  const folder = existsSync(join(given, PREFIX)) ? join(given, PREFIX) : given;
  return {
    shown: folder === given ? where : join(where, PREFIX),
    read: async (name) => textOf(join(folder, name)),
    readAll: async (name) => textsBelow(join(folder, name)),
  };
}

function inBucket(cloud: string, bucket: string, prefix: string): ResultsPlace {
  const tool = cloud === 's3' ? aws(bucket) : oci(bucket);
  return {
    shown: `${cloud}://${bucket}/${prefix}`,
    read: (name) => tool.read(`${prefix}/${name}`),
    readAll: async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'terrane-results-'));
      try {
        await tool.download(`${prefix}/${name}/`, folder);
        return textsBelow(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** A cloud's own command line. */
interface Tool {
  read(key: string): Promise<string | undefined>;
  download(prefix: string, folder: string): Promise<void>;
}

// https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html
function aws(bucket: string): Tool {
  const words = 'the AWS command line, `aws`';
  return {
    read: (key) =>
      carriedOut('aws', ['s3', 'cp', `s3://${bucket}/${key}`, '-'], words, /\(404\)|NoSuchKey|does not exist/),
    download: async (prefix, folder) => {
      await carriedOut(
        'aws',
        ['s3', 'cp', `s3://${bucket}/${prefix}`, folder, '--recursive', '--only-show-errors'],
        words,
      );
    },
  };
}

// https://docs.oracle.com/iaas/tools/oci-cli/latest/oci_cli_docs/cmdref/os/object.html
function oci(bucket: string): Tool {
  const words = "Oracle Cloud's command line, `oci`";
  const object = ['os', 'object'];
  return {
    read: (key) =>
      carriedOut(
        'oci',
        [...object, 'get', '--bucket-name', bucket, '--name', key, '--file', '-'],
        words,
        /ObjectNotFound/,
      ),
    download: async (prefix, folder) => {
      const to = ['--prefix', prefix, '--download-dir', folder];
      await carriedOut('oci', [...object, 'bulk-download', '--bucket-name', bucket, ...to], words);
    },
  };
}

const NOT_INSTALLED = 127;

async function carriedOut(command: string, args: readonly string[], words: string, missing?: RegExp): Promise<string>;
async function carriedOut(
  command: string,
  args: readonly string[],
  words: string,
  missing: RegExp,
): Promise<string | undefined>;
async function carriedOut(
  command: string,
  args: readonly string[],
  words: string,
  missing?: RegExp,
): Promise<string | undefined> {
  const { code, stdout, output } = await execute(command, args);
  if (code === 0) return stdout;
  if (missing?.test(output) === true) return undefined;
  if (code === NOT_INSTALLED)
    throw new Misuse(`this needs ${words}, on the PATH. Or copy the results to a folder and name that.`);
  throw new Misuse(`\`${command} ${args.join(' ')}\` ended with ${code}:\n${lastLines(output)}`);
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function textsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
