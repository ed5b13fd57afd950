import type { TextResolver } from '../../blueprint';

/**
 * Terraform reads every string as a template: what a text says literally must not become an interpolation.
 * References to resources of the user's own stand in a text as tokens of the engine; those stay.
 */
export function literal(text: string): string {
  return text.replace(/([$%])\{(?!TfToken\[)/g, '$1$1{');
}

/** Makes interpolated strings of texts. */
export function interpolation(
  attribute: (part: string, name: string) => string,
  environment: (name: string) => string,
): TextResolver<string> {
  return {
    literal,
    ref: (reference) => attribute(reference.ref, reference.attribute),
    env: environment,
    join: (pieces) => pieces.join(''),
  };
}
