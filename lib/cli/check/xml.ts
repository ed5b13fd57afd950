const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};
// What XML 1.0 does not allow at all: https://www.w3.org/TR/xml/#charsets
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** An element with attributes, and in it other elements, or a text. */
export function xml(
  name: string,
  attributes: { readonly [name: string]: string | number },
  inner: readonly string[],
  text = '',
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `<${name}${given.join('')}`;
  if (inner.length === 0 && text === '') return `${open}/>\n`;
  return inner.length === 0 ? `${open}>${escaped(text)}</${name}>\n` : `${open}>\n${inner.join('')}</${name}>\n`;
}

function escaped(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"\n]/g, (character) => ENTITIES[character] as string);
}
