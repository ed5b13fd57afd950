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

const TLS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:machines/tls-Gh5jKl';
const HOST = 'notebooks.example.edu';
const ALL_HOME = "sinfo --noheader --format='%P %t %D'";

describe('sessions on machines of their own, by cdk deploy, in a real browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-machines-'));
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let campus: Browser;
  let ada: Person;
  /** On which the session listens, on its machine. */
  let sessionPort = '';

  beforeAll(async () => {
    const authority = new Authority(folder);
    cloud = await Rehearsal.start({ secrets: { [TLS]: readFileSync(authority.pem(HOST), 'utf8') } });
    await cloud.deploy({ app: 'node test/e2e/notebooks/machines-app.js', folder: ROOT });
    head = await cloud.host('head');
    await cloud.waitFor('campus');
    campus = await browserIn(await cloud.host('campus'), folder, { [HOST]: head.address });
    const token = (await output(head, '/opt/terrane/bin/terrane-node secret token')).trim();
    ada = await Person.byToken(campus, `https://${HOST}`, 'ada', token);
  });

  afterAll(async () => {
    await campus?.close();
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  /** Asks on the page for what is given, beside what it proposes. */
  async function ask(asked: { readonly [field: string]: number }): Promise<void> {
    await ada.page.goto(`https://${HOST}/hub/spawn`);
    for (const [name, value] of Object.entries(asked)) await ada.page.fill(`input[name=${name}]`, String(value));
    await ada.page.locator('#spawn_form [type=submit], form [type=submit]').first().click();
  }

  test('the page proposes what the source does, and says what there is and what it costs', async () => {
    expect(await nodesOf(cloud)).toEqual([]);
    await ada.page.goto(`https://${HOST}/hub/spawn`);
    const fields = ['cores', 'memoryGiB', 'gpus', 'minutes'];
    const proposed = await Promise.all(fields.map((name) => ada.page.inputValue(`input[name=${name}]`)));
    expect(proposed).toEqual(['1', '1', '0', '120']);
    const offers = await ada.page.locator('#offers li').allInnerTexts();
    expect(offers).toEqual([
      'small (c7i.large): 1 core, 4 GiB, 0.08925 USD an hour',
      'large (c7i.xlarge): 2 cores, 8 GiB, 0.1785 USD an hour',
    ]);
  });

  test('what somebody asks for becomes a machine, launched for it, where the kernel runs', async () => {
    await ask({ cores: 1, memoryGiB: 2, minutes: 2 });
    await ada.page.waitForURL(/\/user\//, { timeout: 300_000 });
    await ada.notebook();
    const where =
      "import getpass, os, socket; print(getpass.getuser(), socket.gethostname(), os.environ['SLURM_JOB_ID'])";
    expect(await ada.run(where)).toBe('ada small-1 1');
    expect(await nodesOf(cloud)).toEqual(['small-1']);
    expect(await lines(head, "squeue --noheader --format='%u %N %T %l %k'")).toEqual([
      'ada small-1 RUNNING 2:00 notebook:ada:small',
    ]);
    expect(await output(head, 'scontrol --oneliner show node small-1')).toMatch(/ State=\S*DRAIN/);
  });

  test('it is reached by its tunnel alone: nothing listens on an address that another machine sees', async () => {
    const machine = await cloud.host('small-1');
    const outside = "ss -Hltn | awk '{print $4}' | grep --invert-match '^127\\.\\|^\\[::1\\]'";
    // slurmd, and the machine's own SSH server.
    expect((await lines(machine, outside)).map((each) => each.split(':').at(-1)).sort()).toEqual(
      expect.arrayContaining(['6818']),
    );
    const [session = ''] = await lines(
      machine,
      "ss -Hltnp | grep notebook-server | awk '{print $4}' | grep '^127\\.0\\.0\\.1:' | head -n 1",
    );
    expect(session).toMatch(/^127\.0\.0\.1:\d+$/);
    sessionPort = session.split(':')[1] ?? '';
    expect((await head.run(`timeout 5 bash -c '< /dev/tcp/${machine.address}/${sessionPort}'`)).code).not.toBe(0);
    const [end = ''] = await lines(head, "ss -Hltn | awk '{print $4}' | grep '^127\\.0\\.0\\.1:2[0-9]\\{4\\}$'");
    expect(end).not.toBe('');
    expect(await lines(head, "ss -Hltn 'sport = :8081' | awk '{print $4}'")).toEqual(['127.0.0.1:8081']);
    const connected = await lines(head, `ss -Htn 'sport = :8022' | awk '{print $5}'`);
    expect(connected.map((each) => each.replace(/:\d+$/, ''))).toEqual([machine.address]);
  });

  test('when its minutes are over the session ends, and its machine goes home', async () => {
    await outputUntil(head, 'squeue --noheader', (text) => text.trim() === '', 300);
    await cloud.waitFor(({ hosts }) => hosts.every(({ tags }) => tags?.['terrane:node'] === undefined));
    expect(await nodesOf(cloud)).toEqual([]);
    await outputUntil(head, 'terrane-hub sessions --json', (text) => !text.includes('"ready"'), 120);
    expect(await output(head, 'cat /run/terrane-hub/tunnel/principals')).toBe('');
    await outputUntil(head, ALL_HOME, (text) => /small\*? idle~ 2/.test(text), 180);
  });

  test('a machine that does not come up is told of with the reason, and none remains', async () => {
    await cloud.fault({ kind: 'capacity', type: 'c7i.xlarge' });
    await ask({ cores: 2, memoryGiB: 8, minutes: 1 });
    await ada.page.waitForSelector('#machine-reason', { timeout: 120_000 });
    expect(await ada.text()).toMatch(
      /no machine came up as large-1: no capacity: .*InsufficientInstanceCapacity.*c7i\.xlarge/,
    );
    expect(await lines(head, 'squeue --noheader')).toEqual([]);
    expect(await nodesOf(cloud)).toEqual([]);
  });

  test('what was tried here was refused; nothing was denied or left unjudged on the way', async () => {
    const { refused, denied, unevaluated, troubles } = await cloud.report();
    expect(refused.map((each) => String(each['port']))).toContain(sessionPort);
    expect({ denied, unevaluated, troubles }).toEqual({
      denied: [],
      unevaluated: [],
      troubles: [],
    });
    await campus.close();
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
  });
});
