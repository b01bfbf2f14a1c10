import { expect, test } from 'vitest';
import type { ShellDialect } from '../../src/nodes.ts';
import { dialectOf, shebangDialect } from '../../src/shell/dialect.ts';

test.each<[string, ShellDialect]>([
  ['sh', 'sh'],
  ['/bin/sh', 'sh'],
  ['/bin/bash', 'bash'],
  ['/bin/bash -e', 'bash'],
  ['dash', 'dash'],
  ['ash', 'ash'],
  ['busybox sh', 'ash'],
  ['/bin/busybox ash', 'ash'],
  ['busybox', 'unknown'],
  ['busybox wget', 'unknown'],
  ['mksh', 'ksh'],
  ['zsh', 'zsh'],
  ['cmd', 'cmd'],
  ['CMD.EXE', 'cmd'],
  ['C:\\Windows\\System32\\cmd.exe', 'cmd'],
  ['C:\\Program Files\\PowerShell\\7\\pwsh.exe', 'powershell'],
  ['powershell', 'powershell'],
  ['python3', 'unknown'],
  ['fish', 'unknown'],
  ['', 'unknown'],
])('dialectOf(%s)', (program, dialect) => {
  expect(dialectOf(program)).toBe(dialect);
});

test.each<[string, ShellDialect | undefined]>([
  ['#!/bin/sh', 'sh'],
  ['#!/bin/bash -e\r', 'bash'],
  ['#! /bin/dash', 'dash'],
  ['#!/usr/bin/env bash', 'bash'],
  ['#!/usr/bin/env -S bash -e', 'bash'],
  ['#!/usr/bin/env -Sbash -e', 'bash'],
  ['#!/usr/bin/env --split-string=bash -e', 'bash'],
  ['#!/usr/bin/env -i A=b -u C bash', 'bash'],
  ['#!/bin/busybox sh', 'ash'],
  ['#!/usr/bin/env python3', 'unknown'],
  ['#!/usr/bin/python3 /bin/sh', 'unknown'],
  ['#!', 'unknown'],
  ['set -e', undefined],
  ['# !/bin/sh', undefined],
  ['', undefined],
])('shebangDialect(%s)', (line, dialect) => {
  expect(shebangDialect(line)).toBe(dialect);
});
