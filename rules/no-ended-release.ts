import { endedRelease } from '../src/knowledge/end-of-life.ts';
import { imageUses } from '../src/model/image-uses.ts';
import { defineRule, dockerfile } from '../src/rule.ts';

export default defineRule({
  name: 'no-ended-release',
  summary: 'Disallow images of releases that get no security updates any more.',
  why: 'Holes that are found after the end of a release stay open in every image built on it, and after a while its package archives are gone and the build breaks.',
  category: 'base-image',
  severity: 'warning',
  presets: ['recommended', 'strict', 'cis'],
  codes: { dockerBench: ['4.4'], dockle: ['CIS-DI-0004'] },
  references: ['https://endoflife.date/', 'https://github.com/docker/docker-bench-security'],
  messages: {
    ended: '{{release}} gets no security updates since {{ended}}. Use {{instead}}.',
    base: 'This image stands on {{release}}, which gets no security updates since {{ended}}. Use a tag with a newer one.',
  },
  examples: [
    {
      bad: dockerfile`
        ARG NODE=18
        FROM «node:$NODE» AS build
        FROM «python:3.13-slim-buster»
        COPY --from=«golang:1.26-alpine3.19» /usr/local/go /usr/local/go
      `,
    },
    { bad: dockerfile`FROM «ubuntu:18.04@sha256:beefdbd8a1da6d2915566fde36db9db0b524eb737fc57cd1367effd16dc0d06d»` },
    { bad: dockerfile`FROM --platform=$BUILDPLATFORM «docker.io/library/centos:7» AS base` },
    {
      good: dockerfile`
        ARG TAG
        FROM node:22.1 AS build
        FROM python:3.13-slim-trixie
        FROM python:$TAG
        FROM example/debian:10
        FROM php:8
        FROM alpine:latest
      `,
      note: 'Only numbers of official images count, and names of distributions in any tag.',
    },
  ],

  visit: {
    Dockerfile(_, context) {
      for (const use of imageUses(context)) {
        const { image } = use;
        const release = image?.tag === undefined ? undefined : endedRelease(officialName(image.registry, image.repository), image.tag);
        if (!release) continue;
        const { name: product, ended, instead } = release;
        if (instead === undefined) context.report({ at: use, message: 'base', data: { release: product, ended } });
        else context.report({ at: use, message: 'ended', data: { release: product, ended, instead } });
      }
    },
  },
});

/** Docker Hub's official images by their short names, all others by what no table holds. */
function officialName(registry: string | undefined, repository: string): string {
  const isHub = registry === undefined || registry === 'docker.io' || registry === 'public.ecr.aws';
  return isHub ? repository.replace(/^(?:docker\/)?library\//, '') : `${registry}/${repository}`;
}
