import { heldElsewhere } from '../../rule';
import { EXPORT } from '../sources';

export const ociExportAccess = heldElsewhere({
  id: 'oci-export-access',
  level: 'error',
  title: 'An export lets clients read and write, or read',
  why: 'File Storage knows READ_WRITE and READ_ONLY; any other word is refused.',
  remedy: 'Give one of the two.',
  source: EXPORT,
  example: {
    on: 'Export on OCI',
    bad: "new FileStorageExport(work, 'Own', { ...shared, exportOptions: [{ source: '10.0.0.0/16', access: 'READWRITE' }] });",
    good: "new FileStorageExport(work, 'Own', { ...shared, exportOptions: [{ source: '10.0.0.0/16', access: 'READ_WRITE' }] });",
  },
});
