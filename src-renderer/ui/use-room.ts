// How much room a table has where it stands now: panels can be docked anywhere, so the window's width says nothing.
import { useEffect, useState, type RefObject } from "react";

export type Room = "narrow" | "medium" | "wide";

const MEDIUM_PX = 1000;
const WIDE_PX = 1360;
const ROOMS: readonly Room[] = ["narrow", "medium", "wide"];

/** The room that a width gives. */
function roomFor(widthPx: number): Room {
  if (widthPx >= WIDE_PX) return "wide";
  return widthPx >= MEDIUM_PX ? "medium" : "narrow";
}

/** Whether there is room for what needs at least `from`. */
export function hasRoom(room: Room, from: Room | undefined): boolean {
  return ROOMS.indexOf(room) >= ROOMS.indexOf(from ?? "narrow");
}

/** Follows the element's width; wide where sizes cannot be observed. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>("wide");
  useEffect(() => {
    const target = element.current;
    if (target === null || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (target.clientWidth > 0) setRoom(roomFor(target.clientWidth));
    });
    observer.observe(target);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return room;
}
