import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { output } from '../rehearsal/support/commands';
import { instancesLeft } from '../rehearsal/support/hosts';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';

jest.setTimeout(900_000);

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21';
const HOST = 'lab.example.edu';
/** What a load balancer says of a client's request. */
const SAID = ['--header', `Host: ${HOST}`, '--header', 'X-Forwarded-Proto: https'];

describe('a gateway behind a load balancer, by cdk deploy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-balancer-'));
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let inItsPlace: RehearsalHost;

  beforeAll(async () => {
    const pem = readFileSync(new Authority(folder).pem(HOST), 'utf8');
    cloud = await Rehearsal.start({ secrets: { [CERTIFICATE]: pem } });
    await cloud.deploy({ app: `CERTIFICATE=${CERTIFICATE} node test/e2e/notebooks/balancer-app.js`, folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('in-its-place');
    await cloud.waitFor('anybody');
    inItsPlace = await cloud.host('in-its-place');
  });

  afterAll(async () => {
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  function asked(host: RehearsalHost, path: string, ...words: string[]): string {
    const form = ['--write-out', '%{http_code} %{redirect_url}', '--output', '/dev/null'];
    const ask = [
      'curl',
      '--silent',
      '--insecure',
      '--max-time',
      '10',
      ...form,
      ...words,
      `https://${head.address}${path}`,
    ];
    const [program = '', ...rest] = [...host.network, ...ask];
    const { status, stdout } = spawnSync(program, rest, { encoding: 'utf8' });
    return status === 0 ? stdout.trim() : `none: ${status}`;
  }

  test('from where it stands the gateway is well, speaks TLS, and knows its name alone', () => {
    expect(asked(inItsPlace, '/hub/health')).toBe('200');
    expect(asked(inItsPlace, '/hub/login')).toBe('421');
    expect(asked(inItsPlace, '/hub/login', ...SAID)).toBe('200');
    expect(asked(inItsPlace, '/hub/login', '--header', `Host: ${HOST}`)).toBe(`301 https://${HOST}/hub/login`);
  });

  test('a program of the gateway’s own cannot say that it is the load balancer', () => {
    expect(asked(head, '/hub/login', ...SAID)).toBe('403');
  });

  test('nobody else reaches the gateway', async () => {
    expect(asked(await cloud.host('anybody'), '/hub/health', ...SAID)).toBe('none: 28');
    expect(JSON.stringify((await cloud.report()).refused)).toContain('443');
  });

  test('what is not rehearsed is said: nothing listens at the load balancer’s name', async () => {
    expect(JSON.stringify(await cloud.report())).toContain('no request passes');
  });

  test('nothing was denied or left unjudged', async () => {
    const { denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ denied, unevaluated, failures, troubles }).toEqual({
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
    expect(await output(head, 'journalctl --no-pager --output=cat')).not.toContain('PRIVATE KEY');
  });

  test('what is destroyed leaves no machine', async () => {
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
  });
});
