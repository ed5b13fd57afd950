import { rule } from '../rule';
import { LANL_2018 } from '../sources';
import { fleetWork } from './fleet-words';

export const workersOverPieces = rule({
  id: 'workers-over-pieces',
  level: 'warning',
  title: 'A fleet has no more nodes than its work has pieces',
  why: 'A piece is worked off by one node: the others boot, find nothing to do, and are paid for. Of 128 threads over 100 time steps 28 had nothing to do.',
  remedy: 'Lower workers.max, or divide the work into smaller pieces.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: `source: fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: ['A04A'],
    channels: ['BHZ'],
    from: '2014-01-01',
    to: '2014-01-02',
  }),
  workers: { machine: 'c7i.large', max: 12 }`,
    good: `source: fdsn({
    url: 'https://service.example.org',
    network: 'TA',
    stations: ['A04A'],
    channels: ['BHZ'],
    from: '2014-01-01',
    to: '2014-01-02',
  }),
  workers: { machine: 'c7i.large', max: 1 }`,
  },
  look(blueprint) {
    const found = fleetWork(blueprint);
    if (found === undefined || found.max <= found.work.pieces) return [];
    const { max, work } = found;
    const message = `given ${max}, but there are ${work.pieces} pieces of work; the other ${max - work.pieces} nodes would find none. Give max ${work.pieces} or less, or smaller pieces.`;
    return [{ property: 'workers.max', message }];
  },
});
