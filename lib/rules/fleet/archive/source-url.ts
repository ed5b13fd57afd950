import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const sourceUrl = heldElsewhere({
  id: 'source-url',
  level: 'error',
  title: 'A data centre is named by the base address of its web services',
  why: "The paths of the services, /fdsnws/dataselect/1/query and others, are put behind the address; behind one that has a path already they lead nowhere, and every request is answered with 'not found'.",
  remedy: 'Give scheme and host alone, such as https://service.iris.edu.',
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, url: 'https://service.example.org/fdsnws' })",
    good: "source: fdsn({ ...archive, url: 'https://service.example.org' })",
  },
});
