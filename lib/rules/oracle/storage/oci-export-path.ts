import { heldElsewhere } from '../../rule';
import { EXPORT } from '../sources';

export const ociExportPath = heldElsewhere({
  id: 'oci-export-path',
  level: 'error',
  title: 'An export has an absolute path',
  why: 'Clients mount ADDRESS:PATH; a path that does not begin with a slash, ends in one, or goes through . or .. is refused, and one with a space cannot be mounted as it is written.',
  remedy: "Give a path such as '/' or '/data'.",
  source: EXPORT,
  example: {
    on: 'Export on OCI',
    bad: "new FileStorageExport(work, 'Own', { ...shared, path: 'data' });",
    good: "new FileStorageExport(work, 'Own', { ...shared, path: '/data' });",
  },
});
