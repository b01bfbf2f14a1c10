type Attributes = Readonly<Record<string, string | number>>;

/** An XML 1.0 document: the declaration and one element. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;

/** An element with what it contains, elements or escaped text; each child stands on lines of its own. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const start = `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')}`;
  if (children.length === 0) return `${start}/>`;
  return `${start}>\n${children.join('\n')}\n</${name}>`;
}

/** Text for content and attributes. Line ends and tabs are written as references, since readers normalize them otherwise. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  let result = '';
  for (const character of text) result += entities[character] ?? allowed(character);
  return result;
}

const special = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

const entities: Readonly<Record<string, string | undefined>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** XML 1.0 has no way to write control characters and half surrogate pairs: a picture of them, or the replacement character. */
function allowed(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff ? '\ufffd' : character;
}
