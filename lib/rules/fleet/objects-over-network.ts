import { rule } from '../rule';
import { NETWORK_BANDWIDTH } from './sources';

const BITS_PER_GBIT = 1e9;
const BITS_PER_BYTE = 8;

export const objectsOverNetwork = rule({
  id: 'objects-over-network',
  level: 'warning',
  title: 'A worker takes longer over an object than over fetching it',
  why: 'Where all threads of a node fetch faster than its network carries, they wait for data most of the time: the run takes longer than planned, and the processors that wait are paid for.',
  remedy:
    'Take a machine with more network or fewer cores, give fewer worker.threads, or put more work into each object.',
  source: NETWORK_BANDWIDTH,
  example: {
    on: 'StreamingWorkers',
    bad: `source: bucketObjects({
    bucket: 'archive',
    expected: { objects: 1000, bytesPerObject: 1_000_000_000, secondsPerObject: 1 },
  })`,
    good: `source: bucketObjects({
    bucket: 'archive',
    expected: { objects: 1000, bytesPerObject: 1_000_000_000, secondsPerObject: 60 },
  })`,
  },
  look(blueprint) {
    const streaming = blueprint.data.facts.streaming;
    const work = streaming?.work;
    if (streaming === undefined || work?.data === undefined) return [];
    const { machine } = blueprint.partOf('fleet', streaming.fleet);
    const wanted = (work.requestsPerNodeSecond * work.data.bytes * BITS_PER_BYTE) / BITS_PER_GBIT;
    if (machine.networkGbps === undefined || wanted <= machine.networkGbps) return [];
    const times = (wanted / machine.networkGbps).toFixed(1);
    const message = `given ${work.data.bytes} bytes: ${work.data.together} threads of a node would fetch ${wanted.toFixed(1)} Gbit a second, and ${machine.name} carries ${machine.networkGbps} at most. The run takes ${times} times as long as planned. Take a machine with more network, or fewer worker.threads.`;
    return [{ property: 'source.expected.bytesPerObject', message }];
  },
});
