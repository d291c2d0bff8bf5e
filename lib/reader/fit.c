#include "reader/fit.h"

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "atr/contactless.h"
#include "atr/describe_summary.h"
#include "atr/hist.h"
#include "atr/meanings.h"

#include <stdbool.h>
#include <stdio.h>

enum {
	FD = 372,            /* 7816-3, 8.3 */
	KHZ_AT_RESET = 5000, /* f(max) until TA1 gives another one: 8.3 */
	IFS_MAX = 254,       /* 11.4.2 */
	T0_COMMAND = 260,    /* header, P3 and 255 bytes of data: 12.2 */
	SHORT_APDU = 261,    /* the same and Le: 12.1.3 */
	BLOCK_FRAME = 3,     /* NAD, PCB and LEN; the EDC follows: 11.3 */
	AUTO_CLOCK = 0x10,   /* in dwFeatures: the reader changes the clock automatically */
	CLOCK_STOP = 0x100,  /* the reader can stop the clock */
	T0 = 1 << 0,
	T1 = 1 << 1,
	/* Third byte of the card capabilities: 7816-4:2005, table 88. */
	CARD_CHAINING = 0x80,
	CARD_EXTENDED = 0x40,
};

/* What is compared, and the line being written. */
struct comparison {
	const struct atr *atr;
	const struct atr_params *params;
	const struct hist *hist;
	const struct ccid *reader;
	bool inserted;
	struct fit *fit;
	struct words *text;
	enum severity severity;
};

static uint32_t reader_has(const struct comparison *at, enum ccid_field_id field)
{
	return at->reader->value[field];
}

/* --- protocols --- */

static void put_protocols(struct words *words, unsigned protocols)
{
	char name[8] = "T=0";
	size_t count = 0, item = 0;

	for (unsigned t = 0; t < 16; t++)
		count += protocols >> t & 1;
	for (unsigned t = 0; t < 16; t++)
		if (protocols >> t & 1) {
			snprintf(name, sizeof name, "T=%u", t);
			words_item(words, item++, count, name);
		}
}

/* Returns a bit for each protocol that the card uses: in specific mode only one (7816-3, 6.3.1). */
static unsigned card_protocols(const struct comparison *at)
{
	const struct atr_interface *ta2 = atr_find(at->atr, ATR_TA, 2);
	unsigned protocols = 0;

	if (ta2 != NULL)
		return 1u << (ta2->value & 15);
	for (size_t i = 0; i < at->atr->protocol_count; i++)
		protocols |= 1u << (at->atr->protocols[i] & 15);
	return protocols;
}

static unsigned common_protocols(const struct comparison *at)
{
	return card_protocols(at) & reader_has(at, CCID_PROTOCOLS);
}

static bool judge_protocols(struct comparison *at)
{
	unsigned card = card_protocols(at), reader = reader_has(at, CCID_PROTOCOLS) & 3;

	if (card == 0 || reader == 0)
		return false;
	if ((card & reader) == 0) {
		at->severity = SEVERITY_ERROR;
		words_put(at->text, "the card supports only ");
		put_protocols(at->text, card);
		words_put(at->text, ", the reader only ");
		put_protocols(at->text, reader);
		return true;
	}
	put_protocols(at->text, card & reader);
	if (card & ~reader) {
		at->severity = SEVERITY_WARNING;
		words_put(at->text, "; the reader does not support ");
		put_protocols(at->text, card & ~reader);
	}
	return true;
}

/* --- classes --- */

static void put_apart(struct comparison *at, const char *card, unsigned of_card, unsigned of_reader)
{
	words_put(at->text, card);
	describe_volts(at->text, of_card);
	words_put(at->text, ", the reader supplies ");
	describe_volts(at->text, of_reader);
}

/* bVoltageSupport and the class indicator use the same bits. A card without a class indicator is of
 * class A, although many such cards work at 3 V. A card that has responded in this reader works at
 * its voltage, whatever it indicates. */
static bool judge_classes(struct comparison *at)
{
	unsigned card = at->params->classes, reader = reader_has(at, CCID_VOLTAGE_SUPPORT) & 7;
	bool stated = !(at->params->defaults & ATR_DEFAULT_CLASSES);

	if (at->params->unknown & ATR_DEFAULT_CLASSES || card == 0 || reader == 0)
		return false;
	unsigned both = card & reader;
	if (both != 0 || (at->inserted && !stated)) {
		describe_volts(at->text, both != 0 ? both : reader);
		return true;
	}
	at->severity = stated && !at->inserted ? SEVERITY_ERROR : SEVERITY_WARNING;
	put_apart(at,
	          at->inserted   ? "the card answers outside its classes: it states " :
	                  stated ? "the card needs " :
	                           "the card states no class, so needs ",
	          card, reader);
	return true;
}

/* --- clock and speed --- */

static bool judge_clock(struct comparison *at)
{
	uint32_t clock = reader_has(at, CCID_DEFAULT_CLOCK);
	uint32_t most = at->params->f_max_hz / 1000;

	if (clock == 0)
		return false;
	at->severity = SEVERITY_WARNING;
	if (clock > KHZ_AT_RESET)
		words_add(at->text,
		          "the reader's default clock is %.6g MHz; a card is reset at "
		          "5 MHz at most",
		          clock / 1e3);
	else if (most != 0 && clock > most)
		words_add(at->text,
		          "the reader's default clock is %.6g MHz; the card supports at most %.6g",
		          clock / 1e3, most / 1e3);
	return at->text->length > 0;
}

/* In bit/s, rounded down like dwDataRate: 4000 kHz with F = 372 gives 10752. */
static uint32_t rate_of(uint32_t clock_khz, unsigned f, unsigned d)
{
	uint64_t rate = (uint64_t)clock_khz * 1000 * d / f;

	return rate < UINT32_MAX ? (uint32_t)rate : UINT32_MAX;
}

static uint32_t fastest(const struct comparison *at)
{
	uint32_t usual = reader_has(at, CCID_DATA_RATE), most = reader_has(at, CCID_MAX_DATA_RATE);

	return usual > most ? usual : most;
}

/* PPS1 may propose any F from Fd to Fi and any D from Dd to Di (7816-3, 9.2). Returns the fastest
 * combination that both card and reader support. */
static struct fit_speed best_speed(const struct comparison *at, const struct fit_speed *card)
{
	uint32_t most = card->bit_rate < fastest(at) ? card->bit_rate : fastest(at);
	struct fit_speed best = {FD, 1, card->clock_khz, rate_of(card->clock_khz, FD, 1)};

	for (unsigned ta1 = 0; ta1 <= 0xFF; ta1++) {
		unsigned f = atr_field_number(ATR_FIELD_FI, ta1 >> 4);
		unsigned d = atr_field_number(ATR_FIELD_DI, ta1 & 15);

		if (f < FD || d == 0 || f > card->f || d > card->d)
			continue;
		uint32_t rate = rate_of(card->clock_khz, f, d);
		bool own = f == card->f && d == card->d;
		if (rate <= most && (rate > best.bit_rate || (own && rate == best.bit_rate)))
			best = (struct fit_speed){f, d, card->clock_khz, rate};
	}
	return best;
}

static void put_speed(struct words *words, const struct fit_speed *speed)
{
	words_add(words, "%u bit/s at %.6g MHz (F %u, D %u)", speed->bit_rate,
	          speed->clock_khz / 1e3, speed->f, speed->d);
}

/* Adds the rate at the higher clock that the reader may set automatically, if the card supports
 * that clock. */
static void put_faster_clock(const struct comparison *at)
{
	const struct fit_speed *speed = &at->fit->speed;
	uint32_t clock = reader_has(at, CCID_MAXIMUM_CLOCK);
	uint32_t rate = rate_of(clock, speed->f, speed->d);

	if (reader_has(at, CCID_FEATURES) & AUTO_CLOCK && clock > speed->clock_khz &&
	    clock <= at->params->f_max_hz / 1000 && rate <= fastest(at))
		words_add(at->text, ", or %u at %.6g MHz", rate, clock / 1e3);
}

/* In specific mode the card uses Fi and Di immediately, without PPS (7816-3, 6.3.1). */
static void judge_specific_mode(struct comparison *at, const struct fit_speed *card)
{
	const struct atr_interface *ta2 = atr_find(at->atr, ATR_TA, 2);
	bool able = (ta2->value & 0x80) == 0;

	at->severity = able ? SEVERITY_WARNING : SEVERITY_ERROR;
	words_put(at->text, "the card starts at ");
	put_speed(at->text, card);
	words_add(at->text, ", the reader supports at most %u; %s", fastest(at),
	          able ? "only a warm reset may give a mode with PPS" : "there is no PPS");
}

static bool judge_speed(struct comparison *at)
{
	const struct atr_params *params = at->params;
	struct fit_speed card = {params->fi, params->di, reader_has(at, CCID_DEFAULT_CLOCK), 0};

	if (params->implicit || params->fi == 0 || params->di == 0 || card.clock_khz == 0 ||
	    !ccid_has(at->reader, CCID_MAX_DATA_RATE) || params->unknown & ATR_DEFAULT_FI)
		return false;
	card.bit_rate = rate_of(card.clock_khz, card.f, card.d);
	if (params->specific_mode && card.bit_rate > fastest(at)) {
		judge_specific_mode(at, &card);
		return true;
	}
	at->fit->speed = params->specific_mode ? card : best_speed(at, &card);
	put_speed(at->text, &at->fit->speed);
	put_faster_clock(at);
	if (card.bit_rate > at->fit->speed.bit_rate) {
		at->severity = SEVERITY_WARNING;
		words_put(at->text, "; the card supports ");
		put_speed(at->text, &card);
	}
	/* If the number of rates is 0, all rates up to the maximum are supported; else the list
	 * must be requested from the reader (CCID, 5.1 and 5.3.3). */
	if (reader_has(at, CCID_NUM_DATA_RATES) > 0)
		words_add(at->text, ", if it is one of the reader's %u rates",
		          reader_has(at, CCID_NUM_DATA_RATES));
	return true;
}

/* --- lengths --- */

/* IFSD limits the blocks sent by the card, IFSC those sent by the reader (7816-3, 11.4.2). */
static bool judge_blocks(struct comparison *at)
{
	uint32_t ifsd = reader_has(at, CCID_MAX_IFSD);

	if (!(common_protocols(at) & T1) || ifsd == 0 || at->params->unknown & ATR_DEFAULT_IFSC)
		return false;
	if (ifsd > IFS_MAX)
		ifsd = IFS_MAX;
	words_add(at->text, "blocks of up to %u bytes to the card (IFSC), %u from it (IFSD)",
	          at->params->ifsc, ifsd);
	if (ifsd < at->params->ifsc) {
		at->severity = SEVERITY_WARNING;
		words_add(at->text, "; dwMaxIFSD is below the card's IFSC");
	}
	return true;
}

/* Returns the length of the longest command that must be sent to the reader in one message: a T=0
 * TPDU, a T=1 block or a short APDU. 0 if a command may be divided (CCID, 6.1.4). */
static unsigned longest_unit(const struct comparison *at)
{
	unsigned edc = at->params->crc ? 2 : 1;

	if (ccid_level(at->reader) == CCID_EXCHANGE_SHORT)
		return SHORT_APDU;
	if (ccid_level(at->reader) != CCID_EXCHANGE_TPDU)
		return 0;
	return common_protocols(at) & T0 ? T0_COMMAND : BLOCK_FRAME + at->params->ifsc + edc;
}

static bool judge_message(struct comparison *at)
{
	uint32_t room = ccid_max_apdu(at->reader);
	unsigned unit = longest_unit(at);

	if (room == 0 || room >= unit)
		return false;
	at->severity = SEVERITY_WARNING;
	words_add(at->text,
	          "a message holds %u bytes, the longest %s has %u: long ones fail, unless the "
	          "driver divides them",
	          room,
	          unit == SHORT_APDU         ? "short APDU" :
	                  unit == T0_COMMAND ? "command of T=0" :
	                                       "block",
	          unit);
	return true;
}

/* Returns the third byte of the card capabilities; -1 if the card has none. */
static int card_capabilities(const struct hist *hist)
{
	for (unsigned i = 0; i < hist->object_count; i++) {
		const struct hist_object *object = &hist->objects[i];

		if (object->tag == 7 && object->length == 3)
			return hist->bytes[object->offset + 3];
	}
	return -1;
}

static bool judge_extended(struct comparison *at)
{
	int card = card_capabilities(at->hist);
	enum ccid_level level = ccid_level(at->reader);
	bool t1 = common_protocols(at) & T1;

	if (card < 0 || level == CCID_EXCHANGE_UNKNOWN)
		return false;
	if (!(card & CARD_EXTENDED)) {
		words_put(at->text, "the card does not support them");
	} else if (level == CCID_EXCHANGE_SHORT) {
		at->severity = SEVERITY_WARNING;
		words_add(at->text, "the card supports them, the reader short APDUs only; %s",
		          card & CARD_CHAINING ? "command chaining sends more than 255 bytes" :
		                                 "the card does not support command chaining");
	} else if (level != CCID_EXCHANGE_EXTENDED && !t1) {
		at->severity = SEVERITY_WARNING;
		words_put(at->text, "the card supports them, but T=0 only in ENVELOPE");
	} else {
		words_add(at->text, "card and reader support them (%s level)",
		          ccid_level_name(level));
	}
	return true;
}

/* --- more --- */

static bool judge_clock_stop(struct comparison *at)
{
	if (at->params->clock_stop == 0 || !ccid_has(at->reader, CCID_FEATURES))
		return false;
	words_add(at->text, "the card supports it, the reader %s",
	          reader_has(at, CCID_FEATURES) & CLOCK_STOP ? "too" :
	                                                       "does not: the clock keeps running");
	return true;
}

static bool judge_slots(struct comparison *at)
{
	uint32_t slots = reader_has(at, CCID_MAX_SLOT_INDEX) + 1;
	uint32_t busy = reader_has(at, CCID_MAX_BUSY_SLOTS);

	if (!ccid_has(at->reader, CCID_MAX_BUSY_SLOTS) || busy == 0 || busy >= slots)
		return false;
	at->severity = SEVERITY_WARNING;
	words_add(at->text, "the reader has %u slots, but uses %u at a time: cards take turns",
	          slots, busy);
	return true;
}

/* --- the whole comparison --- */

static const struct {
	const char *aspect, *clause;
	/* Writes the line, and its severity unless it is information; returns false if there is no
	 * line. */
	bool (*judge)(struct comparison *);
	/* also applies to readers that construct the ATR (contactless), and to tokens (ICCD) */
	bool without_contacts;
} aspects[] = {
	{"protocols", "ISO/IEC 7816-3, 6.3.1; dwProtocols", judge_protocols, false},
	{"classes", "ISO/IEC 7816-3, 6.2.4; bVoltageSupport", judge_classes, false},
	{"clock", "ISO/IEC 7816-3, 8.3; dwDefaultClock", judge_clock, false},
	{"speed", "ISO/IEC 7816-3, 9; dwMaxDataRate", judge_speed, false},
	{"block size", "ISO/IEC 7816-3, 11.4.2; dwMaxIFSD", judge_blocks, false},
	{"messages", "CCID, 5.1; dwMaxCCIDMessageLength", judge_message, true},
	{"extended lengths", "ISO/IEC 7816-4, 8.1.1.2.7; dwFeatures", judge_extended, true},
	{"clock stop", "ISO/IEC 7816-3, 6.3.2; dwFeatures", judge_clock_stop, false},
	{"slots", "CCID, 5.1; bMaxCCIDBusySlots", judge_slots, true},
};

void fit_compare(struct fit *fit, const struct atr_view *card, const struct ccid *reader,
                 const char *name, bool inserted)
{
	bool contacts = card->contactless->kind == CONTACTLESS_NONE &&
		!(reader->value[CCID_FEATURES] & CCID_USB_ICC);
	struct comparison at = {.atr = card->atr,
	                        .params = card->params,
	                        .hist = card->hist,
	                        .reader = reader,
	                        .inserted = inserted,
	                        .fit = fit};

	*fit = (struct fit){.reader = name, .doubtful = !atr_valid(card->atr)};
	if (card->atr->interface_count == 0)
		return;
	for (size_t i = 0; i < sizeof aspects / sizeof *aspects; i++) {
		struct fit_line *line = &fit->lines[fit->count];

		if (!contacts && !aspects[i].without_contacts)
			continue;
		line->aspect = aspects[i].aspect;
		line->clause = aspects[i].clause;
		at.text = &line->text;
		at.severity = SEVERITY_INFO;
		if (!aspects[i].judge(&at))
			continue;
		line->severity = at.severity;
		fit->count++;
		if (at.severity > fit->severity)
			fit->severity = at.severity;
	}
}

const char *fit_verdict(enum severity severity)
{
	static const char *const verdicts[] = {[SEVERITY_INFO] = "fits",
	                                       [SEVERITY_WARNING] = "fits with less",
	                                       [SEVERITY_ERROR] = "does not fit"};

	return verdicts[severity];
}

/* What an invalid ATR states may be wrong and what is missing is not compared, so only that the
 * card does not fit can be known. */
const char *fit_whole(const struct fit *fit)
{
	if (fit->count == 0 || (fit->doubtful && fit->severity != SEVERITY_ERROR))
		return NULL;
	return fit_verdict(fit->severity);
}

void fit_reasons(struct text *out, const struct fit *fit)
{
	const char *between = ": ";

	for (size_t i = 0; i < fit->count && fit->severity != SEVERITY_INFO; i++) {
		const struct fit_line *line = &fit->lines[i];

		if (line->severity < fit->severity)
			continue;
		text_printf(out, "%s%s: %s", between, line->aspect, line->text.text);
		between = "; ";
	}
}

void describe_fit(struct tree *tree, const struct fit *fit)
{
	if (fit->count == 0)
		return;
	const char *verdict = fit_whole(fit);
	node_id section = tree_addf(tree, 0, NODE_SECTION, ROLE_HEADING, "reader", "\"%s\": %s%s",
	                            fit->reader, verdict != NULL ? "the card " : "",
	                            verdict != NULL ? verdict : "undecided, as the ATR is invalid");
	for (size_t i = 0; i < fit->count; i++) {
		const struct fit_line *line = &fit->lines[i];

		tree_addf(tree, section, NODE_DETAIL,
		          line->severity == SEVERITY_INFO ? ROLE_PLAIN :
		                                            severity_role(line->severity),
		          line->aspect, "%s: %s (%s)", fit_verdict(line->severity), line->text.text,
		          line->clause);
	}
}
