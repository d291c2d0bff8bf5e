// browser.mjs ADDRESS CHECK...: checks the pages in headless Chromium. Writes TAP; exits with 1 if a check fails. ADDRESS is
// that of the form (http), or of a directory written by --site (file). NODE_PATH is where the npm packages are.
import { createRequire } from "node:module";
import assert from "node:assert/strict";
import { readFileSync, mkdirSync } from "node:fs";

const require = createRequire(process.env.NODE_PATH + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, ...wanted] = process.argv.slice(2);
const widths = [320, 390, 1280];
const pages = {
	form: "/",
	known: "/?ATR=3BDA18FF81B1FE751F030031F573C001600090001C",
	unknown: "/?ATR=3B03FF0011",
	contactless: "/?ATR=3B8F8001804F0CA000000306030001000000006A",
	error: "/?ATR=3BX0",
	problems: "/?ATR=3F3BFE7F13571FFF",
	search: "/search?q=card",
	statistics: "/statistics",
	about: "/about",
};

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync"],
});

// Opens a page. Any console message, error or request to another host is recorded as a failure.
async function open(options, path) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	page.noise = [];
	page.on("console", (message) => page.noise.push(message.text()));
	page.on("pageerror", (error) => page.noise.push(String(error)));
	page.on("request", (request) => {
		if (!request.url().startsWith("data:") && !request.url().startsWith(address)) page.noise.push(request.url());
	});
	page.goes = async (to) => {
		const response = await page.goto(address + to);
		return response === null ? 0 : response.status();
	};
	page.ends = async (silent = true) => {
		// The browser itself logs each status of 400 or more.
		const noise = page.noise.filter((text) => silent || !/status of 4\d\d/.test(text));
		assert.deepEqual(noise, []);
		await context.close();
	};
	if (path !== undefined) page.status = await page.goes(path);
	return page;
}

const wide = { viewport: { width: 1280, height: 900 } };

function luminance(color) {
	const [r, g, b] = color.match(/[\d.]+/g).map((value) => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const background = (page, selector) =>
	page.$eval(selector, (element) => getComputedStyle(element).backgroundColor);

// Waits until no animation is running, so that all transitions are complete.
const settled = (page) =>
	page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));

// Presses Tab until the focused element matches the selector.
async function tabTo(page, selector) {
	for (let i = 0; i < 200; i++) {
		if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
		await page.keyboard.press("Tab");
	}
	assert.fail(`${selector}: not reached by Tab`);
}

async function eachView(check) {
	for (const [name, path] of Object.entries(pages))
		for (const width of widths)
			for (const colorScheme of ["light", "dark"]) {
				const page = await open({ viewport: { width, height: 800 }, colorScheme }, path);
				await check(page, `${name} at ${width} px, ${colorScheme}`, { name, width, colorScheme });
				await page.ends(name !== "error");
			}
}

const checks = {
	async keyboard() {
		const page = await open(wide, "/");
		await page.keyboard.press("Tab");
		assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
		await tabTo(page, "#atr");
		await page.keyboard.type("3b:65 00004142434445");
		await page.keyboard.press("Enter");
		await page.waitForSelector("article");
		assert.match(await page.title(), /^Basic ATR for T=0: ATR 3B65/);
		await tabTo(page, "#b1-2");
		await settled(page);
		assert.notEqual(await background(page, "#r1-2"), await background(page, "#r1-1"));
		await page.keyboard.press("Enter");
		assert.match(page.url(), /#r1-2$/);
		await page.goes("/search");
		await tabTo(page, "#q");
		await page.keyboard.type("OPENPGP");
		await page.keyboard.press("Enter");
		await page.waitForSelector(".found li");
		await tabTo(page, ".found p a");
		await page.keyboard.press("Enter");
		await page.waitForSelector("article");
		assert.equal(await page.textContent("h1"), "OpenPGP card");
		await page.ends();
	},
	async form() {
		const page = await open(wide, "/");
		await page.fill("#atr", "3B X0");
		await page.click("text=Decode");
		assert.equal(await page.textContent("h1"), "Not an ATR");
		assert.match(await page.textContent("[role=alert]"), /Character 4/);
		assert.equal(await page.inputValue("#atr"), "3B X0");
		await page.fill("#atr", "3B 03 FF 00 11");
		await page.click("text=Decode");
		assert.equal(await page.textContent("h1"), "Unknown card");
		const report = await page.getAttribute("text=Report it", "href");
		assert.equal(report, "https://smartcard-atr.apdu.fr/parse?ATR=3B03FF0011");
		await page.click("text=Link to this page");
		assert.match(page.url(), /\/\?ATR=3B03FF0011$/);
		assert.equal(await page.goes("/nowhere"), 404);
		await page.ends(false);
	},
	async marks() {
		const page = await open(wide, pages.known);
		const plain = await background(page, "#r1-6");
		await page.hover("#b1-6");
		await settled(page);
		assert.notEqual(await background(page, "#r1-6"), plain);
		assert.equal(await background(page, "#r1-7"), plain);
		await page.hover("#r1-13 .row span");
		await settled(page);
		for (const at of [13, 14, 15, 16])
			assert.equal(await background(page, `#b1-${at}`), await background(page, "#r1-13"));
		assert.notEqual(await background(page, "#b1-12"), await background(page, "#b1-13"));
		await page.mouse.move(0, 0);
		await settled(page);
		assert.equal(await background(page, "#r1-6"), plain);
		await page.ends();
		const phone = await open({ viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true }, pages.known);
		await phone.tap("#b1-7");
		await settled(phone);
		assert.equal(await background(phone, "#b1-7"), await background(phone, "#r1-7"));
		await phone.tap("#r1-2 .name");
		await settled(phone);
		assert.equal(await background(phone, "#b1-2"), await background(phone, "#r1-2"));
		await phone.ends();
	},
	async layout() {
		await eachView(async (page, view, { name, width, colorScheme }) => {
			const scroll = await page.evaluate(() => document.documentElement.scrollWidth);
			assert.ok(scroll <= width, `${view}: ${scroll} px wide`);
			const back = luminance(await background(page, "body"));
			assert.ok(colorScheme === "dark" ? back < 0.1 : back > 0.9, view);
			if (process.env.SHOTS) {
				mkdirSync(process.env.SHOTS, { recursive: true });
				await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
			}
		});
	},
	async axe() {
		await eachView(async (page, view) => {
			await page.evaluate(axe);
			const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: false }));
			assert.deepEqual(violations.map(({ id, nodes }) => [view, id, nodes[0].html, nodes[0].failureSummary]), []);
		});
	},
	async print() {
		const page = await open(wide, pages.known);
		await page.emulateMedia({ media: "print" });
		for (const selector of [".top", ".ask", "footer"])
			assert.equal(await page.$eval(selector, (element) => getComputedStyle(element).display), "none");
		assert.ok((await page.pdf({ format: "A4" })).length > 10000);
		await page.ends();
	},
	async reader() {
		const page = await open(wide, pages.known);
		const bytes = await page.getByRole("group", { name: "Bytes" }).getByRole("link").allTextContents();
		assert.equal(bytes.length, 21);
		assert.equal(bytes[2], "18 TA1");
		assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
		assert.equal(await page.getByRole("textbox", { name: "ATR" }).count(), 1);
		assert.equal(await page.getByRole("navigation", { name: "Pages" }).getByRole("link").count(), 4);
		assert.equal(await page.getByRole("img").count(), 1);
		await page.ends();
	},
	// For this check ADDRESS is a directory.
	async site() {
		for (const width of widths) {
			const page = await open({ viewport: { width, height: 800 } }, "/index.html");
			const all = await page.locator(".found > li:visible").count();
			await page.fill("#q", "openPGP");
			assert.equal(await page.locator(".found > li:visible").count(), 1);
			assert.match(await page.textContent("#count"), new RegExp(`^1 of ${all} `));
			assert.match(page.url(), /\?q=openpgp$/);
			await page.fill("#q", "3b65");
			assert.equal(await page.locator(".found > li:visible").count(), 3);
			for (const name of ["OpenPGP card", "Any five historical bytes", "Basic ATR for T=0"]) {
				await page.fill("#q", name);
				await page.locator(".found > li:visible p a").first().click();
				assert.equal(await page.textContent("h1"), name);
				assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
				await page.evaluate(axe);
				const { violations } = await page.evaluate(() => window.axe.run({ preload: false }));
				assert.deepEqual(violations.map(({ id }) => id), []);
				await page.click("text=Cards");
			}
			const without = await open({ viewport: { width, height: 800 }, javaScriptEnabled: false }, "/index.html");
			assert.equal(await without.locator(".found > li:visible").count(), all);
			assert.equal(await without.locator("form:visible").count(), 0);
			await without.ends();
			for (const name of ["Statistics", "About"]) await page.click(`nav >> text=${name}`);
			await page.ends();
		}
	},
};

let failed = 0;
for (const [at, name] of wanted.entries()) {
	try {
		await checks[name]();
		console.log(`ok ${at + 1} ${name}`);
	} catch (error) {
		failed = 1;
		console.log(`not ok ${at + 1} ${name}\n# ${String(error.stack).replaceAll("\n", "\n# ")}`);
	}
}
await browser.close();
process.exit(failed);
