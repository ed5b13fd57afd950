import { classify, events } from '../../../examples/event-hubs/declaration';
import { classifyOnOci } from '../../../examples/event-hubs/oci-declaration';
import { planBatches } from '../../../lib/archetypes/streaming/batch-plan';
import { liveOf, onAws, onOci } from './declared';

// Foster, Gannon, Cloud Computing for Science and Engineering (2017), section 9.5, table 9.1.
const ARRIVAL = 1 / 0.0825;
const model = { events: 1939, secondsPerCall: 0.5357, secondsPerEvent: 0.00166 };

describe('1,939 events', () => {
  test('take 1,042 s singly and 3.75 s in one call: 278 times as fast', () => {
    const { secondsSingly, secondsInBulk, gain } = planBatches(model);
    expect(secondsSingly.toFixed(0)).toBe('1042');
    expect(secondsInBulk.toFixed(2)).toBe('3.75');
    expect(gain).toBeCloseTo(278, 0);
  });

  test('arrive in 160 s: singly they would fall behind, in batches of seven they do not', () => {
    expect(1939 / ARRIVAL).toBeCloseTo(160, 0);
    const { steady } = planBatches({ ...model, eventsPerSecond: ARRIVAL });
    expect(steady?.eventsPerCall).toBeCloseTo(6.6, 1);
  });

  // With two calls under way together the model gives what was counted: 578 calls, and 598 for twice as many events.
  test.each([
    [1, 578, 3.35],
    [2, 598, 6.48],
  ])('with %d sender(s), calls and events a call are those counted, within 3 %%', (senders, calls, eventsPerCall) => {
    const { steady } = planBatches({
      ...model,
      events: senders * 1939,
      eventsPerSecond: senders * ARRIVAL,
      callsInFlight: 2,
    });
    expect(Math.abs((steady?.calls ?? 0) / calls - 1)).toBeLessThan(0.03);
    expect(Math.abs((steady?.eventsPerCall ?? 0) / eventsPerCall - 1)).toBeLessThan(0.03);
  });
});

test('no batch keeps up with more events than their own time allows', () => {
  expect(planBatches({ ...model, eventsPerSecond: 1000 })).not.toHaveProperty('steady');
});

test('a figure that cannot be is refused by name', () => {
  expect(() => planBatches({ ...model, secondsPerCall: 0 })).toThrow('secondsPerCall is 0');
});

test('a window of one second is a batch of twelve: more than the seven that it takes', () => {
  const size = classify.window?.size?.toSeconds() ?? 0;
  expect(events.expected.recordsPerStationPerSecond * size).toBeCloseTo(12.1, 1);
  expect(liveOf(onAws(classify)).latency.windowSeconds).toBe(1);
  expect(liveOf(onOci(classifyOnOci)).needed.shards).toBe(1);
});
