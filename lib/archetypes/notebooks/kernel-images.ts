import type { Problems } from '../problems';

/** https://github.com/distribution/reference: the first part is a registry where it has a dot, a port, or is localhost. */
const REFERENCE =
  /^(?<registry>[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|localhost(:\d+)?|[a-z0-9-]+:\d+)(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}$/;
const TAG = /:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(@|$)/;

/** A digest is one image for ever; a tag is what somebody makes of it, and `latest` what anybody did last. */
export function checkImage(reference: string, at: string, problems: Problems): void {
  if (!problems.known(at, reference)) return;
  const path = reference.slice(reference.indexOf('/') + 1).replace(/@sha256:.*$/, '@');
  const tagged = TAG.exec(path);
  if (tagged !== null) {
    const tag = tagged[0].slice(1).replace('@', '');
    problems.error(
      'image-tag',
      at,
      `given '${reference}': the tag ${tag} leads to another image when its owner moves it. ${remedy(reference)}`,
    );
    return;
  }
  if (!reference.includes('@')) {
    problems.error('image-digest', at, `given '${reference}', without a digest. ${remedy(reference)}`);
    return;
  }
  problems.matching(
    'image-reference',
    at,
    reference,
    REFERENCE,
    'an image is named by registry, name and digest: quay.io/jupyter/base-notebook@sha256:64 digits. Images of Docker Hub are at docker.io/library/NAME or docker.io/OWNER/NAME.',
  );
}

function remedy(reference: string): string {
  const name = reference.replace(/@.*$/, '');
  const bare = name.replace(TAG, '');
  return `Give ${bare}@sha256:..., with the digest that 'skopeo inspect --format "{{.Digest}}" docker://${name}' prints.`;
}
