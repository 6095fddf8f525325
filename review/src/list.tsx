/** A list of rows of which only those in view are in the page. */

import { Virtualizer, elementScroll, observeElementOffset, observeElementRect } from "@tanstack/virtual-core";
import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";

interface Props {
  count: number;
  name: (index: number) => string;
  render: (index: number) => ComponentChildren;
  /** Gets what scrolls an item into view. */
  scroller: RefObject<(index: number) => void>;
  label: string;
}

export function List({ count, name, render, scroller, label }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const list = useRef<Virtualizer<HTMLDivElement, HTMLDivElement>>();
  const options = {
    count,
    getScrollElement: () => element.current,
    estimateSize: () => 96,
    getItemKey: name,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(0),
  };
  list.current ??= new Virtualizer(options);
  list.current.setOptions(options);
  useLayoutEffect(() => list.current!._didMount(), []);
  useLayoutEffect(() => list.current!._willUpdate());
  useEffect(() => {
    scroller.current = (index) => list.current!.scrollToIndex(index, { align: "auto" });
  });
  const items = list.current.getVirtualItems();
  return (
    <div class="scroll" ref={element} id="rows" tabIndex={0} role="region" aria-label={`${label}, scrolled`}>
      <div role="table" aria-label={label} aria-rowcount={count} class="rows" style={{ height: `${list.current.getTotalSize()}px` }}>
        <div role="rowgroup" class="window" style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map((item) => (
            <div
              role="presentation"
              key={item.key}
              data-index={item.index}
              ref={(node) => list.current!.measureElement(node as HTMLDivElement | null)}
            >
              {render(item.index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
