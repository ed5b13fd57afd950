import { rule } from '../rule';
import { LANL_2018 } from '../sources';
import { fleetWork } from './fleet-words';

export const fleetOverCap = rule({
  id: 'fleet-over-cap',
  level: 'warning',
  title: 'A fleet is no larger than its source can feed',
  why: 'Nodes beyond the cap wait for their turn and are paid for. At Los Alamos 100 nodes on one data centre had about the efficiency of 20, with many answers after 130 seconds (Exploring Cloud Computing, 2018, section 3.1): five times the price for the same work, if that means their speed.',
  remedy: 'Give as many nodes as the source feeds, or what a node really asks.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: "workers: { machine: 'c7i.large', max: 100 }",
    good: "workers: { machine: 'c7i.large', max: 2 }",
  },
  look(blueprint) {
    const found = fleetWork(blueprint);
    const useful = found?.work.usefulNodes;
    if (found === undefined || useful === undefined || found.max <= useful) return [];
    const { cap, requestsPerNodeSecond } = found.work;
    const message = `given ${found.max}, but ${cap} requests a second feed ${useful} nodes of ${requestsPerNodeSecond} requests a second each; the other ${found.max - useful} would wait. Give max ${useful}, or what a node really asks (source.requestsPerNodeSecond).`;
    return [{ property: 'workers.max', message }];
  },
});
