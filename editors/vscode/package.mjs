// Packs the extension into dist/plimsoll.vsix, a zip with a manifest of its own (as `vsce package` makes it). build.mjs calls it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** Writes the archive; `root` is the project's folder, and the bundles are in editors/vscode/dist. */
export function packExtension(root) {
  const read = (...path) => readFileSync(join(root, ...path));
  const about = JSON.parse(read('editors/vscode/package.json').toString());
  about.version = JSON.parse(read('package.json').toString()).version;
  const entries = [
    ['extension.vsixmanifest', manifestOf(about)],
    ['[Content_Types].xml', contentTypes],
    ['extension/package.json', `${JSON.stringify(about, null, 2)}\n`],
    ['extension/README.md', read('editors/vscode/README.md')],
    ['extension/LICENSE.txt', read('LICENSE')],
    ['extension/THIRD_PARTY_LICENSES.txt', read('dist/THIRD_PARTY_LICENSES.txt')],
    ['extension/rules/README.md', read('rules/README.md')],
    ['extension/rules/schema.json', read('rules/schema.json')],
    ['extension/dist/extension.cjs', read('editors/vscode/dist/extension.cjs')],
    ['extension/dist/shellcheck.cjs', read('dist/shellcheck.cjs')],
    ['extension/dist/server.cjs', read('editors/vscode/dist/server.cjs')],
  ];
  writeFileSync(join(root, 'dist/plimsoll.vsix'), zip(entries.map(([name, content]) => [name, Buffer.from(content)])));
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const manifestOf = ({
  name,
  publisher,
  version,
  displayName,
  description,
  keywords,
  categories,
  engines,
}) => `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escape(name)}" Version="${escape(version)}" Publisher="${escape(publisher)}" />
    <DisplayName>${escape(displayName)}</DisplayName>
    <Description xml:space="preserve">${escape(description)}</Description>
    <Tags>${escape(keywords.join(','))}</Tags>
    <Categories>${escape(categories.join(','))}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${escape(engines.vscode)}" />
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace" />
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
  </Assets>
</PackageManifest>
`;

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension=".json" ContentType="application/json" /><Default Extension=".vsixmanifest" ContentType="text/xml" /><Default Extension=".md" ContentType="text/markdown" /><Default Extension=".txt" ContentType="text/plain" /><Default Extension=".cjs" ContentType="application/javascript" /></Types>
`;

/** A zip archive (APPNOTE.TXT 4.3), the same bytes each time: every entry is from 1980. */
function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const path = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), shared, path, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, path);
    offset += 30 + path.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
