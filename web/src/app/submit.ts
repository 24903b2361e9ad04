import { useMutation } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';

/** Runs an action on behalf of a button, and tells whether it is running and why it failed. */
export function useSubmit<Value = void>(action: (value: Value) => Promise<unknown>) {
  // The action is passed at the press, because one given in advance could belong to an earlier render.
  const { mutateAsync, isPending, error, reset } = useMutation<unknown, unknown, () => Promise<unknown>>({
    mutationFn: (run) => run(),
    // Offline it fails at once, instead of running unasked when the network is back.
    networkMode: 'always',
  });

  /** Whether it succeeded. */
  const submit = (value: Value): Promise<boolean> =>
    mutateAsync(() => action(value)).then(
      () => true,
      () => false,
    );
  return { submit, busy: isPending, error, reset };
}

/** What is wrong with a form, by the name of the input. */
export type Problems<Field extends string> = Partial<Record<Field, string>>;

/** A form that is checked before it is submitted. Its problems are shown from the first try on. */
export function useForm<Field extends string>(validate: () => Problems<Field>, action: () => Promise<unknown>) {
  const { submit, busy, error } = useSubmit(action);
  const [tried, setTried] = useState(false);

  const onSubmit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    const [firstWrong] = Object.keys(validate());
    if (!firstWrong) return void submit();
    const form = event.currentTarget as HTMLFormElement;
    form.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
  };
  const problems: Problems<Field> = tried ? validate() : {};
  return { busy, error, problems, onSubmit };
}
