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

const TLS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:front/tls-Gh5jKl';
const HOST = 'notebooks.example.edu';

describe('notebooks in front of a cluster of another stack, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-front-'));
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let gateway: RehearsalHost;
  let campus: Browser;
  let ada: Person;

  beforeAll(async () => {
    const authority = new Authority(folder);
    cloud = await Rehearsal.start({ secrets: { [TLS]: readFileSync(authority.pem(HOST), 'utf8') } });
    const stacks = await cloud.deploy({ app: 'node test/e2e/notebooks/front-app.js', folder: ROOT });
    expect(stacks).toEqual(['Below', 'Front']);
    head = await cloud.host('modi-head');
    gateway = await cloud.host('front-head');
    await cloud.waitFor('campus');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: gateway.address });
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  test('the gateway asks the controller on the head, and has none itself', async () => {
    expect(await output(gateway, 'scontrol ping')).toContain('Slurmctld(primary) at head is UP');
    expect(await lines(gateway, "sinfo --noheader --format='%P %l %D %T'")).toEqual(
      await lines(head, "sinfo --noheader --format='%P %l %D %T'"),
    );
    expect((await output(gateway, 'systemctl show --property=ActiveState --value slurmctld')).trim()).toBe('inactive');
  });

  test('the one user signs in with the token that the secret store has made', async () => {
    expect(await nodesOf(cloud)).toEqual([]);
    const token = (await output(gateway, '/opt/terrane/bin/terrane-node secret token')).trim();
    ada = await Person.byToken(campus, `https://${HOST}`, 'ada', token);
  });

  test('the kernel runs on a node that was not there before; the head of the cluster has the job under the name of the person', async () => {
    await ada.start();
    await ada.notebook();
    const ask =
      "import getpass, os, socket; print(getpass.getuser(), os.getuid(), socket.gethostname(), os.environ['SLURM_JOB_ID'])";
    expect(await ada.run(ask)).toBe('ada 20000 short-1 1');
    expect(await lines(head, "squeue --noheader --format='%u %N %T %P %k'")).toEqual([
      'ada short-1 RUNNING short notebook:ada:one',
    ]);
    expect((await output(head, 'id --user ada')).trim()).toBe('20000');
  });

  test('files of the person are those of her jobs', async () => {
    expect(await ada.run("open('hello.txt', 'w').write('here'); print('written')")).toContain('written');
    expect((await output(head, 'stat --format=%U:%a /home/ada; cat /home/ada/hello.txt')).trim()).toBe('ada:700\nhere');
  });

  test("the machine's own credentials are out of reach on the nodes", async () => {
    const ask =
      "import urllib.request\ntry: print(urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=5).status)\nexcept OSError as error: print('refused:', error)";
    expect(await ada.run(ask)).toMatch(/^refused: <urlopen error \[Errno 111\] Connection refused>/);
  });

  test('the session that is stopped at the gateway ends as a job of the cluster', async () => {
    await ada.stop();
    await outputUntil(head, "squeue --noheader --format='%u %T'", (text) => text.trim() === '', 120);
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
