import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Client, readerOver } from '../../../lib/cli/quota/live-oci';
import type { QuotaLine } from '../../../lib/reports';
import { cdkOut } from '../../cli/folders';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';
import { CACHE, emptyFolder, ROOT } from '../support/paths';
import { Emulator } from '../terraform/emulator';

const SDKS = join(CACHE, 'provider-sdks/node_modules');
const MINUTES = 60_000;

describe('Service Quotas by the SDK, against the emulator', () => {
  let emulator: Emulator;
  let project: string;

  beforeAll(async () => {
    project = emptyFolder('quota-live');
    symlinkSync(SDKS, join(project, 'node_modules'));
    const facts = { ...SAMPLE.facts, quotas: { 'L-1216C47A': 1152, 'L-F678F1CE': 100 } };
    for (const [path, text] of Object.entries(cdkOut(sampleBlueprint({ facts })))) {
      mkdirSync(join(project, path, '..'), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    emulator = await Emulator.start('us-west-2');
  }, 5 * MINUTES);

  afterAll(async () => {
    await emulator?.stop();
    rmSync(project, { recursive: true, force: true });
  });

  test("the account's values are those of its Service Quotas; what it does not know is said", async () => {
    const { code, out, err } = await quota(project, emulator.url, ['--json']);
    expect({ code, err: err.includes('asking AWS, us-west-2') }).toEqual({ code: 0, err: true });
    const lines: QuotaLine[] = JSON.parse(out).quotas[0].lines;
    const line = (wanted: string) => lines.find((each) => each.code === wanted);
    // The emulator knows the quotas of VPCs, and no other.
    expect(line('L-F678F1CE')).toMatchObject({ stated: 100, account: { value: 5 }, basis: 'account' });
    expect(line('L-1216C47A')).toMatchObject({
      account: { value: null, why: expect.stringContaining('Service Quotas') },
      basis: 'stated',
    });
  }, 60_000);

  test('nobody but who has credentials is answered, and it is said what is missing', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true', HOME: project };
    const { code, err } = await quota(project, emulator.url, [], none);
    expect([code, err]).toEqual([2, expect.stringContaining('needs credentials')]);
  });

  test('an account that does not answer is said to be out of reach', async () => {
    const { code, err } = await quota(project, 'http://127.0.0.1:9', []);
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be reached')]);
  });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a user runs it, beside an emulator that goes on meanwhile. */
function quota(project: string, url: string, more: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const program = join(ROOT, 'dist/bin/terrane.js');
  const child = spawn('node', [program, 'quota', 'cdk.out', '--live', '--region', 'us-west-2', ...more], {
    cwd: project,
    env: {
      PATH: process.env['PATH'],
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      ...env,
    },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

// The rehearsal's Oracle Cloud has no Limits service: this one answers in the words of its reference, to requests that are signed.
describe("OCI's Limits service by the SDK, against a stand-in for the service", () => {
  const asked: string[] = [];
  let server: Server;
  let reader: ReturnType<typeof readerOver>;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const [status, body] = answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    reader = readerOver(signedClient(`http://127.0.0.1:${port}`), TENANCY);
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const line = (code: string, at: string | null) => ({ service: 'compute', code, at }) as QuotaLine;

  test('gives the value of the availability domain, and what is in use there', async () => {
    expect(await reader(line('standard-e4-core-count', 'zone 2'))).toEqual({ value: 200, used: 12 });
    expect(asked.at(-1)).toContain('availabilityDomain=x:AD-2');
  });

  test('says of a limit that is not there that it is not', async () => {
    const { value, why } = await reader(line('nothing-count', null));
    expect([value, why]).toEqual([null, expect.stringContaining('not there, or not allowed')]);
  });
});

const TENANCY = 'ocid1.tenancy.oc1..aaaatenancy';

function answer({ url = '', headers }: IncomingMessage): [number, object] {
  if (!/^Signature version="1"/.test(headers.authorization ?? ''))
    return [401, { code: 'NotAuthenticated', message: 'no' }];
  const { pathname, searchParams } = new URL(url, 'http://limits');
  const values = pathname.endsWith('/limitValues');
  if ((searchParams.get('name') ?? pathname).includes('nothing-count'))
    return [404, { code: 'NotAuthorizedOrNotFound', message: 'Authorization failed or requested resource not found.' }];
  if (!values) return [200, { used: 12, available: 188 }];
  const name = searchParams.get('name');
  const value = (availabilityDomain: string, amount: number) => ({
    name,
    scopeType: 'AD',
    availabilityDomain,
    value: amount,
  });
  return [200, [value('x:AD-2', 200), value('x:AD-1', 100)]];
}

/** The SDK's own client, with a key of its own. */
function signedClient(endpoint: string): Client {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const common = require(join(SDKS, 'oci-common'));
  const { LimitsClient } = require(join(SDKS, 'oci-limits'));
  const provider = new common.SimpleAuthenticationDetailsProvider(
    TENANCY,
    'ocid1.user.oc1..aaaauser',
    '00:11:22',
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
    null,
    common.Region.EU_FRANKFURT_1,
  );
  const client = new LimitsClient({ authenticationDetailsProvider: provider });
  client.endpoint = endpoint;
  return client;
}
