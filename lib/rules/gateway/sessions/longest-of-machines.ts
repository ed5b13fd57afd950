import { heldElsewhere } from '../../rule';
import { CORC } from '../sources';

export const longestOfMachines = heldElsewhere({
  id: 'longest-of-machines',
  level: 'error',
  title: 'Where people ask for minutes, one place says how many they may ask for',
  why: 'The form takes its most from sessions.longest. A second limit in the policy would end sessions before the time that somebody was promised.',
  remedy: 'Leave policy.longest out, and give sessions.longest.',
  source: CORC,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } }),
  policy: { longest: Duration.hours(4) }`,
    good: "sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } }, longest: Duration.hours(4) })",
  },
});
