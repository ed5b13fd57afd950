import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { lines, output, outputUntil } from '../rehearsal/support/commands';
import { instancesLeft, nodesOf } from '../rehearsal/support/hosts';
import { ROOT } from '../support/paths';
import { Authority } from './support/authority';
import { browserIn, Person } from './support/browser';

jest.setTimeout(900_000);

const TLS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:cluster/tls-Gh5jKl';
const HOST = 'notebooks.example.edu';

describe('a notebook on a node of Slurm that comes for it, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-cluster-'));
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let campus: Browser;
  let ada: Person;

  beforeAll(async () => {
    const authority = new Authority(folder);
    cloud = await Rehearsal.start({ secrets: { [TLS]: readFileSync(authority.pem(HOST), 'utf8') } });
    await cloud.deploy({ app: 'node test/e2e/notebooks/cluster-app.js', folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('campus');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address });
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  test('the one user signs in with the token that the secret store has made', async () => {
    expect(await nodesOf(cloud)).toEqual([]);
    const token = (await output(head, '/opt/terrane/bin/terrane-node secret token')).trim();
    ada = await Person.byToken(campus, `https://${HOST}`, 'ada', token);
  });

  test('the kernel runs on a node that was not there before, in a job of the person', async () => {
    await ada.start();
    await ada.notebook();
    const ask =
      "import getpass, os, socket; print(getpass.getuser(), socket.gethostname(), os.environ['SLURM_JOB_ID'])";
    expect(await ada.run(ask)).toBe('ada small-1 1');
    expect(await lines(head, "squeue --noheader --format='%u %N %T %k'")).toEqual([
      'ada small-1 RUNNING notebook:ada:one',
    ]);
  });

  test("the machine's own credentials are out of reach there as well", async () => {
    const ask =
      "import urllib.request\ntry: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)\nexcept OSError as error: print('refused:', error)";
    expect(await ada.run(ask)).toMatch(/^refused: <urlopen error \[Errno 111\] Connection refused>/);
  });

  test('the session ends with its job, and the node goes home', async () => {
    await output(head, 'scancel --user=ada');
    await outputUntil(head, 'terrane-hub sessions --json', (text) => !text.includes('"ready"'), 120);
    await outputUntil(head, "sinfo --noheader --format='%t %D'", (text) => text.trim() === 'idle~ 2', 300);
    expect(await nodesOf(cloud)).toEqual([]);
  });

  test('nothing was refused, denied or left unjudged on the way', async () => {
    const { refused, denied, unevaluated, failures, troubles } = await cloud.report();
    expect({ refused, denied, unevaluated, failures, troubles }).toEqual({
      refused: [],
      denied: [],
      unevaluated: [],
      failures: [],
      troubles: [],
    });
    await campus.close();
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
  });
});
