#include "recording.h"

#include "base/bytes.h"
#include "base/card.h"
#include "card.h"
#include "script/parse.h"
#include "script/value.h"
#include "t0.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fail(struct recording_error *error, size_t line, size_t column, const char *why)
{
	snprintf(error->text, sizeof error->text, "%zu:%zu: %s", line, column, why);
	return false;
}

static bool fail_at(struct recording_error *error, const struct statement *statement,
		    const char *why)
{
	return fail(error, statement->line, statement->column, why);
}

static struct record *add_record(struct recording *recording, uint32_t line)
{
	if (recording->count == recording->size) {
		size_t size = recording->size == 0 ? 16 : recording->size * 2;
		struct record *records = realloc(recording->records, size * sizeof *records);

		if (records == NULL)
			return NULL;
		recording->records = records;
		recording->size = size;
	}
	recording->records[recording->count] = (struct record){.line = line};
	return &recording->records[recording->count++];
}

void recording_free(struct recording *recording)
{
	for (size_t i = 0; i < recording->count; i++) {
		free(recording->records[i].command);
		free(recording->records[i].response);
	}
	free(recording->records);
	free(recording->atr);
	*recording = (struct recording){0};
}

/* The answer that the script expects, which must be known to the last nibble. */
static bool read_answer(const struct script *script, const struct statement *statement,
			struct record *record, struct recording_error *error)
{
	static const char whole[] =
	    "expected the whole answer behind the command: [data] (SW), without X or *";
	const struct expect *expect = script_expect(script, statement);

	if (expect == NULL || expect->sw.count != 4)
		return fail_at(error, statement, whole);
	size_t count = expect->data.count / 2;
	if (count + 2 > VICARD_MESSAGE_MAX)
		return fail_at(error, statement, "an answer of more than 65535 bytes");
	record->response = malloc(count + 2);
	if (record->response == NULL)
		return fail_at(error, statement, "out of memory");
	record->response_length = count + 2;
	if (expect->data.count > 0 &&
	    hex_read(script_pool(script, expect->data), expect->data.count, record->response, count)
		    .status != HEX_OK)
		return fail_at(error, statement, whole);
	if (hex_read(script_pool(script, expect->sw), 4, record->response + count, 2).status !=
	    HEX_OK)
		return fail_at(error, statement, whole);
	return true;
}

static bool is_pin(const struct statement *statement)
{
	return statement->kind == STATEMENT_COMMAND &&
	       strcmp(word_row(statement->word)->name, "pin") == 0;
}

/* True where an item's value is one that "pin" asks a person for. */
static bool asks_pin(const struct script *script, const struct statement *apdu)
{
	for (uint32_t i = 0; i < apdu->items.count; i++) {
		const struct item *item = &script->items[apdu->items.at + i];

		for (size_t j = 0; item->kind == ITEM_VARIABLE && j < script->count; j++) {
			const struct statement *pin = &script->statements[j];

			if (is_pin(pin) && pin->name.count == item->range.count &&
			    memcmp(script_pool(script, pin->name), script_pool(script, item->range),
				   item->range.count) == 0)
				return true;
		}
	}
	return false;
}

static bool read_apdu(struct recording *recording, const struct script *script,
		      const struct statement *statement, struct variables *variables,
		      struct recording_error *error)
{
	struct record *record = add_record(recording, statement->line);
	struct value_error wrong = {"out of memory"};
	struct text bytes = {0};

	if (record == NULL)
		return fail_at(error, statement, wrong.text);
	record->secret = asks_pin(script, statement);
	if (!value_apdu(script, statement, variables, false, &bytes, &wrong)) {
		text_free(&bytes);
		return fail_at(error, statement, wrong.text);
	}
	record->command = malloc(bytes.length);
	if (record->command == NULL) {
		text_free(&bytes);
		return fail_at(error, statement, wrong.text);
	}
	memcpy(record->command, bytes.data, bytes.length);
	record->length = bytes.length;
	text_free(&bytes);
	return read_answer(script, statement, record, error);
}

static bool set_variable(const struct script *script, const struct statement *statement,
			 struct variables *variables, struct recording_error *error)
{
	struct value_error wrong = {"out of memory"};
	struct text bytes = {0};
	bool ok = value_items(script, statement->items, variables, &bytes, &wrong) &&
		  variables_set(variables, script_pool(script, statement->name),
				statement->name.count, bytes.data, bytes.length);

	text_free(&bytes);
	return ok || fail_at(error, statement, wrong.text);
}

/* What a recording may hold beside commands. */
static bool read_word(struct recording *recording, const struct script *script,
		      const struct statement *statement, struct variables *variables,
		      struct recording_error *error)
{
	static const uint8_t unknown[8];

	if (statement->word == WORD_SET)
		return set_variable(script, statement, variables, error);
	if (is_pin(statement))
		return variables_set(variables, script_pool(script, statement->name),
				     statement->name.count, unknown, sizeof unknown) ||
		       fail_at(error, statement, "out of memory");
	if (statement->word != WORD_RESET)
		return fail_at(error, statement,
			       "a recording holds commands with their answers, "
			       "reset, set and pin");
	struct record *record = add_record(recording, statement->line);
	if (record == NULL)
		return fail_at(error, statement, "out of memory");
	record->reset = true;
	return true;
}

static bool read_statements(struct recording *recording, const struct script *script,
			    struct recording_error *error)
{
	struct variables variables = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		ok = statement->kind == STATEMENT_COMMAND
			 ? read_word(recording, script, statement, &variables, error)
			 : read_apdu(recording, script, statement, &variables, error);
	}
	variables_free(&variables);
	return ok;
}

/* "# ATR:" before the first command is the card's, behind a reset what the card gave then. */
static bool keep_atr(struct recording *recording, const char *text, size_t length, uint32_t line,
		     struct recording_error *error)
{
	uint8_t **atr = &recording->atr;
	size_t *atr_length = &recording->atr_length;
	uint8_t bytes[VICARD_ATR_MAX];
	struct record *last = NULL;

	for (size_t i = 0; i < recording->count && recording->records[i].line < line; i++)
		last = &recording->records[i];
	if (last != NULL && !last->reset)
		return fail(error, line, 1,
			    "an ATR stands before the first command, or behind reset");
	if (last != NULL) {
		atr = &last->response;
		atr_length = &last->response_length;
	}
	struct hex_result got = hex_read(text, length, bytes, sizeof bytes);
	if (got.status != HEX_OK)
		return fail(error, line, 1, hex_status_text(got.status));
	free(*atr);
	*atr = malloc(got.count);
	if (*atr == NULL)
		return fail(error, line, 1, "out of memory");
	memcpy(*atr, bytes, got.count);
	*atr_length = got.count;
	return true;
}

/* What stands behind "# ATR:". */
static bool is_atr(const char *line, size_t length, const char **value, size_t *value_length)
{
	static const char name[] = "ATR:";
	size_t at = 1;

	if (length == 0 || line[0] != '#')
		return false;
	while (at < length && is_blank(line[at]))
		at++;
	if (length - at < sizeof name - 1 || memcmp(line + at, name, sizeof name - 1) != 0)
		return false;
	at += sizeof name - 1;
	while (at < length && is_blank(line[at]))
		at++;
	while (length > at && (is_blank(line[length - 1]) || line[length - 1] == '\r'))
		length--;
	*value = line + at;
	*value_length = length - at;
	return true;
}

static bool read_atrs(struct recording *recording, const char *text, size_t length,
		      struct recording_error *error)
{
	const char *end = text + length;

	for (uint32_t number = 1; text < end; number++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline == NULL ? end : newline;
		const char *value;
		size_t count;

		if (is_atr(text, (size_t)(stop - text), &value, &count) &&
		    !keep_atr(recording, value, count, number, error))
			return false;
		text = newline == NULL ? end : newline + 1;
	}
	return true;
}

bool recording_read(struct recording *recording, const char *text, size_t length,
		    struct recording_error *error)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "", NULL);
	bool ok = parser != NULL && parse_text(parser, text, length);

	*recording = (struct recording){0};
	if (!ok && script.error_count > 0)
		fail(error, script.errors[0].place.line, script.errors[0].place.column,
		     script.errors[0].text);
	else if (!ok)
		fail(error, 1, 1, "out of memory");
	parse_free(&parser);
	ok = ok && read_statements(recording, &script, error) &&
	     read_atrs(recording, text, length, error);
	script_free(&script);
	if (!ok)
		recording_free(recording);
	return ok;
}

static bool fits(const struct record *record, const uint8_t *command, size_t length, bool t0)
{
	enum { HEADER = 4 };

	if (record->reset)
		return false;
	if (record->secret && length >= HEADER && record->length >= HEADER)
		return memcmp(record->command, command, HEADER) == 0;
	size_t count = t0 ? t0_length(record->command, record->length) : record->length;
	if (t0)
		length = t0_length(command, length);
	return count == length && memcmp(record->command, command, length) == 0;
}

const struct record *recording_find(struct recording *recording, const uint8_t *command,
				    size_t length, bool t0)
{
	for (size_t i = 0; i < recording->count; i++) {
		size_t at = (recording->next + i) % recording->count;

		if (!fits(&recording->records[at], command, length, t0))
			continue;
		recording->next = at + 1;
		return &recording->records[at];
	}
	return NULL;
}

const struct record *recording_reset(struct recording *recording)
{
	for (size_t i = recording->next; i < recording->count; i++) {
		if (!recording->records[i].reset)
			continue;
		recording->next = i + 1;
		return &recording->records[i];
	}
	recording->next = 0;
	return NULL;
}
