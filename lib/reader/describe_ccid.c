#include "reader/describe_ccid.h"

#include "atr/meanings.h"

#include <string.h>

struct description {
	struct tree *tree;
	node_id parent;
	const struct ccid *ccid;
};

static void add_text(const struct description *to, const char *name, const struct words *words)
{
	tree_add(to->tree, to->parent, NODE_FIELD, ROLE_PLAIN, name, words->text);
}

static void add_field(const struct description *to, const char *name, enum ccid_field_id field)
{
	struct words words = {0};

	ccid_field_text(&words, to->ccid, field);
	add_text(to, name, &words);
}

static void add_slots(const struct description *to)
{
	uint32_t slots = to->ccid->value[CCID_MAX_SLOT_INDEX] + 1;
	uint32_t busy = to->ccid->value[CCID_MAX_BUSY_SLOTS];
	struct words words = {0};

	words_add(&words, "%u", slots);
	if (ccid_has(to->ccid, CCID_MAX_BUSY_SLOTS) && busy > 0 && busy < slots)
		words_add(&words, ", %u at a time", busy);
	add_text(to, "slots", &words);
}

/* Adds what the exchange level means for extended APDUs: CCID 3.2, and ISO/IEC 7816-3:2006, 12.1.3
 * for T=0. */
static void add_level(const struct description *to)
{
	bool t1 = to->ccid->value[CCID_PROTOCOLS] >> 1 & 1,
	     t0 = to->ccid->value[CCID_PROTOCOLS] & 1;
	enum ccid_level level = ccid_level(to->ccid);
	struct words words = {0};

	if (level == CCID_EXCHANGE_UNKNOWN)
		words_put(&words, "unknown: more than one is set");
	else
		words_put(&words, ccid_level_name(level));
	if (level == CCID_EXCHANGE_SHORT)
		words_put(&words, "; no extended APDUs: at most 255 bytes of data in a command");
	else if (level == CCID_EXCHANGE_EXTENDED)
		words_add(&words, "; extended APDUs, in messages of up to %u bytes",
		          ccid_max_apdu(to->ccid));
	else if (level != CCID_EXCHANGE_UNKNOWN && (t0 || t1))
		words_add(&words, "; extended APDUs%s%s%s", t1 ? " over T=1" : "",
		          t1 && t0 ? "," : "", t0 ? " over T=0 only in ENVELOPE" : "");
	add_text(to, "exchange level", &words);
}

/* Adds "11-16 18 19": the values of TA1 with this Fi that are in the set. */
static void put_row(struct words *words, const bool *in, unsigned fi)
{
	for (unsigned di = 0; di < 16; di++) {
		unsigned first = di;

		if (!in[fi << 4 | di])
			continue;
		while (di + 1 < 16 && in[fi << 4 | (di + 1)])
			di++;
		words_add(words, "%s%X%X", words->length > 0 ? " " : "", fi, first);
		if (di > first)
			words_add(words, "%s%X%X", di > first + 1 ? "-" : " ", fi, di);
	}
}

static void put_ta1s(struct words *words, const bool *in)
{
	for (unsigned fi = 0; fi < 16; fi++)
		put_row(words, in, fi);
}

/* Lists the values of TA1 that the reader supports or, if that is shorter, those that it does
 * not. */
static void add_ta1(const struct description *to)
{
	uint32_t rates = to->ccid->value[CCID_NUM_DATA_RATES];
	bool served[256] = {false}, others[256] = {false};
	struct words words = {0}, rest = {0};

	for (unsigned ta1 = 0; ta1 < 256; ta1++) {
		served[ta1] = ccid_ta1_rate(to->ccid, ta1) > 0;
		others[ta1] = !served[ta1] && atr_field_number(ATR_FIELD_FI, ta1 >> 4) > 0 &&
			atr_field_number(ATR_FIELD_DI, ta1 & 15) > 0;
	}
	put_ta1s(&words, served);
	put_ta1s(&rest, others);
	if (words.length > 0 && rest.length < words.length) {
		const struct words without = rest;

		words = (struct words){0};
		words_add(&words, "all%s%.300s", without.length > 0 ? " except " : "",
		          without.text);
	}
	if (words.length == 0)
		words_put(&words, "none");
	else if (rates > 1) /* the list itself must be requested from the device: 5.3.3 */
		words_add(&words, ", if among its %u rates", rates);
	add_text(to, "TA1 supported", &words);
}

/* Returns the highest rate that any TA1 gives, 0 if there is none. *ta1 is the first value with
 * that rate. Fi 0 is tried last: it allows 4 MHz, while the equivalent Fi 1 allows 5 MHz. */
static uint32_t best_rate(const struct ccid *ccid, unsigned *ta1)
{
	uint32_t best = 0;

	for (unsigned n = 0; n < 256; n++) {
		unsigned i = (n + 0x10) & 0xFF;

		if (ccid_ta1_rate(ccid, i) > best) {
			best = ccid_ta1_rate(ccid, i);
			*ta1 = i;
		}
	}
	return best;
}

static void add_rates(const struct description *to)
{
	const uint32_t *value = to->ccid->value;
	struct words words = {0};
	unsigned ta1 = 0;
	uint32_t best = best_rate(to->ccid, &ta1);

	words_add(&words, "up to %u bit/s", value[CCID_MAX_DATA_RATE]);
	if (best > 0) {
		words_put(&words, "; at ");
		words_figure(&words, value[CCID_DEFAULT_CLOCK] / 1000.0, "MHz");
		words_add(&words, " up to %u (TA1 %02X)",
		          best < value[CCID_MAX_DATA_RATE] ? best : value[CCID_MAX_DATA_RATE], ta1);
	}
	add_text(to, "speed", &words);
	add_ta1(to);
}

/* CCID 4.3, and ICCD. */
static const char *transport_name(unsigned protocol)
{
	static const char *const names[] = {
		[CCID_BULK] = "bulk transfers",
		[ICCD_CONTROL_A] = "control transfers, version A",
		[ICCD_CONTROL_B] = "control transfers, version B",
	};

	return protocol < sizeof names / sizeof *names ? names[protocol] : "reserved";
}

static void add_kind(const struct description *to, unsigned protocol)
{
	struct words words = {0};

	words_add(&words, "token (ICCD), %s", transport_name(protocol));
	add_text(to, "kind", &words);
}

static void add_voltages(const struct description *to)
{
	static const char classes[] = "ABC"; /* ISO/IEC 7816-3:2006, 5.1.3 */
	uint32_t volts = to->ccid->value[CCID_VOLTAGE_SUPPORT];
	struct words words = {0};
	const char *before = volts & (volts - 1) ? " (classes " : " (class ";

	ccid_field_text(&words, to->ccid, CCID_VOLTAGE_SUPPORT);
	for (unsigned i = 0; i < 3; i++)
		if (volts >> i & 1) {
			words_add(&words, "%s%c", before, classes[i]);
			before = ", ";
		}
	words_put(&words, before[0] == ',' ? ")" : "");
	add_text(to, "voltages", &words);
}

void describe_ccid(struct tree *tree, node_id parent,
                   const struct usb_interface_descriptor *interface, const struct ccid *ccid)
{
	const struct description to = {tree, parent, ccid};

	if (ccid_is_token(interface->protocol) || ccid->value[CCID_FEATURES] & CCID_USB_ICC)
		add_kind(&to, interface->protocol);
	if (ccid_has(ccid, CCID_MAX_SLOT_INDEX))
		add_slots(&to);
	if (ccid_has(ccid, CCID_FEATURES))
		add_level(&to);
	if (ccid_has(ccid, CCID_PROTOCOLS))
		add_field(&to, "protocols", CCID_PROTOCOLS);
	if (ccid_has(ccid, CCID_VOLTAGE_SUPPORT))
		add_voltages(&to);
	/* ICCD 1.0: the rates of a token are fixed values without a meaning. */
	if (ccid_has(ccid, CCID_MAX_DATA_RATE) && !(ccid->value[CCID_FEATURES] & CCID_USB_ICC))
		add_rates(&to);
	if (ccid_has(ccid, CCID_PIN_SUPPORT))
		add_field(&to, "PIN pad", CCID_PIN_SUPPORT);
	if (ccid_has(ccid, CCID_LCD_LAYOUT))
		add_field(&to, "display", CCID_LCD_LAYOUT);
}

/* One per line, as all of them do not fit in one. */
static void add_features(struct tree *tree, node_id parent, uint32_t features)
{
	for (const struct ccid_bit *bit = ccid_fields[CCID_FEATURES].bits; bit->mask != 0; bit++)
		if (features & bit->mask)
			tree_addf(tree, parent, NODE_DETAIL, ROLE_PLAIN, "", "%08X %s", bit->mask,
			          bit->text);
}

void describe_ccid_fields(struct tree *tree, node_id parent,
                          const struct usb_interface_descriptor *interface, const struct ccid *ccid)
{
	tree_addf(tree, parent, NODE_FIELD, ROLE_PLAIN, "bInterfaceClass", "%02X (%s)",
	          interface->class,
	          interface->class == USB_CLASS_CCID ? "smart card" : "vendor-specific");
	tree_addf(tree, parent, NODE_FIELD, ROLE_PLAIN, "bInterfaceProtocol", "%u (%s)",
	          interface->protocol, transport_name(interface->protocol));
	for (unsigned i = 0; i < CCID_FIELD_COUNT && ccid_has(ccid, i); i++) {
		struct words name = {0}, words = {0};

		words_add(&name, "%s (%s)", ccid_fields[i].name, ccid_fields[i].text);
		if (i == CCID_FEATURES)
			words_add(&words, "%08X", ccid->value[i]);
		else
			ccid_field_text(&words, ccid, i);
		node_id id = tree_add(tree, parent, NODE_FIELD, ROLE_PLAIN, name.text, words.text);
		if (i == CCID_FEATURES)
			add_features(tree, id, ccid->value[i]);
	}
}

void describe_ccid_problems(struct tree *tree, node_id parent, const struct ccid_problems *problems,
                            enum severity least)
{
	for (size_t i = 0; i < problems->count; i++) {
		const struct problem *problem = &problems->list[i];
		char text[160];

		if (problem->kind->severity < least)
			continue;
		problem_text(problem, text, sizeof text);
		tree_addf(tree, parent, NODE_PROBLEM, severity_role(problem->kind->severity),
		          severity_name(problem->kind->severity), "%s (%s)", text,
		          problem->kind->clause);
	}
}
