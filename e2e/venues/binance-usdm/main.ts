// Runs the venue by itself: prints one JSON line with its address, and stops on SIGTERM or SIGINT.
import { join } from "node:path";
import { Decimal } from "../../../src-core/money/decimal.ts";
import { start } from "./start.ts";

const data = process.env["YOKE_MARKET_DATA"] ?? join(import.meta.dirname, "../../../../shared/data");
const count = Number(process.env["YOKE_VENUE_ACCOUNTS"] ?? 4);
const accounts = Array.from({ length: count }, (_, index) => ({
  apiKey: `key${String(index + 1)}`,
  secret: `secret${String(index + 1)}`,
  usdt: Decimal.fromInteger(20_000 + index * 15_000),
}));

const venue = await start({
  accounts,
  port: Number(process.env["YOKE_VENUE_PORT"] ?? 0),
  market: {
    kind: "replay",
    seed: 7,
    files: {
      BTCUSDT: join(data, "hft_usdm_120s.jsonl.gz"),
      ETHUSDT: join(data, "hft_usdm_eth_120s.jsonl.gz"),
    },
  },
});
process.stdout.write(
  `${JSON.stringify({ url: venue.url, accounts: accounts.map(({ apiKey }) => apiKey) })}\n`,
);

function stop(): void {
  void venue.close().then(() => process.exit(0));
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
