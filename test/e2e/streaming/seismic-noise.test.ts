import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rehearsal, type RehearsalHost } from '../../../lib/testing';
import { object } from '../rehearsal/support/aws';
import { output, outputUntil } from '../rehearsal/support/commands';
import { instancesLeft, nodesOf } from '../rehearsal/support/hosts';
import { busiestSecond, type Centre, startCentre } from '../support/centre';
import { pythonProgram, ROOT } from '../support/paths';

jest.setTimeout(900_000);

const CHUNKS = 16;
const GROUPS = ['XX.S000.BHZ.2012-01', 'XX.S001.BHZ.2012-01'];

describe('examples/seismic-noise with two stations for two days, by cdk deploy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrane-noise-'));
  let centre: Centre;
  let cloud: Rehearsal;
  let head: RehearsalHost;
  let bucket: string;
  const result = (key: string): Promise<string> => object(cloud, 'GET', bucket, `results/${key}`);

  beforeAll(async () => {
    centre = await startCentre(2, 2, 20);
    cloud = await Rehearsal.start({ outside: [`centre.example.org:8073=127.0.0.1:${new URL(centre.url).port}`] });
    await cloud.deploy({ app: 'node dist/examples/seismic-noise/small-cdk.js', folder: ROOT });
    head = await cloud.host('head');
    bucket = (await output(head, '/opt/terrane/bin/terrane-node value results')).trim();
  });

  afterAll(async () => {
    await cloud?.stop();
    await centre?.stop();
    rmSync(folder, { recursive: true });
  });

  test('the fleet grows from nothing, does all chunks, and withdraws', async () => {
    const state = 'journalctl --unit=terrane-driver --output=cat | tail -n 40';
    const said = await outputUntil(head, state, (text) => /done: 16 of 16/.test(text), 300);
    expect(said).toContain('job 1 submitted');
    // On a fast machine all is done between two reports of the driver; Slurm still knows where the worker ran.
    expect(await output(head, 'scontrol show job 1')).toMatch(/\sNodeList=[\w-]*\d/);
    expect(JSON.parse(await result('progress.json'))).toMatchObject({
      chunks: CHUNKS,
      done: CHUNKS,
      failed: 0,
      state: 'done',
    });
    await outputUntil(head, 'squeue --noheader', (text) => text.trim() === '');
  });

  test('each chunk was asked for once, and no second had more requests than the cap', () => {
    const arrivals = centre.arrivals();
    expect(arrivals).toHaveLength(CHUNKS);
    expect(busiestSecond(arrivals)).toBeLessThanOrEqual(50);
  });

  test('the results are those of the detector alone', async () => {
    const files = GROUPS.map((group) => join(folder, `${group}.parquet`));
    for (const [index, group] of GROUPS.entries()) {
      expect(JSON.parse(await result(`ledger/${group}.json`))).toMatchObject({ chunks: 8, done: 8, dead: [] });
      writeFileSync(files[index] as string, await cloudBytes(`rows/${group}.parquet`));
    }
    const program = join(ROOT, 'test/e2e/streaming/support/compare.py');
    const rows = execFileSync(pythonProgram('stream', 'python'), [
      program,
      centre.url,
      join(ROOT, 'examples/seismic-noise/detector'),
      ...files,
    ]);
    // As many lines as the data centre's archive has.
    expect(Number(rows.toString())).toBe(8);
  });

  test('no worker is left: Slurm has sent the node home', async () => {
    await outputUntil(head, "sinfo --noheader --format='%t %D'", (text) => text.trim() === 'idle~ 2', 240);
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
  });

  test('what is destroyed leaves the results', async () => {
    await cloud.destroy();
    expect(await instancesLeft(cloud)).toEqual([]);
    expect(JSON.parse(await result('progress.json'))).toMatchObject({ state: 'done' });
  });

  // Parquet is no text.
  async function cloudBytes(key: string): Promise<Buffer> {
    const answer = await fetch(`${cloud.endpoint}/${bucket}/results/${key}`, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${cloud.region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
    return Buffer.from(await answer.arrayBuffer());
  }
});
