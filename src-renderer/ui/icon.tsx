// The few signs of the product, drawn with one stroke. Each has a word beside it or a title.
import type { ReactNode } from "react";

const PATHS = {
  down: "M2.5 4.5 6 8l3.5-3.5",
  right: "M4.5 2.5 8 6l-3.5 3.5",
  plus: "M6 2.5v7M2.5 6h7",
  warn: "M6 1.5 11.3 10.5H.7L6 1.5ZM6 5v2.2M6 8.7v.05",
  check: "M2.5 6.5 5 9l4.5-5.5",
  cross: "M3 3l6 6M9 3l-6 6",
  stop: "M4 1.5h4L10.5 4v4L8 10.5H4L1.5 8V4L4 1.5Z",
  question: "M4 4.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.2M6 9.4v.05",
  half: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm0 0v9",
  ring: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z",
  dots: "M2.5 6v.05M6 6v.05M9.5 6v.05",
  arrow: "M2 6h8M7 3l3 3-3 3",
  clock: "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM6 3.5V6l1.8 1.2",
} as const;

export type IconName = keyof typeof PATHS;

/** `title` makes it an image with a name; without one it is hidden from readers because a word stands beside it. */
export function Icon({ name, title }: { readonly name: IconName; readonly title?: string }): ReactNode {
  const labelled = title === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": title };
  return (
    <svg className="icon" viewBox="0 0 12 12" {...labelled}>
      {title === undefined ? null : <title>{title}</title>}
      <path d={PATHS[name]} />
    </svg>
  );
}
