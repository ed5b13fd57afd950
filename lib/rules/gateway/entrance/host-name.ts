import { heldElsewhere } from '../../rule';
import { RFC_1123 } from '../sources';

export const hostName = heldElsewhere({
  id: 'host-name',
  level: 'error',
  title: 'The host of a gateway is a full name',
  why: "It is the name in its certificate, in the addresses that people are led back to after signing in, and in the front's configuration: a scheme, a port or a capital in it fits none of them.",
  remedy: 'Give a full name in lower case, e.g. notebooks.example.edu.',
  source: RFC_1123,
  example: {
    on: 'NotebookGateway',
    bad: "host: 'https://notebooks.example.edu'",
    good: "host: 'notebooks.example.edu'",
  },
});
