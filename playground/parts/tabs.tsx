/** Tabs: one is chosen, the arrow keys go from one to the next. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface Props<T extends string | number> {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly { readonly value: T; readonly label: string; readonly title?: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
  readonly children: ComponentChildren;
}

/** A row of tabs with the panel of the chosen one below. */
export function Tabs<T extends string | number>({ id, label, tabs, chosen, onChoose, children }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ value }) => value === chosen);
    const places: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    const next = (place + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    onChoose(tab.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} ref={list}>
        {tabs.map(({ value, label: text, title }) => (
          <button
            type="button"
            role="tab"
            key={value}
            id={`${id}-tab-${value}`}
            title={title}
            aria-label={title?.startsWith(text) ? title : undefined}
            aria-selected={value === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={value === chosen ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => onChoose(value)}
          >
            {text}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reached by the keyboard */}
      <div class="panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${chosen}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
