import { describe, expect, it } from "vitest";
import { expectAccessible } from "../support/axe.ts";
import { useBrowser, type Person } from "../support/browser.ts";
import { raise } from "../support/stage.ts";

const cast = useBrowser();

async function looked(person: Person, name: string): Promise<void> {
  await person.page.waitForLoadState("networkidle");
  await person.shows(name);
  await expectAccessible(person.page);
  await person.fits();
}

describe("an owner with a letter", () => {
  it("makes a telephone ready, votes, and sees that the vote is recorded", async () => {
    const scene = await raise("open");
    const [owner = ""] = Object.keys(scene.told.letters);
    const zhou = await cast.person(scene, { device: "phone" });
    await zhou.goes(`/activate#code=${encodeURIComponent(scene.letter(owner))}`);
    expect(zhou.page.url()).not.toContain("code=");
    await looked(zhou, "activate-about");
    await zhou.page.getByRole("checkbox").check();
    await zhou.presses("下一步");
    await looked(zhou, "activate-proof");
    await zhou.page.reload();
    await zhou.settles();
    await zhou.presses(/发送验证码.*手机/);
    await zhou.page.getByLabel("收到的验证码").waitFor();
    await looked(zhou, "activate-digits");
    await zhou.page
      .getByLabel("收到的验证码")
      .fill(await scene.sixDigits(scene.told.owners[owner]?.phone ?? ""));
    await zhou.presses("启用这台设备");
    await zhou.page.getByText("这台设备可以使用了").waitFor();
    await looked(zhou, "activate-done");
    await zhou.presses("查看我的小区");
    await zhou.settles();
    await looked(zhou, "meetings");
    await zhou.goes("/");
    await looked(zhou, "start-signed-in");
    await zhou.goes(`${scene.home}/meetings/${scene.meeting()}`);
    await looked(zhou, "meeting");
    await scene.pass(25 * 3600);
    await zhou.syncClock();
    await zhou.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await looked(zhou, "vote-first");
    await zhou.presses("全部列在一页");
    for (const group of await zhou.page.locator(".ballot").all())
      await group.locator("input").first().check();
    await looked(zhou, "vote-list");
    await zhou.presses("下一步：核对");
    await looked(zhou, "vote-review");
    await zhou.presses("确认，投出这一票");
    await zhou.page.getByText("您的票已在公开记录中").waitFor();
    await zhou.presses("现在核对");
    await zhou.page.getByText("没有发现问题").waitFor();
    await looked(zhou, "receipt");
    await zhou.goes(`${scene.home}/meetings/${scene.meeting()}/vote`);
    await looked(zhou, "vote-voted");
  });
});
