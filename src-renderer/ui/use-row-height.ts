// The row height that the density and the window's width give, read from the token that the styles use.
import { createContext, useContext } from "react";
import { useBreakpoint } from "./use-breakpoint.ts";

export type Density = "dense" | "regular" | "roomy";

const HEIGHTS: Readonly<Record<Density, number>> = { dense: 20, regular: 24, roomy: 32 };

export const DensityContext = createContext<Density>("regular");

/** Pixels of one table row; windows under 1400 px show regular as dense. */
export function useRowHeight(): number {
  const density = useContext(DensityContext);
  const small = useBreakpoint() === "small";
  return HEIGHTS[small && density === "regular" ? "dense" : density];
}
