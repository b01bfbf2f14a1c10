// A plugin is a module whose default export has rules. Inside a project that has plimsoll installed,
// `import { defineRule } from 'plimsoll'` around each rule lets the compiler check it; the command needs only the object.
const preferAcmeRegistry = {
  name: 'prefer-company-registry',
  summary: 'Prefer images of the company registry.',
  why: 'Images from elsewhere are neither scanned nor kept: they can change or vanish.',
  category: 'base-image',
  severity: 'error',
  fix: 'unsafe',
  fixTitle: 'Take the image from the company registry',
  options: {
    registry: { schema: { type: 'string', description: 'Where images come from.' }, default: 'registry.example.com' },
  },
  messages: { elsewhere: "'{{image}}' is not from {{registry}}, so nobody has scanned it. Write `{{registry}}/{{image}}`." },
  examples: [
    { bad: 'FROM «debian:12»\n', good: 'FROM registry.example.com/debian:12\n' },
    { good: 'FROM ghcr.io/acme/base:1 AS build\nFROM build\n', options: { registry: 'ghcr.io/acme' } },
  ],
  visit: {
    From({ image }, { report, options, stages }) {
      const { registry } = options;
      if (!image || image.variables.length > 0 || image.text === 'scratch' || image.text.startsWith(registry)) return;
      if (stages.some((stage) => stage.node.name === image.text.toLowerCase())) return;
      const fix = (edit) => edit.insertBefore(image, `${registry}/`);
      report({ at: image, message: 'elsewhere', data: { image: image.text, registry }, fix });
    },
  },
};

export default { name: 'acme', rules: [preferAcmeRegistry] };
