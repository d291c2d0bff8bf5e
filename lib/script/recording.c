#include "script/recording.h"

#include "base/array.h"
#include "base/bytes.h"
#include "script/keyword.h"
#include "script/parse/parse.h"
#include "script/remark.h"
#include "script/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* State while a recording is read. */
struct reading {
	struct recording *recording;
	struct recording_error *error;
	const struct script *script;
	struct variables variables;
	struct span rest;                   /* the lines not yet searched for remarks */
	uint32_t number;                    /* number of the first of these */
	const struct statement *unanswered; /* the first command without a response, or NULL */
	bool answers;                       /* at least one command has a response */
};

static const char no_memory[] = "out of memory";
static const char whole[] =
	"expected the whole response after the command: [data] (SW), without X or *";

static bool fail(struct recording_error *error, size_t line, size_t column, const char *why)
{
	*error = (struct recording_error){.line = line, .column = column};
	snprintf(error->text, sizeof error->text, "%s", why);
	error->no_memory = strcmp(why, no_memory) == 0;
	return false;
}

static bool fail_at(struct reading *reading, const struct statement *statement, const char *why)
{
	return fail(reading->error, statement->line, statement->column, why);
}

/* Adds an element to the list, all zero; NULL if out of memory. */
static void *add_element(void **list, size_t *count, size_t *size, size_t each)
{
	void *longer = array_room(*list, *count, size, each);

	if (longer == NULL)
		return NULL;
	*list = longer;
	return memset((char *)*list + (*count)++ * each, 0, each);
}

static struct recorded *add_record(struct recording *recording, uint32_t line)
{
	void *list = recording->records;
	struct recorded *record =
		add_element(&list, &recording->count, &recording->size, sizeof *record);

	recording->records = list;
	if (record != NULL)
		record->line = line;
	return record;
}

/* Returns the recorded card at this place; a new one starts as a copy of the previous one. */
static struct recorded_card *add_card(struct recording *recording)
{
	const struct recorded_card *last = recording_card(recording, recording->count);
	struct recorded_card before = {0};

	if (last != NULL && last->at == recording->count)
		return &recording->cards[recording->card_count - 1];
	if (last != NULL)
		before = *last;
	void *list = recording->cards;
	struct recorded_card *recorded =
		add_element(&list, &recording->card_count, &recording->card_size, sizeof *recorded);
	recording->cards = list;
	if (recorded != NULL) {
		*recorded = before;
		recorded->at = recording->count;
	}
	return recorded;
}

static bool take_atr(struct recorded_card *recorded, struct span text, const char **why)
{
	struct hex_result got = {.status = HEX_OK};

	if (text.length > 0) /* some readers report no ATR for memory cards */
		got = hex_read(text.text, text.length, recorded->atr, sizeof recorded->atr);
	recorded->atr_length = got.count;
	recorded->atr_known = got.status == HEX_OK;
	*why = hex_status_text(got.status);
	return recorded->atr_known;
}

static bool take_protocol(struct recorded_card *recorded, struct span text, const char **why)
{
	static const enum card_protocol protocols[] = {CARD_T0, CARD_T1, CARD_RAW};

	for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++) {
		if (span_is(text, card_protocol_name(protocols[i]))) {
			recorded->protocol = protocols[i];
			return true;
		}
	}
	*why = "expected T=0, T=1 or raw";
	return false;
}

static bool read_remark(struct reading *reading, struct span line)
{
	const char *why = no_memory;
	struct span value;

	bool atr = remark_line(line, "ATR:", &value);
	if (!atr && !remark_line(line, "protocol:", &value))
		return true;
	struct recorded_card *recorded = add_card(reading->recording);
	if (recorded != NULL &&
	    (atr ? take_atr(recorded, value, &why) : take_protocol(recorded, value, &why)))
		return true;
	return fail(reading->error, reading->number, 1, why);
}

/* Reads the remarks on the lines before this one. */
static bool read_remarks(struct reading *reading, uint32_t before)
{
	struct span line;

	for (; reading->number < before && span_line(&reading->rest, &line); reading->number++)
		if (!read_remark(reading, line))
			return false;
	return true;
}

/* Reads the response from the expectation of a record, which must be complete. */
static bool read_answer(struct reading *reading, const struct statement *statement,
                        struct recorded *record)
{
	const struct script *script = reading->script;
	const struct expect *expect = script_expect(script, statement);
	struct hex_result got = {.status = HEX_OK};

	if (expect->sw.count != 4)
		return fail_at(reading, statement, whole);
	size_t count = expect->data.count / 2;
	if (count + 2 > CARD_RESPONSE_MAX)
		return fail_at(reading, statement, "response longer than 65536 bytes");
	record->response = malloc(count + 2);
	if (record->response == NULL)
		return fail_at(reading, statement, no_memory);
	record->response_length = count + 2;
	if (expect->data.count > 0)
		got = hex_read(script_text(script, expect->data).text, expect->data.count,
		               record->response, count);
	if (got.status == HEX_OK)
		got = hex_read(script_text(script, expect->sw).text, 4, record->response + count,
		               2);
	return got.status == HEX_OK || fail_at(reading, statement, whole);
}

static bool keep_command(struct recorded *record, const struct text *bytes)
{
	record->command = malloc(bytes->length);
	if (record->command == NULL)
		return false;
	memcpy(record->command, bytes->data, bytes->length);
	record->length = bytes->length;
	return true;
}

static bool read_apdu(struct reading *reading, const struct statement *statement)
{
	struct recording *recording = reading->recording;

	if (script_expect(reading->script, statement) == NULL) {
		if (reading->unanswered == NULL)
			reading->unanswered = statement;
		return true;
	}
	reading->answers = true;
	const struct recorded_card *recorded = recording_card(recording, recording->count);
	bool t0 = recorded != NULL && recorded->protocol == CARD_T0;
	struct recorded *record = add_record(recording, statement->line);
	struct value_error wrong = {"out of memory"};
	struct text bytes = {0};

	if (record == NULL)
		return fail_at(reading, statement, wrong.text);
	record->secret = value_is_secret(reading->script, statement->items, &reading->variables);
	bool ok = value_apdu(reading->script, statement, &reading->variables, t0, &bytes, &wrong) &&
		keep_command(record, &bytes);
	text_free(&bytes);
	return ok ? read_answer(reading, statement, record) :
		    fail_at(reading, statement, wrong.text);
}

static bool set_variable(struct reading *reading, const struct statement *statement)
{
	struct span name = script_text(reading->script, statement->name);
	struct value_error wrong = {"out of memory"};
	struct text bytes = {0};
	bool ok = value_items(reading->script, statement->items, &reading->variables, &bytes,
	                      &wrong) &&
		variables_set(&reading->variables, name, bytes.data, bytes.length);

	text_free(&bytes);
	return ok || fail_at(reading, statement, wrong.text);
}

/* Uses eight bytes in place of the PIN that "pin" would ask for. */
static bool set_pin(struct reading *reading, const struct statement *statement)
{
	static const uint8_t unknown[8];
	struct span name = script_text(reading->script, statement->name);

	if (!variables_set(&reading->variables, name, unknown, sizeof unknown))
		return fail_at(reading, statement, no_memory);
	variables_hide(&reading->variables, name);
	return true;
}

static bool add_reset(struct reading *reading, const struct statement *statement)
{
	struct recorded *record = add_record(reading->recording, statement->line);

	if (record == NULL)
		return fail_at(reading, statement, no_memory);
	record->reset = true;
	return true;
}

static bool read_command(struct reading *reading, const struct statement *statement)
{
	switch (statement->keyword->recorded) {
	case RECORDED_NOTHING:
		return true;
	case RECORDED_RESET:
		return add_reset(reading, statement);
	case RECORDED_VALUE:
		return set_variable(reading, statement);
	case RECORDED_PIN:
		return set_pin(reading, statement);
	case RECORDED_NEVER:
	default:
		return fail_at(
			reading, statement,
			"a recording holds only commands with their responses, reset, set and pin");
	}
}

static bool read_statements(struct reading *reading)
{
	const struct script *script = reading->script;

	for (size_t i = 0; i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		if (!read_remarks(reading, statement->line))
			return false;
		if (!(statement->kind == STATEMENT_COMMAND ? read_command(reading, statement) :
		                                             read_apdu(reading, statement)))
			return false;
	}
	if (reading->unanswered != NULL && !reading->answers)
		return fail_at(reading, reading->unanswered, whole);
	return read_remarks(reading, UINT32_MAX);
}

bool recording_read(struct recording *recording, const char *text, size_t length,
                    struct recording_error *error)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "", NULL);
	struct reading reading = {.recording = recording,
	                          .error = error,
	                          .script = &script,
	                          .rest = {text, length},
	                          .number = 1};
	bool ok = parser != NULL && parse_text(parser, text, length);

	*recording = (struct recording){0};
	if (!ok && script.error_count > 0 && !script.failed)
		fail(error, script.errors[0].position.line, script.errors[0].position.column,
		     script.errors[0].text);
	else if (!ok)
		fail(error, 1, 1, no_memory);
	parse_free(&parser);
	ok = ok && read_statements(&reading);
	variables_free(&reading.variables);
	script_free(&script);
	if (!ok)
		recording_free(recording);
	return ok;
}

void recording_free(struct recording *recording)
{
	for (size_t i = 0; i < recording->count; i++) {
		free(recording->records[i].command);
		free(recording->records[i].response);
	}
	free(recording->records);
	free(recording->cards);
	*recording = (struct recording){0};
}

const struct recorded_card *recording_card(const struct recording *recording, size_t at)
{
	size_t from = 0, to = recording->card_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (recording->cards[middle].at <= at)
			from = middle + 1;
		else
			to = middle;
	}
	return from == 0 ? NULL : &recording->cards[from - 1];
}

bool recorded_fits(const struct recorded *record, const uint8_t *command, size_t length)
{
	enum { HEADER = 4 };

	if (record->reset)
		return false;
	if (record->secret && length >= HEADER && record->length >= HEADER)
		return memcmp(record->command, command, HEADER) == 0;
	return record->length == length && memcmp(record->command, command, length) == 0;
}
