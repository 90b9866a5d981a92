// The terminal as a person finds it: by role and name, never by how it is built.
import { expect, type Locator, type Page } from "@playwright/test";

export class TerminalPage {
  readonly page: Page;
  readonly ticket: Locator;
  readonly positions: Locator;
  readonly accounts: Locator;
  readonly orders: Locator;

  constructor(page: Page) {
    this.page = page;
    this.accounts = page.getByRole("region", { name: "Accounts", exact: true });
    this.ticket = page.getByRole("region", { name: "Order ticket", exact: true });
    this.positions = page.getByRole("region", { name: "Positions", exact: true });
    this.orders = page.getByRole("region", { name: "Orders", exact: true });
  }

  /** Waits until the accounts are reconciled and a price is there. */
  async ready(accounts: number): Promise<void> {
    await expect(this.riskState()).toHaveText(/ACTIVE/);
    await expect(this.accounts.getByRole("row").filter({ hasText: "%" })).toHaveCount(accounts);
    await expect(this.ticket.getByText(/bid [\d,.]+/)).toBeVisible();
  }

  riskState(): Locator {
    return this.page.getByRole("status", { name: "Risk state", exact: true });
  }

  async choose(field: string, option: string): Promise<void> {
    await this.ticket.getByRole("combobox", { name: field, exact: true }).selectOption({ label: option });
  }

  async buyAtMarket(quantity: string): Promise<void> {
    await this.choose("Type", "Market");
    await this.quantity().fill(quantity);
  }

  /** Adds a Binance account by its form, and goes back to the ticket. */
  async addBinance(name: string, apiKey: string, secret: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "Add account", exact: true }).click();
    await page.getByRole("combobox", { name: "Venue", exact: true }).selectOption({ label: "Binance USD-M" });
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    await page.getByRole("textbox", { name: "API key", exact: true }).fill(apiKey);
    await page.getByRole("textbox", { name: "Secret", exact: true }).fill(secret);
    await page.getByRole("button", { name: /^Connect/ }).click();
  }

  async backToTicket(): Promise<void> {
    await this.page.getByRole("button", { name: "Back to the ticket", exact: true }).click();
  }

  /** Connects the venue's first accounts as `Bin 1`, `Bin 2`, ... and shows them as one group of LIVE. */
  async connectBinance(accounts: number, group: string): Promise<void> {
    for (let number = 1; number <= accounts; number += 1) {
      const digit = String(number);
      await this.addBinance(`Bin ${digit}`, `key${digit}`, `secret${digit}`);
      await this.backToTicket();
    }
    await this.showEnvironment("LIVE");
    await this.groupAll(group);
    await this.ready(accounts);
  }

  /** Holds the kill switch until it acts. */
  async kill(): Promise<void> {
    await this.hold("Kill switch");
  }

  /** Takes a halt back by the panel of the kill switch. */
  async resume(): Promise<void> {
    await this.page.getByRole("button", { name: "Kill switch", exact: true }).click({ delay: 50 });
    await this.hold("Hold to resume trading");
  }

  /** Presses where the button stands, whatever lies over it: a person does the same. */
  async hold(name: string): Promise<void> {
    const box = await this.page.getByRole("button", { name, exact: true }).boundingBox();
    if (box === null) throw new Error(`${name} is not in sight`);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.waitForTimeout(900);
    await this.page.mouse.up();
  }

  /** Shows the totals of another environment. */
  async showEnvironment(name: "LIVE" | "PAPER"): Promise<void> {
    await this.page.getByRole("button", { name: /another environment/i }).click();
    await this.page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
    await expect(this.page.getByRole("status", { name: "Environment", exact: true })).toHaveText(name);
  }

  /** Makes a group of every account of the environment shown. */
  async groupAll(name: string): Promise<void> {
    const { page } = this;
    await page.getByRole("button", { name: "More about accounts", exact: true }).click();
    await page.getByRole("menuitem", { name: "New group", exact: true }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
    for (const box of await page.getByRole("checkbox").all()) await box.check();
    await page.getByRole("button", { name: "Save group", exact: true }).click();
  }

  /** A price far below any other rests until it is cancelled. */
  async restBuy(quantity: string, price: string): Promise<void> {
    await this.choose("Type", "Limit");
    await this.ticket.getByRole("textbox", { name: "Price", exact: true }).fill(price);
    await this.quantity().fill(quantity);
    await this.submit().click();
  }

  /** A stop that waits for a price. */
  async restStop(quantity: string, trigger: string): Promise<void> {
    await this.choose("Type", "Stop");
    await this.ticket.getByRole("textbox", { name: "Trigger", exact: false }).first().fill(trigger);
    await this.quantity().fill(quantity);
    await this.submit().click();
  }

  /** The ticket's own bid, as a number. */
  async lastPrice(): Promise<number> {
    const text = await this.ticket.getByText(/bid [\d,.]+/).innerText();
    return Number(/bid ([\d,.]+)/.exec(text)?.[1]?.replaceAll(",", ""));
  }

  submit(): Locator {
    return this.page.getByRole("button", { name: "Submit group order", exact: true });
  }

  quantity(): Locator {
    return this.ticket.getByRole("textbox", { name: "Quantity", exact: true });
  }

  /** The preview's legs that will be sent: the account's name and the quantity, as shown. */
  async previewedLegs(): Promise<readonly Leg[]> {
    await expect(this.submit()).toBeEnabled();
    const passing = this.page.getByRole("img", { name: "Every rule passes" });
    const rows = await this.ticket.getByRole("table").getByRole("row").filter({ has: passing }).all();
    return Promise.all(rows.map(legOf));
  }

  /** The legs of the one open position, as shown. */
  async positionLegs(): Promise<readonly Leg[]> {
    const rows = await this.positions.locator("[role=row][aria-level='2']").all();
    return Promise.all(rows.map(positionLegOf));
  }

  async openTab(name: string): Promise<void> {
    await this.page.getByRole("tab", { name, exact: true }).click();
  }
}

export interface Leg {
  readonly account: string;
  readonly quantity: string;
}

async function legOf(row: Locator): Promise<Leg> {
  return {
    account: accountIn(await row.getByRole("rowheader").innerText()),
    quantity: firstLine(await row.getByRole("cell").first().innerText()),
  };
}

async function positionLegOf(row: Locator): Promise<Leg> {
  return {
    account: accountIn(await row.getByRole("rowheader").innerText()),
    quantity: firstLine(await row.getByRole("gridcell").nth(1).innerText()),
  };
}

/** The name between the account's digit and its venue. */
function accountIn(text: string): string {
  return text
    .replaceAll("\n", " ")
    .replace(/^\s*\d+\s*/, "")
    .replace(/\s+(PAP|BIN)\b.*$/, "")
    .trim();
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
