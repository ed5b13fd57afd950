import { heldElsewhere } from '../../rule';
import { EXPORT } from '../sources';

export const ociExportSquash = heldElsewhere({
  id: 'oci-export-squash',
  level: 'error',
  title: 'An export says whose numbers are changed by one of three words',
  why: "File Storage knows NONE, ROOT and ALL; the words of Linux's exports, such as no_root_squash, are refused.",
  remedy: 'Give NONE, ROOT or ALL.',
  source: EXPORT,
  example: {
    on: 'Export on OCI',
    bad: "new FileStorageExport(work, 'Own', { ...shared, exportOptions: [{ source: '10.0.0.0/16', identitySquash: 'no_root_squash' }] });",
    good: "new FileStorageExport(work, 'Own', { ...shared, exportOptions: [{ source: '10.0.0.0/16', identitySquash: 'NONE' }] });",
  },
});
