import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { expect, it, vi } from 'vitest';
import { useForm } from './submit';

function NameForm({ onSave }: { onSave: (name: string) => Promise<void> }) {
  const [name, setName] = useState('');
  const { busy, error, problems, onSubmit } = useForm(
    () => (name ? {} : { name: 'Type a name.' }),
    () => onSave(name),
  );
  return (
    <form onSubmit={onSubmit}>
      <input name="name" aria-label="Name" value={name} onInput={(event) => setName(event.currentTarget.value)} />
      <p>{problems.name}</p>
      <p>{String(error ?? '')}</p>
      <button type="submit" disabled={busy}>
        Save
      </button>
    </form>
  );
}

function show(onSave: (name: string) => Promise<void>) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NameForm onSave={onSave} />
    </QueryClientProvider>,
  );
  return { field: screen.getByLabelText('Name') as HTMLInputElement, button: screen.getByRole('button') };
}

it('shows what is wrong from the first try on, and does not run the action', () => {
  const save = vi.fn();
  const { field, button } = show(save);
  expect(screen.queryByText('Type a name.')).toBeNull();
  fireEvent.click(button);
  expect(document.activeElement).toBe(field);
  return waitFor(() => {
    expect(screen.getByText('Type a name.')).toBeTruthy();
    expect(save).not.toHaveBeenCalled();
  });
});

it('runs the action with what was typed last, and keeps its failure until the next try', async () => {
  const save = vi.fn().mockRejectedValueOnce('It failed.').mockResolvedValueOnce(undefined);
  const { field, button } = show(save);
  fireEvent.input(field, { target: { value: 'Ayşe' } });
  fireEvent.click(button);
  await waitFor(() => expect(screen.getByText('It failed.')).toBeTruthy());
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
  fireEvent.click(button);
  await waitFor(() => expect(screen.queryByText('It failed.')).toBeNull());
  expect(save.mock.calls).toEqual([['Ayşe'], ['Ayşe']]);
});

it('is busy while the action runs', async () => {
  let finish = (): void => undefined;
  const { field, button } = show(() => new Promise((resolve) => (finish = resolve)));
  fireEvent.input(field, { target: { value: 'Ayşe' } });
  fireEvent.click(button);
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(true));
  finish();
  await waitFor(() => expect((button as HTMLButtonElement).disabled).toBe(false));
});
