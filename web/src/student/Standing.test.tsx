import { render, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { aRecord } from '../test-records';
import { blocksAnotherTry, Standing } from './Standing';

const failed = (fail_reason: string, part = {}) =>
  aRecord('1', { is_attended: false, attendance_time: null, fail_reason, ...part });

it.each([
  [aRecord('1'), 'You are present', true],
  [aRecord('1', { late: true }), 'You are present, but late', true],
  [failed('FACE_RECOGNITION_PENDING'), 'Your selfie is being checked', true],
  [failed('WIFI_FAILED'), 'Connect to the network of the campus', false],
  [failed('FACE_VERIFICATION_REQUIRED_BUT_IMAGE_MISSING'), 'Take a selfie and send it', false],
  [failed('REFERENCE_IMAGE_NOT_FOUND'), 'no profile photo', false],
  [failed('FACE_VERIFICATION_SUBMISSION_FAILED'), 'could not be checked', false],
  [failed('FACE_VERIFICATION_FAILED: face too small'), 'the face is too small, come closer', false],
  [failed('FACE_VERIFICATION_FAILED: something new'), 'something new', false],
  [failed('FACE_VERIFICATION_TIMEOUT'), 'took too long', false],
  [failed('NEEDS_TEACHER'), 'Your teacher looks', false],
  [failed('Not in the room.', { decided_by: 'teacher' }), 'Not in the room.', true],
  [failed('sick', { decided_by: 'teacher', excused: true, note: 'sick' }), 'You are excused', true],
] as const)('%# says what it means', (record, words, blocks) => {
  render(<Standing record={record} />);
  expect(screen.getByRole('status').textContent).toContain(words);
  expect(blocksAnotherTry(record)).toBe(blocks);
});
