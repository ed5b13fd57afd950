import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pythonProgram, ROOT } from './paths';

/** A data centre on this machine: a real FDSN server with a synthetic archive of stations S000, S001, ... of network XX. */
export interface Centre {
  readonly url: string;
  /** When the requests for waveforms arrived, in ms since 1970. */
  arrivals(): number[];
  stop(): Promise<void>;
}

const PROGRAM = `
import json, sys
sys.path.insert(0, sys.argv[1])
from centre import Archive, centre
with centre(Archive(stations=int(sys.argv[2]), days=int(sys.argv[3]), rate=float(sys.argv[4]))) as source:
    print(json.dumps({"url": source.url, "log": str(source.folder / "access.log")}), flush=True)
    sys.stdin.read()
`;

/**
 * Starts one, from 2012-01-01, four pieces of six hours a day.
 *
 * @param rate samples a second: channel LHZ with 1, BHZ from 10 on; a line at 3.1 Hz is planted from 20 on
 */
export async function startCentre(stations: number, days: number, rate = 1): Promise<Centre> {
  const folder = join(ROOT, 'runtime/nodes/stream_tests');
  const args = ['-c', PROGRAM, folder, ...[stations, days, rate].map(String)];
  const child = spawn(pythonProgram('stream', 'python'), args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const { url, log } = await new Promise<{ url: string; log: string }>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the data centre ended with ${code}`)));
  });
  return {
    url,
    arrivals: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line.includes('/fdsnws/dataselect/1/query'))
        .map((line) => JSON.parse(line) as { ended: number; seconds: number })
        .map(({ ended: end, seconds }) => Math.round((end - seconds) * 1000)),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** The most arrivals within any second. */
export function busiestSecond(arrivals: readonly number[]): number {
  return Math.max(0, ...arrivals.map((from) => arrivals.filter((at) => at >= from && at - from < 1000).length));
}
