import { alert, archive, trial } from '../../../examples/scec-alert/declaration';
import { Duration, type StreamingWorkersProps } from '../../../lib';
import { latencyOf, liveOf, onAws, toldOf } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.1: thousands of sensors, two classes of latency.

test('of the three seconds that are allowed, the declaration takes 2.9', () => {
  expect(liveOf(onAws(alert)).latency).toEqual({
    packetSeconds: 1,
    pollSeconds: 0.4,
    windowSeconds: 1,
    latenessSeconds: 0.5,
    targetSeconds: 3,
  });
  expect(latencyOf(onAws(alert))).toBeCloseTo(2.9);
});

test.each([
  ['a window of 20 s', { window: { size: Duration.seconds(20) } }],
  ['packets of eight seconds', { alerts: { packet: Duration.seconds(8), within: Duration.seconds(3) } }],
] as readonly (readonly [string, Partial<StreamingWorkersProps>])[])('%s cannot stop a train', (_, slower) => {
  expect(() => onAws({ ...alert, ...slower })).toThrow(/latency-over-target/);
});

test('the archive takes its time: no target, minutes of lateness', () => {
  expect(liveOf(onAws(archive)).latency).not.toHaveProperty('targetSeconds');
  expect(latencyOf(onAws(archive))).toBe(365);
});

test('both read one stream of 3,000 packets a second: three shards are full, eight are there', () => {
  for (const fleet of [alert, archive])
    expect(liveOf(onAws(fleet))).toMatchObject({
      shards: 8,
      needed: { shards: 3, limitedBy: 'records', load: 1, ceilings: { records: 3, bytes: 2, reads: 2 } },
    });
  for (const fleet of [alert, archive])
    expect(onAws(fleet).partOf('stream', 'stream').existingName).toBe('scec-packets');
});

test('two readers of a shard ask for records five times a second together, no more', () => {
  const polls = [alert, archive].map((fleet) => liveOf(onAws(fleet)).latency.pollSeconds);
  expect(polls.reduce((calls, seconds) => calls + 1 / seconds, 0)).toBeLessThanOrEqual(5);
  const { source } = alert;
  if (source.kind !== 'live') throw new Error('not a live stream');
  expect(() => onAws({ ...alert, source: { ...source, poll: Duration.seconds(0.2) } })).toThrow(/poll-too-fast/);
});

test('a SeedLink server may be tried with a target that its packets allow', () => {
  expect(latencyOf(onAws(trial))).toBe(19);
  expect(toldOf(onAws(trial))).toMatchObject({ seedlink: { server: 'rtserve.iris.washington.edu:18000' } });
});
