// load.mjs ADDRESS COUNT: makes COUNT requests of several kinds, 50 at a time. Exits with 1 unless every response is the same
// as the first one from its address.
import http from "node:http";
import { createHash } from "node:crypto";

const [address, count] = [process.argv[2], Number(process.argv[3])];
const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
const paths = ["?ATR=3BDA18FF81B1FE751F030031F573C001600090001C", "?ATR=3B03FF0011", "?ATR=3BX", "/search?q=card",
	"/atr.json?ATR=3B00", "/about", "/statistics?field=TA1", "/nowhere"];
const answers = new Map();
let sent = 0, good = 0;

const ask = (path) => new Promise((resolve, reject) => {
	http.get(address + path, { agent }, (response) => {
		const hash = createHash("sha256").update(String(response.statusCode));
		response.on("data", (part) => hash.update(part)).on("end", () => resolve(hash.digest("hex"))).on("error", reject);
	}).on("error", reject);
});

async function client() {
	while (sent < count) {
		const path = paths[sent++ % paths.length];
		const answer = await ask(path).catch((error) => String(error));
		if (!answers.has(path)) answers.set(path, answer);
		if (answers.get(path) === answer) good++;
		else console.log(`${path}: ${answer}`);
	}
}

await Promise.all(Array.from({ length: 50 }, client));
agent.destroy();
console.log(`${good} of ${count} as the first`);
process.exit(good === count && answers.size === Math.min(count, paths.length) ? 0 : 1);
