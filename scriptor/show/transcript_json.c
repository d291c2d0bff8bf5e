/* One JSON object an event: schema, event, file and line, then what it has to say. */
#include "scriptor/show/transcript.h"

#include "reader/attribute.h"
#include "apdu/describe_apdu.h"
#include "render/apdu.h"
#include "render/json_member.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct json *begin(struct show *show, const char *event)
{
	struct json *json = show->json;

	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_string(json, "event", event);
	if (show->file != NULL) {
		json_member_text(json, "file", show->file, strlen(show->file));
	} else {
		json_member_null(json, "file");
	}
	if (show->file != NULL && show->line > 0)
		json_member_integer(json, "line", show->line);
	else
		json_member_null(json, "line");
	return json;
}

static void finish(struct show *show)
{
	json_end(show->json);
	json_write(show->json, stdout);
}

static void put_bytes(struct show *show, const char *key, const struct show_bytes *bytes)
{
	show_hex(show, bytes, true, '\0');
	json_member_string(show->json, key, bytes->length > 0 ? show->row.data : "");
}

/* Empty bytes are "", not null. */
static void put_hex(struct json *json, const char *key, const uint8_t *bytes, size_t length)
{
	static const uint8_t none[1];

	json_member_hex(json, key, length > 0 ? bytes : none, length);
}

static void put_expect(struct json *json, const struct show_apdu *apdu)
{
	const struct expect *expect = apdu->expect;

	json_key(json, "expect");
	if (expect == NULL) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_text(json, "data",
	                 expect->data_given ? script_pool(apdu->script, expect->data) : NULL,
	                 expect->data.count);
	json_key(json, "sw");
	json_begin_array(json);
	for (uint32_t i = 0; i < expect->sw.count; i += 4)
		json_put_text(json, script_pool(apdu->script, expect->sw) + i, 4);
	json_end(json);
	if (expect->time_given)
		json_member_integer(json, "ms", expect->ms);
	else
		json_member_null(json, "ms");
	json_end(json);
}

static void put_tree(struct show *show, const char *key, const uint8_t *bytes, size_t length,
                     struct secret secret)
{
	struct apdu_view view = {
		.tree = &show->tree, .bytes = bytes, .length = length, .secret = secret};

	json_key(show->json, key);
	render_apdu_json(show->json, &view);
}

static void put_explained(struct show *show, const struct show_apdu *apdu)
{
	const struct show_bytes *command = &apdu->command;
	struct secret secret = show_secret(show, command);

	json_key(show->json, "explain");
	if (!apdu->explain || secret_has(secret, 0)) {
		json_put_null(show->json);
		return;
	}
	json_begin_object(show->json);
	describe_command(&show->tree, command->bytes, command->length, apdu->context, secret);
	put_tree(show, "command", command->bytes, command->length, secret);
	tree_start(&show->tree);
	if (apdu->response != NULL)
		show_describe_response(show, apdu);
	put_tree(show, "response", apdu->response, apdu->response_length, (struct secret){0, 0});
	json_end(show->json);
}

static void put_answer(struct json *json, const struct show_apdu *apdu)
{
	const struct show_bytes *command = &apdu->command;
	size_t n = apdu->response_length;
	char words[160];

	if (apdu->response == NULL || n < 2) {
		json_member_hex(json, "response", apdu->response, n);
		json_member_null(json, "sw");
		json_member_null(json, "text");
		json_member_real(json, "ms", apdu->response == NULL ? NAN : apdu->ms);
		return;
	}
	struct sw_context context = {.known = command->length >= 2,
	                             .cla = command->length >= 2 ? command->bytes[0] : 0,
	                             .ins = command->length >= 2 ? command->bytes[1] : 0};
	uint16_t sw = (uint16_t)(apdu->response[n - 2] << 8 | apdu->response[n - 1]);
	sw_text(sw_find(sw, &context), sw, words, sizeof words);
	put_hex(json, "response", apdu->response, n - 2);
	json_member_hex(json, "sw", apdu->response + n - 2, 2);
	json_member_string(json, "text", words);
	json_member_real(json, "ms", apdu->ms);
}

void show_apdu(struct show *show, const struct show_apdu *apdu)
{
	if (show->format != SHOW_JSON)
		return;
	struct json *json = begin(show, "apdu");
	put_bytes(show, "command", &apdu->command);
	put_answer(json, apdu);
	put_expect(json, apdu);
	json_key(json, "ok");
	if (apdu->expect != NULL)
		json_put_bool(json, apdu->met);
	else
		json_put_null(json);
	put_explained(show, apdu);
	finish(show);
}

void show_error(struct show *show, const char *text, int status)
{
	if (show->format != SHOW_JSON)
		return;
	struct json *json = begin(show, "error");
	json_member_text(json, "text", text, strlen(text));
	json_member_integer(json, "status", status);
	finish(show);
}

void show_json_finding(struct show *show, const struct lint_finding *finding)
{
	struct json *json = begin(show, "finding");

	json_member_integer(json, "column", finding->column);
	json_member_string(json, "code", lint_code_name(finding->code));
	json_member_text(json, "text", finding->text, strlen(finding->text));
	finish(show);
}

static const char *protocol_name(enum card_protocol protocol)
{
	switch (protocol) {
	case CARD_T0:
		return "T=0";
	case CARD_T1:
		return "T=1";
	case CARD_RAW:
		return "raw";
	case CARD_NONE:
	default:
		return NULL;
	}
}

static void put_card(struct json *json, const struct card *card)
{
	json_member_hex(json, "atr", card->atr_length > 0 ? card->atr : NULL, card->atr_length);
	json_member_string(json, "protocol", protocol_name(card->protocol));
}

void show_json_connected(struct show *show, const struct card *card)
{
	put_card(begin(show, "connect"), card);
	finish(show);
}

void show_json_reset(struct show *show, const struct card *card, enum card_reset kind)
{
	struct json *json = begin(show, "reset");

	json_member_string(json, "kind", kind == CARD_COLD ? "cold" : "warm");
	put_card(json, card);
	finish(show);
}

void show_json_disconnected(struct show *show, enum card_disposition disposition)
{
	static const char *const names[] = {"leave", "reset", "unpower", "eject"};

	json_member_string(begin(show, "disconnect"), "disposition", names[disposition]);
	finish(show);
}

void show_json_echo(struct show *show, const char *text, size_t length)
{
	json_member_text(begin(show, "echo"), "text", text == NULL ? "" : text, length);
	finish(show);
}

void show_json_attribute(struct show *show, uint32_t tag, const uint8_t *bytes, size_t length)
{
	struct json *json = begin(show, "attrib");
	const struct attribute_row *row = attribute_row(tag);
	char text[9];

	snprintf(text, sizeof text, "%08X", (unsigned)tag);
	json_member_string(json, "tag", text);
	json_member_string(json, "name", row == NULL ? NULL : row->name);
	put_hex(json, "value", bytes, length);
	finish(show);
}

void show_json_control(struct show *show, uint32_t code, const struct show_bytes *command,
                       const uint8_t *bytes, size_t length)
{
	struct json *json = begin(show, "control");
	char text[9];

	snprintf(text, sizeof text, "%08X", (unsigned)code);
	json_member_string(json, "code", text);
	put_bytes(show, "command", command);
	put_hex(json, "response", bytes, length);
	finish(show);
}

void show_json_tlv(struct show *show, const uint8_t *data, size_t length)
{
	begin(show, "tlv");
	put_tree(show, "objects", data, length, (struct secret){0, 0});
	finish(show);
}

void show_summary(struct show *show, const struct show_summary *summary)
{
	if (show->format != SHOW_JSON)
		return;
	show->file = NULL;
	struct json *json = begin(show, "summary");
	json_member_integer(json, "files", (int64_t)summary->files);
	json_member_integer(json, "tests", (int64_t)summary->tests);
	json_member_integer(json, "passed", (int64_t)summary->passed);
	json_member_integer(json, "failed", (int64_t)summary->failed);
	json_member_integer(json, "errors", (int64_t)summary->errors);
	json_member_integer(json, "skipped", (int64_t)summary->skipped);
	json_member_integer(json, "apdus", (int64_t)summary->apdus);
	json_member_real(json, "ms", summary->ms);
	json_member_integer(json, "status", summary->status);
	finish(show);
}
