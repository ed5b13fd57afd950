import type { Rehearsal } from '../../../../lib/testing';
import { aws, texts } from './aws';

/** Values of the tag terrane:node of the hosts that are there, sorted. */
export async function nodesOf(cloud: Rehearsal): Promise<string[]> {
  const { hosts } = await cloud.status();
  return hosts.flatMap(({ tags }) => tags?.['terrane:node'] ?? []).sort();
}

/** Ids of the instances that the cloud shows as pending, running, stopping or stopped. */
export async function instancesLeft(cloud: Rehearsal): Promise<string[]> {
  const states = ['pending', 'running', 'stopping', 'stopped'];
  const values = Object.fromEntries(states.map((state, index) => [`Filter.1.Value.${index + 1}`, state]));
  const answer = await aws(cloud, 'ec2', 'DescribeInstances', { 'Filter.1.Name': 'instance-state-name', ...values });
  return texts(answer, 'instanceId');
}
