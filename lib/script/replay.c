#include "script/replay.h"

#include "base/bytes.h"
#include "script/parse.h"
#include "script/remark.h"
#include "script/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* PC/SC part 5. */
#define PROTO_MISMATCH 0x8010000Fu
#define UNSUPPORTED_FEATURE 0x8010001Fu

struct entry {
	uint32_t line;
	bool reset;         /* no command: the card was reset here */
	bool secret;        /* any bytes stand behind its header */
	uint8_t *command;   /* owned */
	size_t length;
	uint8_t *response;  /* owned; with SW1 SW2 */
	size_t response_length;
	bool used;
};

/* "# ATR:" and "# protocol:" of one place. */
struct face {
	uint32_t line;
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	enum card_protocol protocol; /* CARD_NONE: not told */
};

struct replay {
	struct card card;
	bool in_order;
	struct entry *entries; /* owned */
	size_t count, size;
	struct face *faces; /* owned */
	size_t face_count;
	size_t next; /* entry to search from */
};

static void fail(struct replay_error *error, uint32_t line, uint32_t column, const char *why)
{
	snprintf(error->text, sizeof error->text, "%u:%u: %s", (unsigned)line, (unsigned)column, why);
}

static struct entry *add_entry(struct replay *replay)
{
	if (replay->count == replay->size) {
		size_t size = replay->size == 0 ? 16 : replay->size * 2;
		struct entry *entries = realloc(replay->entries, size * sizeof *entries);

		if (entries == NULL)
			return NULL;
		replay->entries = entries;
		replay->size = size;
	}
	replay->entries[replay->count] = (struct entry){0};
	return &replay->entries[replay->count++];
}

static const struct face *last_face(const struct replay *replay)
{
	return replay->face_count == 0 ? NULL : &replay->faces[replay->face_count - 1];
}

static struct face *add_face(struct replay *replay, uint32_t line)
{
	struct face *faces = realloc(replay->faces, (replay->face_count + 1) * sizeof *faces);

	if (faces == NULL)
		return NULL;
	replay->faces = faces;
	faces[replay->face_count] = (struct face){.line = line};
	return &faces[replay->face_count++];
}

static bool read_remark(struct replay *replay, const char *line, size_t length, uint32_t number,
                        struct replay_error *error)
{
	const struct face *last = last_face(replay);
	struct face *face;
	const char *value;
	size_t n;

	if (remark_line(line, length, "ATR:", &value, &n)) {
		face = add_face(replay, number);
		if (face == NULL)
			return false;
		struct hex_result got = hex_read(value, n, face->atr, sizeof face->atr);
		face->atr_length = got.count;
		if (got.status == HEX_OK)
			return true;
		fail(error, number, 1, hex_status_text(got.status));
		return false;
	}
	if (!remark_line(line, length, "protocol:", &value, &n))
		return true;
	face = last != NULL ? &replay->faces[replay->face_count - 1] : add_face(replay, number);
	if (face == NULL)
		return false;
	if (n == 3 && memcmp(value, "T=0", 3) == 0)
		face->protocol = CARD_T0;
	else if (n == 3 && memcmp(value, "T=1", 3) == 0)
		face->protocol = CARD_T1;
	else if (n == 3 && memcmp(value, "raw", 3) == 0)
		face->protocol = CARD_RAW;
	else {
		fail(error, number, 1, "expected T=0, T=1 or raw");
		return false;
	}
	return true;
}

static bool read_remarks(struct replay *replay, const char *text, size_t length,
                         struct replay_error *error)
{
	const char *end = text + length;
	uint32_t number = 1;

	for (; text < end; number++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline == NULL ? end : newline;

		if (!read_remark(replay, text, (size_t)(stop - text), number, error))
			return false;
		text = stop == end ? end : stop + 1;
	}
	return true;
}

/* The answer that a record expects, which must be known to the last nibble. */
static bool read_answer(const struct script *script, const struct expect *expect,
                        struct entry *entry)
{
	const char *data, *sw;

	if (expect == NULL || expect->sw.count != 4)
		return false;
	data = script_pool(script, expect->data);
	sw = script_pool(script, expect->sw);
	entry->response = malloc(expect->data.count / 2 + 2);
	if (entry->response == NULL)
		return false;
	struct hex_result got = {.status = HEX_EMPTY};
	if (expect->data.count > 0)
		got = hex_read(data, expect->data.count, entry->response, expect->data.count / 2);
	if (expect->data.count > 0 && got.status != HEX_OK)
		return false;
	entry->response_length = got.count + 2;
	return hex_read(sw, 4, entry->response + got.count, 2).status == HEX_OK &&
	       entry->response_length <= CARD_RESPONSE_MAX;
}

static bool keep_command(struct entry *entry, const struct text *bytes)
{
	entry->command = malloc(bytes->length);
	if (entry->command == NULL)
		return false;
	memcpy(entry->command, bytes->data, bytes->length);
	entry->length = bytes->length;
	return true;
}

/* One APDU of the recording. What "pin" would ask for is secret: eight bytes stand for it here. */
static bool read_apdu(struct replay *replay, const struct script *script,
                      const struct statement *statement, struct variables *variables,
                      struct replay_error *error)
{
	struct entry *entry = add_entry(replay);
	struct value_error wrong = {"out of memory"};
	struct text bytes = {0};

	if (entry == NULL)
		return false;
	entry->line = statement->line;
	entry->secret = value_is_secret(script, statement->items, variables);
	bool t0 = replay->face_count > 0 && replay->faces[0].protocol == CARD_T0;
	bool ok = value_apdu(script, statement, variables, t0, &bytes, &wrong) &&
	          keep_command(entry, &bytes);
	if (!ok)
		fail(error, statement->line, statement->column, wrong.text);
	else if (!read_answer(script, script_expect(script, statement), entry)) {
		ok = false;
		fail(error, statement->line, statement->column,
		     "expected the whole answer after the command: [data] (SW), without X");
	}
	text_free(&bytes);
	return ok;
}

static bool read_word(struct replay *replay, const struct script *script,
                      const struct statement *statement, struct variables *variables,
                      struct replay_error *error)
{
	const char *name = script_pool(script, statement->name);
	struct value_error wrong;
	struct text bytes = {0};
	bool ok = true;

	if (statement->word == WORD_PIN) {
		ok = variables_set(variables, name, statement->name.count, "\0\0\0\0\0\0\0", 8);
		variables_hide(variables, name, statement->name.count);
	} else if (statement->word == WORD_SET) {
		ok = value_items(script, statement->items, variables, &bytes, &wrong) &&
		     variables_set(variables, name, statement->name.count, bytes.data, bytes.length);
		if (!ok)
			fail(error, statement->line, statement->column, wrong.text);
	} else if (statement->word == WORD_RESET) {
		struct entry *entry = add_entry(replay);

		ok = entry != NULL;
		if (ok)
			*entry = (struct entry){.line = statement->line, .reset = true};
	} else if (statement->word == WORD_REPEAT || statement->word == WORD_IF ||
	           statement->word == WORD_INCLUDE) {
		ok = false;
		fail(error, statement->line, statement->column,
		     "a recording has no repeat, if or include");
	}
	text_free(&bytes);
	return ok;
}

static bool read_statements(struct replay *replay, const struct script *script,
                            struct replay_error *error)
{
	struct variables variables = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		ok = statement->kind == STATEMENT_COMMAND
		         ? read_word(replay, script, statement, &variables, error)
		         : read_apdu(replay, script, statement, &variables, error);
	}
	variables_free(&variables);
	return ok;
}

static bool read_all(struct replay *replay, const char *text, size_t length,
                     struct replay_error *error)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, "", NULL);
	bool ok = parser != NULL && parse_text(parser, text, length);

	if (!ok && script.error_count > 0)
		snprintf(error->text, sizeof error->text, "%zu:%zu: %s", script.errors[0].place.line,
		         script.errors[0].place.column, script.errors[0].text);
	parse_free(&parser);
	ok = ok && read_remarks(replay, text, length, error) &&
	     read_statements(replay, &script, error);
	script_free(&script);
	return ok;
}

/* The card as it is from a line on. */
static void wear(struct replay *replay, const struct face *face)
{
	static const uint8_t plain[] = {0x3B, 0x00};
	struct card *card = &replay->card;

	memcpy(card->atr, plain, sizeof plain);
	card->atr_length = sizeof plain;
	if (face != NULL && face->atr_length > 0) {
		memcpy(card->atr, face->atr, face->atr_length);
		card->atr_length = face->atr_length;
	}
	if (face != NULL && face->protocol != CARD_NONE)
		card->protocol = face->protocol;
}

static card_result connect_replay(void *self, enum card_share share, unsigned protocols)
{
	struct replay *replay = self;
	const struct face *face = replay->face_count == 0 ? NULL : replay->faces;
	bool told = face != NULL && face->protocol != CARD_NONE;
	enum card_protocol protocol = told ? face->protocol
	                              : (protocols & CARD_T1) ? CARD_T1 : CARD_T0;

	if (share != CARD_DIRECT && (protocols & (unsigned)protocol) == 0)
		return PROTO_MISMATCH;
	replay->card.protocol = share == CARD_DIRECT ? CARD_NONE : protocol;
	if (replay->next == 0)
		wear(replay, face);
	return 0;
}

/* The bytes behind the header of a secret command may be any. */
static bool fits(const struct entry *entry, const uint8_t *command, size_t length)
{
	if (entry->reset || length < 1)
		return false;
	if (entry->secret && length >= 4 && entry->length >= 4)
		return memcmp(entry->command, command, 4) == 0;
	return entry->length == length && memcmp(entry->command, command, length) == 0;
}

static struct entry *find(struct replay *replay, const uint8_t *command, size_t length)
{
	size_t turns = replay->in_order ? replay->count - replay->next : replay->count;

	for (size_t i = 0; i < turns; i++) {
		size_t at = (replay->next + i) % replay->count;
		struct entry *entry = &replay->entries[at];

		if ((!entry->used || !replay->in_order) && fits(entry, command, length)) {
			entry->used = true;
			replay->next = at + 1;
			if (replay->next == replay->count && !replay->in_order)
				replay->next = 0;
			return entry;
		}
	}
	return NULL;
}

static card_result transmit_replay(void *self, const uint8_t *command, size_t command_length,
                                   uint8_t *response, size_t *length)
{
	const struct entry *entry = find(self, command, command_length);

	*length = 0;
	if (entry == NULL)
		return CARD_NO_RECORD;
	memcpy(response, entry->response, entry->response_length);
	*length = entry->response_length;
	return 0;
}

/* A reset that was recorded next is passed, and what the card said of itself then holds. */
static card_result reset_replay(void *self, enum card_reset kind)
{
	struct replay *replay = self;

	(void)kind;
	for (size_t i = replay->next; i < replay->count; i++) {
		uint32_t from = replay->entries[i].line;
		uint32_t to = i + 1 < replay->count ? replay->entries[i + 1].line : UINT32_MAX;

		if (!replay->entries[i].reset)
			continue;
		replay->next = i + 1;
		for (size_t j = 0; j < replay->face_count; j++)
			if (replay->faces[j].line > from && replay->faces[j].line < to)
				wear(replay, &replay->faces[j]);
		return 0;
	}
	return 0;
}

static card_result control_replay(void *self, uint32_t code, const uint8_t *in, size_t in_length,
                                  uint8_t *out, size_t *out_length)
{
	(void)self;
	(void)code;
	(void)in;
	(void)in_length;
	(void)out;
	*out_length = 0;
	return UNSUPPORTED_FEATURE;
}

static card_result attribute_replay(void *self, uint32_t tag, uint8_t *out, size_t *out_length)
{
	(void)self;
	(void)tag;
	(void)out;
	*out_length = 0;
	return UNSUPPORTED_FEATURE;
}

static card_result transaction_replay(void *self, bool begin)
{
	(void)self;
	(void)begin;
	return 0;
}

static card_result disconnect_replay(void *self, enum card_disposition disposition)
{
	(void)self;
	(void)disposition;
	return 0;
}

struct replay *replay_new(const char *text, size_t length, bool in_order,
                          struct replay_error *error)
{
	struct replay *replay = calloc(1, sizeof *replay);

	snprintf(error->text, sizeof error->text, "out of memory");
	if (replay == NULL)
		return NULL;
	replay->in_order = in_order;
	replay->card = (struct card){
	    .self = replay,
	    .connect = connect_replay,
	    .transmit = transmit_replay,
	    .reset = reset_replay,
	    .control = control_replay,
	    .attribute = attribute_replay,
	    .transaction = transaction_replay,
	    .disconnect = disconnect_replay,
	};
	if (!read_all(replay, text, length, error))
		replay_free(&replay);
	return replay;
}

void replay_free(struct replay **replay)
{
	if (*replay == NULL)
		return;
	for (size_t i = 0; i < (*replay)->count; i++) {
		free((*replay)->entries[i].command);
		free((*replay)->entries[i].response);
	}
	free((*replay)->entries);
	free((*replay)->faces);
	free(*replay);
	*replay = NULL;
}

struct card *replay_card(struct replay *replay)
{
	return &replay->card;
}

void replay_rewind(struct replay *replay)
{
	for (size_t i = 0; i < replay->count; i++)
		replay->entries[i].used = false;
	replay->next = 0;
}
