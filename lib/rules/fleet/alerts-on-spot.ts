import { rule } from '../rule';
import { EC2_SPOT } from '../sources';

export const alertsOnSpot = rule({
  id: 'alerts-on-spot',
  level: 'warning',
  title: 'Alerts that must be in time do not hang on spot capacity',
  why: 'The provider takes a spot machine back at short notice, two minutes on AWS. Until another one has booted nobody reads its shards: alerts of these stations come minutes late, and more so when capacity is short everywhere.',
  remedy: "Give workers.pricing 'on-demand' or workers.min, or leave alerts.within out.",
  source: EC2_SPOT,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: "alerts: { within: Duration.minutes(2) },\n  workers: { machine: 'c7i.large', min: 1, max: 1, pricing: 'spot' }",
    good: "alerts: { within: Duration.minutes(2) },\n  workers: { machine: 'c7i.large', min: 1, max: 1 }",
  },
  look(blueprint) {
    const streaming = blueprint.data.facts.streaming;
    const target = streaming?.live?.latency.targetSeconds;
    if (streaming === undefined || target === undefined) return [];
    const { pricing, minCount } = blueprint.partOf('fleet', streaming.fleet);
    if (pricing !== 'spot') return [];
    const how = minCount === 0 ? "with min 0 the default is 'spot'" : "given 'spot'";
    const message = `${how}, but an alert may take ${target} s: when a machine is taken away, another one takes minutes to boot. Give 'on-demand', or acknowledge that alerts may be late.`;
    return [{ property: 'workers.pricing', message }];
  },
});
