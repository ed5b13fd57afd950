import { Rehearsal, type RehearsalHost } from '../../lib/testing/rehearsal';

const running = new Set<Rehearsal>();

/** Does something with a rehearsal of its own, which is gone afterwards. */
export async function withCloud<T>(region: string, work: (cloud: Rehearsal) => Promise<T>): Promise<T> {
  const cloud = await Rehearsal.start({ region });
  running.add(cloud);
  try {
    return await work(cloud);
  } finally {
    await cloud.stop();
    running.delete(cloud);
  }
}

/** Ends what runs: for a benchmark that is interrupted. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((cloud) => cloud.stop()));
}

/** @throws Error where the line fails, or does not print what it must */
export async function must(host: RehearsalHost, line: string, prints: RegExp): Promise<string> {
  const { code, stdout, stderr } = await host.run(line, { timeoutSeconds: 300 });
  if (code === 0 && prints.test(stdout)) return stdout;
  throw new Error(`\`${line}\` on ${host.name} ended with ${code}:\n${stdout}${stderr}`);
}

/** Seconds that something takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
