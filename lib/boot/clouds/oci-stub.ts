import { PATHS } from '../paths';
import type { CloudStub } from './cloud';
import { FIND_SDK, INSTALL_SDK, QUICK } from './oci-sdk';

/** Python that reads the cluster document as text, with a client named `store`. */
const READ = `store = ObjectStorageClient(**quick)
read = store.get_object(node["namespace"], node["bucket"], node["documents"][1:] + "/cluster").data.content.decode()`;

export const OCI_STUB: CloudStub = {
  environment: 'export HOME=/root',
  afterEarly: `# The SDK asks the metadata service by way of a proxy, if there is one.
no_proxy=\${no_proxy:-\${NO_PROXY:-}},169.254.169.254
export no_proxy NO_PROXY=$no_proxy
`,
  look: `import importlib.util, sys; ${FIND_SDK}; sys.exit(importlib.util.find_spec("oci") is None)`,
  install: INSTALL_SDK,
  tell: `import urllib.request as web
web.install_opener(web.build_opener(web.ProxyHandler({})))
imds = web.Request("http://169.254.169.254/opc/v2/instance/id", headers={"Authorization": "Bearer Oracle"})
me = web.urlopen(imds, timeout=5).read().decode()
node = json.load(open("${PATHS.document}"))
${FIND_SDK}
import oci
from oci.core import ComputeClient, models
from oci.object_storage import ObjectStorageClient
${QUICK}
tags = {"terrane:phase": phase + " failed", "terrane:reason": reason[:256]}
try:
    compute = ComputeClient(**quick)
    tags = dict(compute.get_instance(me).data.freeform_tags or {}, **tags)
    compute.update_instance(me, models.UpdateInstanceDetails(freeform_tags=tags))
finally:
    ${READ.replace('\n', '\n    ')}
    gate = json.loads(read).get("signal")
    if gate and node["role"] == "head":
        word = json.dumps({"instance": me, "uniqueId": me + ":" + phase, "outcome": "FAILURE"})
        store.put_object(node["namespace"], gate["stack"], gate["resource"], word.encode())`,
  fetch: `import hashlib, io, json, os, shutil, sys, zipfile
${FIND_SDK}
import oci
from oci.object_storage import ObjectStorageClient
node = json.load(open("${PATHS.document}"))
${QUICK}
${READ}
wanted = json.loads(read)["bundle"]
data = store.get_object(node["namespace"], wanted["bucket"], wanted["key"]).data.content`,
  // A policy that was made a moment ago holds a few minutes later.
  attempts: 9,
};
