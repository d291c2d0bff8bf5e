#include "script/lint.h"

#include "decode/apdu.h"
#include "decode/hist.h"
#include "decode/ins.h"
#include "decode/secret.h"
#include "script/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const code_names[LINT_CODE_COUNT] = {
	[LINT_SHORT_APDU] = "short-apdu",
	[LINT_LC] = "lc",
	[LINT_NO_LE] = "no-le",
	[LINT_LE] = "le",
	[LINT_EXTENDED] = "extended",
	[LINT_UNREACHABLE] = "unreachable",
	[LINT_UNSET] = "unset",
	[LINT_NEVER] = "never",
	[LINT_PIN] = "pin",
	[LINT_LENGTH_AS_LC] = "length-as-lc",
};

const char *lint_code_name(enum lint_code code)
{
	return code_names[code];
}

void lint_free(struct lint *lint)
{
	free(lint->findings);
	*lint = (struct lint){0};
}

/* What the walk over the statements knows. */
struct walk {
	struct lint *lint;
	const struct script *script;
	const struct statement *statement;
	bool atr_given, extended; /* the card takes extended lengths */
	bool t0; /* and speaks nothing but T=0 */
	bool automatic, chain;
	struct variables names;   /* that were set so far */
	uint32_t rounds[SCRIPT_DEPTH_MAX + 1]; /* of the blocks that are open: how often they run */
	size_t depth;
};

static void found(struct walk *walk, enum lint_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void found(struct walk *walk, enum lint_code code, const char *format, ...)
{
	struct lint *lint = walk->lint;
	va_list args;

	if (lint->count == lint->size) {
		size_t size = lint->size == 0 ? 8 : lint->size * 2;
		struct lint_finding *more = realloc(lint->findings, size * sizeof *more);

		if (more == NULL) {
			lint->failed = true;
			return;
		}
		lint->findings = more;
		lint->size = size;
	}
	struct lint_finding *finding = &lint->findings[lint->count++];
	*finding = (struct lint_finding){.code = code,
	                                 .file = walk->statement->file,
	                                 .line = walk->statement->line,
	                                 .column = walk->statement->column};
	va_start(args, format);
	(void)vsnprintf(finding->text, sizeof finding->text, format, args);
	va_end(args);
}

static void learn_name(struct walk *walk, const char *name, size_t length)
{
	if (!variables_set(&walk->names, name, length, "", 0))
		walk->lint->failed = true;
}

/* True where all items are literal: then their bytes are known. */
static bool check_items(struct walk *walk, struct range items)
{
	bool literal = true;

	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &walk->script->items[items.at + i];
		const char *name = script_pool(walk->script, item->range);

		if (item->kind != ITEM_VARIABLE)
			continue;
		literal = false;
		if (variables_find(&walk->names, name, item->range.count) == NULL) {
			found(walk, LINT_UNSET, "$%.*s is not set before this line",
			      item->range.count > 60 ? 60 : (int)item->range.count, name);
			learn_name(walk, name, item->range.count);
		}
	}
	return literal;
}

/* What an instruction does with data (ISO/IEC 7816-4, clause 7), whatever its class. */
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
	struct ins_names names = ins_find(apdu->cla, apdu->ins, NULL, 0, FAMILY_NONE);

	return names.count == 0 ? "this command" : names.rows[0]->name;
}

static void check_le(struct walk *walk, const struct apdu *apdu)
{
	const struct habit *habit = habit_of(apdu->ins);

	if (habit == NULL)
		return;
	if (habit->gives && apdu->kind == APDU_1)
		found(walk, LINT_NO_LE, "%s asks for data, and has no Le", name_of(apdu));
	else if (habit->takes && (apdu->kind == APDU_2S || apdu->kind == APDU_2E))
		found(walk, LINT_LE, "%s has an Le of %zu and no data: is it an Lc whose data is missing?",
		      name_of(apdu), apdu->ne);
	else if (habit->takes && apdu->ne > 0)
		found(walk, LINT_LE, "%s gives no data, and has an Le", name_of(apdu));
}

/* What is built is short over T=0 where its data allows it, and sent in parts after "chain on". */
static void check_extended(struct walk *walk, const struct apdu *apdu)
{
	bool built = walk->statement->kind == STATEMENT_BUILT, is_long = apdu->nc > 255;

	if ((apdu->kind != APDU_2E && apdu->kind != APDU_3E && apdu->kind != APDU_4E) ||
	    !walk->atr_given || (built && is_long && walk->chain))
		return;
	if (walk->t0 && (is_long || !built))
		found(walk, LINT_EXTENDED, "extended lengths, which T=0 does not carry");
	else if (!walk->t0 && !walk->extended)
		found(walk, LINT_EXTENDED,
		      "extended lengths, which the historical bytes of the ATR do not allow");
}

static void check_lengths(struct walk *walk, const struct apdu *apdu, const struct text *bytes)
{
	char text[100];

	if (bytes->length < 4) {
		found(walk, LINT_SHORT_APDU, "%zu bytes: an APDU has at least four", bytes->length);
		return;
	}
	if (apdu->kind == APDU_INVALID) {
		apdu_fault_text(apdu, text, sizeof text);
		found(walk, LINT_LC, "%s", text);
		return;
	}
	check_extended(walk, apdu);
	check_le(walk, apdu);
}

/* 00 A4 04 00 { ... }: a length of more than 127 takes two bytes or more, which no Lc has. */
static bool is_length_as_lc(const struct walk *walk, const struct text *bytes)
{
	const struct statement *statement = walk->statement;
	const struct item *items = &walk->script->items[statement->items.at];

	return statement->kind == STATEMENT_RAW && statement->items.count > 2 &&
	       items[0].kind == ITEM_BYTES && items[0].range.count == 4 &&
	       items[1].kind == ITEM_OPEN && bytes->length > 4 && (uint8_t)bytes->data[4] > 0x80;
}

/* ISO/IEC 7816-3, 10.3.3: SW1 is 6X (but 60) or 9X. */
static bool can_be_sw(const char *pattern)
{
	return pattern[0] == 'X' || pattern[0] == '9' || (pattern[0] == '6' && pattern[1] != '0');
}

static void check_status_words(struct walk *walk, struct range sw)
{
	const char *pattern = script_pool(walk->script, sw);

	for (uint32_t i = 0; i < sw.count; i += 4)
		if (!can_be_sw(pattern + i))
			found(walk, LINT_NEVER, "no answer has the status word %.4s: they are 61 to 6F, 9X",
			      pattern + i);
}

static void check_expect(struct walk *walk, const struct expect *expect, const struct apdu *apdu)
{
	if (expect == NULL)
		return;
	check_status_words(walk, expect->sw);
	if (expect->time_given && expect->ms == 0)
		found(walk, LINT_NEVER, "no answer takes less than 0 ms");
	const char *pattern = script_pool(walk->script, expect->data);
	bool any_rest = expect->data.count > 0 && pattern[expect->data.count - 1] == '*';
	size_t least = (expect->data.count - any_rest + 1) / 2;
	if (apdu == NULL || apdu->kind == APDU_INVALID || !expect->data_given || walk->automatic ||
	    least <= apdu->ne)
		return;
	if (apdu->ne == 0)
		found(walk, LINT_NEVER, "data is expected of a command without Le");
	else
		found(walk, LINT_NEVER, "at least %zu bytes are expected of a command with Le %zu", least,
		      apdu->ne);
}

static void check_pin(struct walk *walk, const struct apdu *apdu)
{
	uint64_t rounds = 1;

	if (!secret_is_instruction(apdu->ins) || apdu->nc == 0)
		return;
	for (size_t i = 1; i <= walk->depth && rounds < UINT32_MAX; i++)
		rounds *= walk->rounds[i];
	found(walk, LINT_PIN, "%s risks %llu %s of reference %02X", name_of(apdu),
	      (unsigned long long)rounds, rounds == 1 ? "try" : "tries", apdu->p2);
}

/* The header alone, where it is literal: enough to know what the command risks. */
static bool read_header(const struct walk *walk, struct apdu *apdu)
{
	const struct statement *statement = walk->statement;
	bool built = statement->kind == STATEMENT_BUILT;
	struct range items = built ? statement->header : statement->items;
	struct apdu_parts parts = {.nc = 1, .data = (const uint8_t *)""};
	uint8_t bytes[16];

	if (items.count == 0)
		return false;
	const struct item *first = &walk->script->items[items.at];
	const uint8_t *b = (const uint8_t *)script_pool(walk->script, first->range);
	size_t n = first->range.count;
	if (first->kind != ITEM_BYTES || n < (built ? 3 : 4))
		return false;
	if (!built || n == 4)
		parts.cla = *b++;
	parts.ins = b[0];
	parts.p1 = b[1];
	parts.p2 = b[2];
	*apdu = apdu_read(bytes, apdu_write(&parts, bytes));
	return true;
}

static void check_apdu(struct walk *walk)
{
	const struct statement *statement = walk->statement;
	const struct expect *expect = script_expect(walk->script, statement);
	struct text bytes = {0};
	struct value_error error;
	struct apdu apdu;

	bool literal = check_items(walk, statement->header);
	literal = check_items(walk, statement->items) && literal;
	literal = check_items(walk, statement->le) && literal;
	if (!literal) {
		if (read_header(walk, &apdu))
			check_pin(walk, &apdu);
		check_expect(walk, expect, NULL);
	} else if (!value_apdu(walk->script, statement, &walk->names, false, &bytes, &error)) {
		found(walk, LINT_LC, "%s", error.text);
	} else {
		apdu = apdu_read((const uint8_t *)bytes.data, bytes.length);
		if (is_length_as_lc(walk, &bytes))
			found(walk, LINT_LENGTH_AS_LC,
			      "{ } as Lc: above 127 bytes a BER length is no Lc");
		else
			check_lengths(walk, &apdu, &bytes);
		check_expect(walk, expect, &apdu);
		check_pin(walk, &apdu);
	}
	text_free(&bytes);
	learn_name(walk, "sw", 2);
	learn_name(walk, "sw1", 3);
	learn_name(walk, "sw2", 3);
	learn_name(walk, "data", 4);
}

static void open_block(struct walk *walk, uint32_t rounds)
{
	if (walk->depth < SCRIPT_DEPTH_MAX)
		walk->rounds[++walk->depth] = rounds;
}

static void check_command(struct walk *walk)
{
	const struct statement *statement = walk->statement;

	check_items(walk, statement->items);
	if (statement->word == WORD_AUTO)
		walk->automatic = statement->choice == 1;
	else if (statement->word == WORD_CHAIN)
		walk->chain = statement->choice == 1;
	else if (statement->word == WORD_IF)
		check_status_words(walk, statement->sw);
	if (statement->word == WORD_IF)
		open_block(walk, 1);
	else if (statement->word == WORD_REPEAT)
		open_block(walk, statement->number);
	else if (statement->word == WORD_END && walk->depth > 0)
		walk->depth--;
	if (statement->word == WORD_SET || statement->word == WORD_ASK ||
	    statement->word == WORD_ENV || statement->word == WORD_PIN ||
	    (statement->word == WORD_REPEAT && statement->name.count > 0))
		learn_name(walk, script_pool(walk->script, statement->name), statement->name.count);
}

static bool is_command(const struct statement *statement, enum word word)
{
	return statement->kind == STATEMENT_COMMAND && statement->word == word;
}

/* The statement that runs next where this one stops what follows: the end of its block, or the end of the
 * script. */
static size_t skip_dead(struct walk *walk, size_t at)
{
	const struct script *script = walk->script;
	size_t depth = 0, next = at + 1;
	bool told = false;

	for (; next < script->count; next++) {
		const struct statement *statement = &script->statements[next];

		if (depth == 0 && (is_command(statement, WORD_END) || is_command(statement, WORD_ELSE)))
			break;
		depth += is_command(statement, WORD_IF) || is_command(statement, WORD_REPEAT);
		depth -= is_command(statement, WORD_END);
		if (!told) {
			walk->statement = statement;
			found(walk, LINT_UNREACHABLE, "never run");
		}
		told = true;
	}
	return next;
}

/* ISO/IEC 7816-4:2005, 8.1.1.2.7: card capabilities, the third byte's b7. */
static bool allows_extended(const struct atr *atr)
{
	struct hist hist;

	hist_parse(&hist, atr->bytes + atr->historical.offset, atr->historical.length,
	           atr->historical_announced);
	for (size_t i = 0; i < hist.object_count; i++) {
		const struct hist_object *object = &hist.objects[i];

		if (object->tag == 7 && object->length >= 3 && object->offset + 3u < hist.length)
			return (hist.bytes[object->offset + 3] & 0x40) != 0;
	}
	return false;
}

static bool speaks_t0_alone(const struct atr *atr)
{
	for (unsigned protocol = 1; protocol < 15; protocol++) /* 15 stands for no protocol */
		if (atr_offers(atr, protocol))
			return false;
	return atr_offers(atr, 0);
}

void lint_script(struct lint *lint, const struct script *script, const struct atr *atr)
{
	struct walk walk = {.lint = lint, .script = script, .atr_given = atr != NULL,
	                    .extended = atr != NULL && allows_extended(atr),
	                    .t0 = atr != NULL && speaks_t0_alone(atr)};
	size_t next;

	learn_name(&walk, "atr", 3);
	for (size_t at = 0; at < script->count; at = next) {
		const struct statement *statement = &script->statements[at];

		walk.statement = statement;
		next = at + 1;
		if (statement->kind != STATEMENT_COMMAND)
			check_apdu(&walk);
		else
			check_command(&walk);
		if (is_command(statement, WORD_EXIT) ||
		    (is_command(statement, WORD_REPEAT) && statement->number == 0))
			next = skip_dead(&walk, at);
	}
	variables_free(&walk.names);
}
