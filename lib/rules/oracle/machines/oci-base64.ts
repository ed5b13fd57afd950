import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociBase64 = heldElsewhere({
  id: 'oci-base64',
  level: 'error',
  title: 'User data and the content of a secret are given in Base64',
  why: 'The cloud decodes what it is given: plain text is refused, or becomes other bytes, and a machine boots without its script.',
  remedy: 'Encode the text, in Terraform by base64encode().',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).metadata = { user_data: '#!/bin/bash' };",
    good: "(work.native('head') as CoreInstance).metadata = { user_data: 'IyEvYmluL2Jhc2gK' };",
  },
});
