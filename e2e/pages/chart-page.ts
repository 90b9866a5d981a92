// The chart as a hand finds it: lines are where the pointer says so, the change stands in its own region.
import { expect, type Locator, type Page } from "@playwright/test";

export class ChartPage {
  readonly page: Page;
  readonly card: Locator;
  private readonly canvas: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole("img", { name: /candles$/ });
    this.card = page.getByRole("region", { name: "Change of orders", exact: true });
  }

  submit(): Locator {
    return this.card.getByRole("button", { name: "Submit change", exact: true });
  }

  /** A line as the keyboard reaches it. */
  handle(): Locator {
    return this.page.getByRole("list", { name: "Orders on the chart" }).getByRole("button").first();
  }

  /** Takes the one order line there is and lets go this many pixels lower; answers the price it was dropped at. */
  async dragLine(pixels: number): Promise<string> {
    const { x, y } = await this.findLine();
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x, y + pixels / 2);
    await mouse.move(x, y + pixels);
    await expect(this.card).toBeVisible();
    await expect(this.submit()).toBeDisabled();
    await mouse.up();
    return this.newPrice();
  }

  /** Sets an alert by the menu, at this share of the chart's height; answers its price as the menu says it. */
  async setAlert(share: number): Promise<string> {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error("the chart is not in sight");
    const position = { x: box.width / 3, y: box.height * share };
    await this.canvas.click({ button: "right", position });
    const item = this.page.getByRole("menuitem", { name: /^Alert at/ });
    const price = (await item.innerText()).replace("Alert at ", "");
    await item.click();
    await expect(item).toHaveCount(0);
    return price;
  }

  /** An entry of the chart's menu. */
  async choose(entry: string): Promise<void> {
    await this.canvas.click({ button: "right" });
    await this.page.getByRole("menuitem", { name: entry, exact: true }).click();
  }

  /** Takes the one line that can be moved, an alert's, and lets go this many pixels lower. */
  async dragAlert(pixels: number): Promise<void> {
    const { x, y } = await this.findLine();
    const { mouse } = this.page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x, y + pixels / 2);
    await mouse.move(x, y + pixels);
    await mouse.up();
  }

  /** The price in the card, without its thousands. */
  async newPrice(): Promise<string> {
    const text = await this.card.locator(".old-new .strong").innerText();
    return text.replaceAll(",", "").replace(/\.0+$/, "");
  }

  private async findLine(): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error("the chart is not in sight");
    const x = box.x + box.width / 3;
    for (let y = box.y + 4; y < box.y + box.height - 30; y += 4) {
      await this.page.mouse.move(x, y);
      const cursor = await this.canvas.evaluate((element) => getComputedStyle(element).cursor);
      if (cursor === "ns-resize") return { x, y };
    }
    throw new Error("no order line in the chart");
  }
}
