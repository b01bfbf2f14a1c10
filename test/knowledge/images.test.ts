import { describe, expect, it } from 'vitest';
import { lookUpImage } from '../../src/knowledge/image-lookup.ts';
import { images } from '../../src/knowledge/images.ts';
import type { ImageName } from '../../src/model/model.ts';

/** Takes a short reference apart: a first part with a dot is a registry. */
function named(text: string): ImageName {
  const [rest = '', digest] = text.split('@');
  const colon = rest.lastIndexOf(':');
  const [name, tag] = colon > rest.lastIndexOf('/') ? [rest.slice(0, colon), rest.slice(colon + 1)] : [rest, undefined];
  const slash = name.indexOf('/');
  const registry = slash > 0 && name.slice(0, slash).includes('.') ? name.slice(0, slash) : undefined;
  const repository = registry === undefined ? name : name.slice(slash + 1);
  return {
    text,
    repository,
    ...(registry === undefined ? {} : { registry }),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
const look = (text: string) => lookUpImage(named(text));

describe('the table of images', () => {
  const repositories = images.flatMap((row) => row.repositories);

  it('names no repository twice', () => {
    expect(repositories.filter((name, index) => repositories.indexOf(name) !== index)).toEqual([]);
  });

  it('writes repositories as the lookup reads them', () => {
    expect(
      repositories.filter((name) => /^library\/|^docker\.io\/|[A-Z:@]/.test(name) || (name.includes('*') && !/[/-]\*$/.test(name))),
    ).toEqual([]);
  });

  it('has a source for every row', () => {
    expect(images.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  });

  it('finds each row by its own names', () => {
    for (const row of images) {
      for (const repository of row.repositories) {
        expect(look(repository.replace('*', 'anything')).facts?.source, repository).toBeDefined();
      }
    }
  });

  it('calls no account of an image root', () => {
    expect(images.filter(({ user, ships }) => user === 'root' || user === '0' || ships?.name === 'root')).toEqual([]);
  });
});

describe('lookUpImage', () => {
  it.each([
    ['alpine', 'alpine'],
    ['alpine:3.20', 'alpine'],
    ['debian:bookworm-slim', 'debian'],
    ['ubuntu:16.04', 'debian'],
    ['fedora:40', 'rhel'],
    ['amazonlinux:2023', 'rhel'],
    ['opensuse/leap:15.6', 'suse'],
    ['archlinux', 'arch'],
    ['busybox:musl', 'busybox'],
    ['scratch', 'scratch'],
    ['node:20', 'debian'],
    ['node:20-alpine3.20', 'alpine'],
    ['docker.io/node:alpine', 'alpine'],
    ['public.ecr.aws/docker/library/node:20-alpine', 'alpine'],
    ['arm64v8/alpine:3.20', 'alpine'],
    ['amd64/buildpack-deps:noble-curl', 'debian'],
    ['golang:1.22-nanoserver-1809', 'windows'],
    ['golang:1.22-windowsservercore-ltsc2022', 'windows'],
    ['eclipse-temurin:17-jre-ubi9-minimal', 'rhel'],
    ['openjdk:17', 'rhel'],
    ['openjdk:8-jre', 'debian'],
    ['openjdk:17-slim', 'debian'],
    ['openjdk:8-alpine', 'alpine'],
    ['mysql:8.4', 'rhel'],
    ['mysql:8.0-debian', 'debian'],
    ['nvidia/cuda:12.4.1-devel-rockylinux9', 'rhel'],
    ['nvidia/cuda:12.4.1-devel-ubuntu22.04', 'debian'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'debian'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-alpine', 'alpine'],
    ['mcr.microsoft.com/dotnet/sdk:8.0-cbl-mariner2.0', 'rhel'],
    ['mcr.microsoft.com/dotnet/runtime-deps:9.0-azurelinux3.0-distroless', 'distroless'],
    ['mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra', 'distroless'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022', 'windows'],
    ['mcr.microsoft.com/windows/servercore:ltsc2022', 'windows'],
    ['mcr.microsoft.com/azurelinux/base/core:3.0', 'rhel'],
    ['mcr.microsoft.com/azurelinux/distroless/minimal:3.0', 'distroless'],
    ['gcr.io/distroless/static-debian12:nonroot', 'distroless'],
    ['gcr.io/distroless/base-debian12', 'distroless'],
    ['cgr.dev/chainguard/python:latest-dev', 'wolfi'],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.4', 'rhel'],
    ['registry.access.redhat.com/ubi8/nodejs-18', 'rhel'],
    ['hexpm/elixir:1.16.2-erlang-26.2-alpine-3.19.1', 'alpine'],
    ['webdevops/php:8.3-alpine', 'alpine'],
    ['somebody/app:1.2-bookworm', 'debian'],
    ['brimstone/ubuntu:14.04', 'debian'],
    ['my/alpine-node', 'alpine'],
    ['ghcr.io/owner/app:v1', 'unknown'],
    ['oracle/app', 'unknown'],
    ['somebody/sid', 'unknown'],
  ])('%s: %s', (image, family) => {
    expect(look(image).family).toBe(family);
  });

  it.each([
    ['node:20', undefined, 'node'],
    ['php:8.3-fpm-alpine', undefined, 'www-data'],
    ['nginx', undefined, 'nginx'],
    ['nginxinc/nginx-unprivileged:1.27-alpine', '101', undefined],
    ['jenkins/jenkins:lts', 'jenkins', undefined],
    ['grafana/grafana', '472', undefined],
    ['bitnami/redis:7.2', '1001', undefined],
    ['bitnami/python', undefined, undefined],
    ['bitnami/minideb', undefined, undefined],
    ['gcr.io/distroless/static', undefined, 'nonroot'],
    ['gcr.io/distroless/static:nonroot', '65532', 'nonroot'],
    ['gcr.io/distroless/static:debug-nonroot', '65532', 'nonroot'],
    ['mcr.microsoft.com/dotnet/aspnet:6.0', undefined, undefined],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', undefined, 'app'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled', '1654', 'app'],
    ['mcr.microsoft.com/dotnet/aspnet:6.0-jammy-chiseled', 'app', undefined],
    ['haproxy:2.8', 'haproxy', undefined],
    ['haproxy:2.0', undefined, undefined],
    ['elasticsearch:8.14.0', '1000', undefined],
    ['elasticsearch:7.17.0', '1000', undefined],
    ['elasticsearch:7.6.2', undefined, undefined],
    ['elasticsearch:6.8', undefined, undefined],
    ['ubuntu:24.04', undefined, 'ubuntu'],
    ['ubuntu:22.04', undefined, undefined],
    ['docker:26-dind-rootless', 'rootless', undefined],
    ['python:3.12', undefined, undefined],
    ['ghcr.io/owner/app', undefined, undefined],
  ])('%s runs as %s and has %s', (image, user, account) => {
    const found = look(image);
    expect([found.user, found.ships?.name]).toEqual([user, account]);
    expect([found.facts?.user, found.facts?.ships?.name]).toEqual([user, account]);
  });

  it('says where root cannot be told', () => {
    expect(look('bitnami/python').facts?.userVaries).toBe(true);
    expect(look('registry.access.redhat.com/ubi8/nodejs-18').facts?.userVaries).toBe(true);
    expect(look('gcr.io/distroless/static@sha256:0').facts?.userVaries).toBe(true);
    expect(look('registry.access.redhat.com/ubi9/ubi').facts?.userVaries).toBeUndefined();
    expect(look('node@sha256:0').facts?.userVaries).toBeUndefined();
  });

  it.each([
    ['postgres:16', 'dropsPrivileges', true],
    ['nginx', 'dropsPrivileges', undefined],
    ['lscr.io/linuxserver/sonarr', 'init', 's6-overlay'],
    ['phusion/baseimage:jammy-1.0.4', 'init', 'my_init'],
    ['golang:1.22', 'builder', true],
    ['swift:5.10-slim', 'builder', false],
    ['mcr.microsoft.com/dotnet/sdk:8.0', 'builder', true],
    ['scratch', 'shell', false],
    ['gcr.io/distroless/static', 'shell', false],
    ['gcr.io/distroless/static:debug', 'shell', true],
  ] as const)('%s: %s is %s', (image, fact, value) => {
    expect(look(image).facts?.[fact]).toBe(value);
  });

  it.each([
    ['python', 'slim'],
    ['python:3.12', '3.12-slim'],
    ['python:3.12-bookworm', '3.12-slim-bookworm'],
    ['python:3.12-slim', undefined],
    ['python:3.12-alpine', undefined],
    ['python:3.12@sha256:0', undefined],
    ['node:20-bookworm', '20-bookworm-slim'],
    ['node:lts', 'lts-slim'],
    ['node:bookworm', 'bookworm-slim'],
    ['ruby:3.3-bookworm', '3.3-slim-bookworm'],
    ['debian:12', '12-slim'],
    ['debian:bookworm', 'bookworm-slim'],
    ['debian', undefined],
    ['eclipse-temurin:21', '21-jre'],
    ['eclipse-temurin:21-jdk-alpine', '21-jre-alpine'],
    ['eclipse-temurin:17-jammy', '17-jre-jammy'],
    ['eclipse-temurin:21-ubi9-minimal', '21-jre-ubi9-minimal'],
    ['eclipse-temurin:21-jre', undefined],
    ['openjdk:11-jdk-slim', '11-jre-slim'],
    ['openjdk:17-jdk-slim', undefined],
    ['tomcat:10.1-jdk17', '10.1-jre17'],
    ['nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04', '12.4.1-cudnn-runtime-ubuntu22.04'],
    ['pytorch/pytorch:2.3.0-cuda12.1-cudnn8-devel', '2.3.0-cuda12.1-cudnn8-runtime'],
    ['oven/bun:1', '1-slim'],
    ['golang:1.22', undefined],
  ])('%s has the smaller %s', (image, tag) => {
    expect(look(image).minimalTag).toBe(tag);
  });
});
