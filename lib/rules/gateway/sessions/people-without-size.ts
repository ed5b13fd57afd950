import { rule } from '../../rule';
import { HUB_USERS } from '../sources';

export const peopleWithoutSize = rule({
  id: 'people-without-size',
  level: 'warning',
  title: 'Whoever may sign in is offered a session',
  why: 'Where each size is for some groups, somebody who may sign in and is in none of them signs in and is told that no size is offered.',
  remedy: 'Give one size without groups, or let only members of these groups sign in.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: "sizes: { standard: { cpus: 2, memoryGiB: 4, groups: ['geology'] } }",
    good: "sizes: { standard: { cpus: 2, memoryGiB: 4, groups: ['physics'] } }",
  },
  look({ data: { facts } }) {
    const { withoutSize, sizes, machines } = facts.notebooks ?? {};
    if (withoutSize === undefined) return [];
    const groups = [...new Set(sizes?.flatMap((size) => size.groups ?? []))];
    const one = machines === undefined ? 'size' : 'offer';
    return [
      {
        property: machines === undefined ? 'sizes' : 'sessions.offers',
        message: `each ${one} is for members of ${groups.join(', ')}, but ${withoutSize.join(', ')} may sign in as well, and get no session unless they are in one of these groups. Give one ${one} without groups, or allow these groups alone.`,
      },
    ];
  },
});
