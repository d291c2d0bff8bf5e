#include "script/lint/lint_apdu.h"

#include "apdu/apdu.h"
#include "apdu/ins.h"
#include "apdu/secret.h"

#include <string.h>

/* How an instruction uses command data and response data (ISO/IEC 7816-4, clause 7) in any
 * class. */
struct habit {
	uint8_t ins, mask;
	bool gives, takes;
};

static const struct habit habits[] = {
	{0xB0, 0xFE, true, false}, /* READ BINARY */
	{0xB2, 0xFE, true, false}, /* READ RECORD */
	{0xC0, 0xFF, true, false}, /* GET RESPONSE */
	{0xCA, 0xFE, true, false}, /* GET DATA */
	{0x84, 0xFF, true, false}, /* GET CHALLENGE */
	{0x20, 0xFE, false, true}, /* VERIFY */
	{0x24, 0xFE, false, true}, /* CHANGE REFERENCE DATA */
	{0x26, 0xFF, false, true}, /* DISABLE VERIFICATION REQUIREMENT */
	{0x28, 0xFF, false, true}, /* ENABLE VERIFICATION REQUIREMENT */
	{0x2C, 0xFE, false, true}, /* RESET RETRY COUNTER */
	{0xD0, 0xFE, false, true}, /* WRITE BINARY */
	{0xD2, 0xFF, false, true}, /* WRITE RECORD */
	{0xD6, 0xFE, false, true}, /* UPDATE BINARY */
	{0xDC, 0xFE, false, true}, /* UPDATE RECORD */
};

static const struct habit *habit_of(uint8_t ins)
{
	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
		if ((ins & habits[i].mask) == habits[i].ins)
			return &habits[i];
	return NULL;
}

static const char *name_of(const struct apdu *apdu)
{
	const struct ins_sent sent = {.cla = apdu->cla, .ins = apdu->ins, .p1 = apdu->p1};
	struct ins_names names = ins_find(&sent, FAMILY_NONE);

	return names.count == 0 ? "this command" : names.rows[0]->name;
}

static void check_le(struct lint_walk *walk, const struct apdu *apdu)
{
	const struct habit *habit = habit_of(apdu->ins);
	bool no_data = apdu->kind == APDU_2S || apdu->kind == APDU_2E;

	if (habit == NULL)
		return;
	if (habit->gives && apdu->kind == APDU_1)
		lint_found(walk, LINT_NO_LE, "%s returns data but has no Le", name_of(apdu));
	else if (habit->takes && no_data && walk->secret.length > 0)
		lint_found(walk, LINT_LE, "%s has no data: missing Lc?", name_of(apdu));
	else if (habit->takes && no_data)
		lint_found(walk, LINT_LE, "%s has Le %zu and no data: an Lc whose data is missing?",
		           name_of(apdu), apdu->ne);
	else if (habit->takes && apdu->ne > 0)
		lint_found(walk, LINT_LE, "%s returns no data but has an Le", name_of(apdu));
}

/* A built APDU is short over T=0 if its data allow that, and is sent in parts after "chain on". */
static void check_extended(struct lint_walk *walk, const struct apdu *apdu)
{
	bool built = walk->statement->kind == STATEMENT_BUILT, is_long = apdu->nc > 255;

	if ((apdu->kind != APDU_2E && apdu->kind != APDU_3E && apdu->kind != APDU_4E) ||
	    !walk->atr_given || (built && is_long && walk->chain))
		return;
	if (walk->t0 && (is_long || !built))
		lint_found(walk, LINT_EXTENDED, "extended length, which T=0 does not support");
	else if (!walk->t0 && !walk->extended)
		lint_found(walk, LINT_EXTENDED,
		           "extended length, which the card's ATR does not announce");
}

static void check_lengths(struct lint_walk *walk, const struct apdu *apdu, const struct text *bytes)
{
	char text[100];

	if (bytes->length < 4) {
		lint_found(walk, LINT_SHORT_APDU, "%zu byte%s: an APDU has at least 4",
		           bytes->length, bytes->length == 1 ? "" : "s");
		return;
	}
	if (apdu->kind == APDU_INVALID && secret_hides_lengths(walk->secret)) {
		lint_found(walk, LINT_LC, "Lc, data and Le do not match");
		return;
	}
	if (apdu->kind == APDU_INVALID) {
		apdu_error_text(apdu, text, sizeof text);
		lint_found(walk, LINT_LC, "%s", text);
		return;
	}
	check_extended(walk, apdu);
	check_le(walk, apdu);
}

/* Returns whether { } stands for Lc, as in 00 A4 04 00 { ... }, with a BER length above 127, which
 * has two bytes or more and cannot be an Lc. */
static bool is_length_as_lc(const struct lint_walk *walk, const struct text *bytes)
{
	const struct statement *statement = walk->statement;
	const struct item *items = &walk->script->items[statement->items.at];

	return statement->kind == STATEMENT_RAW && statement->items.count > 2 &&
		items[0].kind == ITEM_BYTES && items[0].range.count == 4 &&
		items[1].kind == ITEM_OPEN && bytes->length > 4 && (uint8_t)bytes->data[4] > 0x80;
}

/* ISO/IEC 7816-3, 10.3.3: SW1 is 6X (except 60) or 9X. */
static bool can_be_sw(const char *pattern)
{
	return pattern[0] == 'X' || pattern[0] == '9' || (pattern[0] == '6' && pattern[1] != '0');
}

void lint_status_words(struct lint_walk *walk, struct range sw)
{
	const char *pattern = script_text(walk->script, sw).text;

	for (uint32_t i = 0; i < sw.count; i += 4)
		if (!can_be_sw(pattern + i))
			lint_found(walk, LINT_NEVER,
			           "no card sends status word %.4s: SW1 is 61 to 6F or 9X",
			           pattern + i);
}

static void check_expect(struct lint_walk *walk, const struct expect *expect,
                         const struct apdu *apdu)
{
	if (expect == NULL)
		return;
	lint_status_words(walk, expect->sw);
	if (expect->time_given && expect->ms == 0)
		lint_found(walk, LINT_NEVER, "no response takes less than 0 ms");
	const char *pattern = script_text(walk->script, expect->data).text;
	bool any_rest = expect->data.count > 0 && pattern[expect->data.count - 1] == '*';
	size_t least = (expect->data.count - any_rest + 1) / 2;
	/* an Le that may be part of a secret cannot be judged */
	if (apdu == NULL || apdu->kind == APDU_INVALID || walk->secret.length > apdu->nc ||
	    !expect->data_given || walk->automatic || least <= apdu->ne)
		return;
	if (apdu->ne == 0)
		lint_found(walk, LINT_NEVER, "data is expected, but the command has no Le");
	else
		lint_found(walk, LINT_NEVER, "at least %zu bytes are expected, but Le is %zu",
		           least, apdu->ne);
}

static void check_pin(struct lint_walk *walk, const uint8_t *command, size_t length)
{
	struct apdu apdu = apdu_read(command, length);
	uint64_t rounds = 1;
	struct secret_reference reference;

	if (!secret_reference(command, length, &reference))
		return;
	for (size_t i = 1; i <= walk->depth && rounds < UINT32_MAX; i++)
		rounds *= walk->rounds[i];
	lint_found(walk, LINT_PIN, "%s risks %llu %s of reference %02X", name_of(&apdu),
	           (unsigned long long)rounds, rounds == 1 ? "try" : "tries", reference.number);
}

static void found_secret(struct lint_walk *walk)
{
	lint_found(walk, LINT_SECRET,
	           "PIN or key in the script: use \"pin\" or \"env NAME secret\" instead");
}

void lint_control(struct lint_walk *walk)
{
	struct value_error error;
	struct text bytes = {0};

	if (!value_items(walk->script, walk->statement->items, &walk->names, &bytes, &error))
		walk->lint->failed = walk->lint->failed || error.no_memory;
	else if (secret_find_control((const uint8_t *)bytes.data, bytes.length).length > 0)
		found_secret(walk);
	text_free(&bytes);
}

/* Reads the header if it is literal; the header is enough to tell what the command risks. */
static bool read_header(const struct lint_walk *walk, uint8_t header[4])
{
	const struct statement *statement = walk->statement;
	bool built = statement->kind == STATEMENT_BUILT;
	struct range items = built ? statement->header : statement->items;

	const struct item *first = &walk->script->items[items.at];
	const char *bytes = script_text(walk->script, first->range).text;
	size_t n = first->range.count;
	if (first->kind != ITEM_BYTES || n < (built ? 3 : 4))
		return false;
	header[0] = 0;
	if (built && n == 3)
		memcpy(header + 1, bytes, 3);
	else
		memcpy(header, bytes, 4);
	return true;
}

static void check_literal(struct lint_walk *walk, const struct text *bytes)
{
	const uint8_t *command = (const uint8_t *)bytes->data;
	struct apdu apdu = apdu_read(command, bytes->length);

	walk->secret = secret_find(command, bytes->length);
	if (is_length_as_lc(walk, bytes))
		lint_found(walk, LINT_LENGTH_AS_LC,
		           "{ } with more than 127 bytes used as Lc: a BER length above 127 has "
		           "two bytes or more, an Lc has one");
	else
		check_lengths(walk, &apdu, bytes);
	check_expect(walk, script_expect(walk->script, walk->statement), &apdu);
	/* a command without data was reported by check_lengths */
	if (walk->secret.length == 0 || apdu.kind == APDU_2S || apdu.kind == APDU_2E)
		return;
	check_pin(walk, command, bytes->length);
	found_secret(walk);
}

void lint_apdu(struct lint_walk *walk)
{
	const struct statement *statement = walk->statement;
	const struct expect *expect = script_expect(walk->script, statement);
	struct text bytes = {0};
	struct value_error error;
	uint8_t header[4];

	bool literal = lint_items(walk, statement->header);
	literal = lint_items(walk, statement->items) && literal;
	literal = lint_items(walk, statement->le) && literal;
	if (!literal) {
		if (read_header(walk, header))
			check_pin(walk, header, sizeof header);
		check_expect(walk, expect, NULL);
	} else if (!value_apdu(walk->script, statement, &walk->names, false, &bytes, &error)) {
		if (error.no_memory)
			walk->lint->failed = true;
		else
			lint_found(walk, LINT_LC, "%s", error.text);
	} else {
		check_literal(walk, &bytes);
	}
	text_free(&bytes);
	lint_learn(walk, span_of("sw"));
	lint_learn(walk, span_of("sw1"));
	lint_learn(walk, span_of("sw2"));
	lint_learn(walk, span_of("data"));
}
