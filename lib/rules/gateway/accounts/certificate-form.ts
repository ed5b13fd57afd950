import { heldElsewhere } from '../../rule';
import { RFC_7468 } from '../sources';

export const certificateForm = heldElsewhere({
  id: 'certificate-form',
  level: 'error',
  title: 'The certificate of a directory is given as the text of its PEM file',
  why: 'The text is put onto every machine as it is. From a file name or anything else TLS reads no authority, and no machine trusts the directory.',
  remedy: 'Give the text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
  source: RFC_7468,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    certificateAuthority: '/etc/ssl/campus.pem',
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    certificateAuthority: '-----BEGIN CERTIFICATE-----\\nMIIBszCCAVmgAwIBAgI=\\n-----END CERTIFICATE-----\\n',
  })`,
  },
});
