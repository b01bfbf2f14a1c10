import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from '../src/greet.js';

test('counts', () => assert.equal(greet(2), 'Hello, visitor 2!\n'));
