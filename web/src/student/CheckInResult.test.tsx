import { render, screen } from '@testing-library/preact';
import { expect, it } from 'vitest';
import { aFailure, aRecord, aRejection } from '../test-records';
import { CheckInResult } from './CheckInResult';

const faceFailure = (verdict: string) =>
  aFailure('1', 'face_verification_failed', { fail_reason: `FACE_VERIFICATION_FAILED: ${verdict}` });

const excused = aRecord('1', {
  is_attended: false,
  status: 'excused',
  excused: true,
  decided_by: 'teacher',
  fail_reason: 'sick',
  note: 'sick',
});

it.each([
  [aRecord('1'), 'You are present'],
  [aRecord('1', { late: true, status: 'late' }), 'You are present, but late'],
  [aFailure('1', 'face_recognition_pending', { status: 'pending' }), 'Your selfie is being checked'],
  [aFailure('1', 'wifi_failed'), 'Connect to the network of the campus'],
  [aFailure('1', 'face_verification_required_but_image_missing'), 'Take a selfie and send it'],
  [aFailure('1', 'reference_image_not_found'), 'no profile photo'],
  [aFailure('1', 'face_verification_submission_failed'), 'could not be checked'],
  [faceFailure('face too small'), 'the face is too small, come closer'],
  [faceFailure('something new'), 'something new'],
  [aFailure('1', 'face_verification_timeout'), 'took too long'],
  [aFailure('1', 'needs_teacher'), 'Your teacher looks'],
  [aRejection('1', 'Not in the room.'), 'Not in the room.'],
  [excused, 'You are excused'],
])('shows what the record means (%#)', (record, text) => {
  render(<CheckInResult record={record} />);
  expect(screen.getByRole('status').textContent).toContain(text);
});

it.each(['FACE_RECOGNITION_PENDING', 'NEEDS_TEACHER', 'WIFI_FAILED'])(
  'shows a rejection as such, even if the teacher wrote %s',
  (reason) => {
    render(<CheckInResult record={aRejection('1', reason)} />);
    const result = screen.getByRole('status').textContent;
    expect(result).toContain('Your teacher did not accept you');
    expect(result).toContain(`Because: ${reason}`);
  },
);
