/* One JSON object per event: schema, event, file and line, followed by the details of the event. */
#include "scriptor/show/transcript.h"

#include "names/sw.h"
#include "reader/attribute.h"
#include "apdu/describe_apdu.h"
#include "render/apdu_view.h"
#include "render/json_member.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct json *begin_event(struct transcript *transcript, const char *event)
{
	struct json *json = transcript->json;

	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_string(json, "event", event);
	if (transcript->file != NULL) {
		json_member_text(json, "file", transcript->file, strlen(transcript->file));
	} else {
		json_member_null(json, "file");
	}
	if (transcript->file != NULL && transcript->line > 0)
		json_member_integer(json, "line", transcript->line);
	else
		json_member_null(json, "line");
	return json;
}

static void end_event(struct transcript *transcript)
{
	json_end(transcript->json);
	transcript->failed = !json_write(transcript->json, transcript->out) || transcript->failed;
}

static void put_bytes(struct transcript *transcript, const char *key,
                      const struct shown_bytes *bytes)
{
	json_member_string(transcript->json, key, transcript_hex(transcript, bytes, true, '\0'));
}

/* Writes an empty byte string as "", not null. */
static void put_hex(struct json *json, const char *key, const uint8_t *bytes, size_t length)
{
	static const uint8_t none[1];

	json_member_hex(json, key, length > 0 ? bytes : none, length);
}

static void put_expect(struct json *json, const struct shown_apdu *apdu)
{
	const struct expect *expect = apdu->expect;

	json_key(json, "expect");
	if (expect == NULL) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_text(json, "data",
	                 expect->data_given ? script_text(apdu->script, expect->data).text : NULL,
	                 expect->data.count);
	json_key(json, "sw");
	json_begin_array(json);
	for (uint32_t i = 0; i < expect->sw.count; i += 4)
		json_put_text(json, script_text(apdu->script, expect->sw).text + i, 4);
	json_end(json);
	if (expect->time_given)
		json_member_integer(json, "ms", expect->ms);
	else
		json_member_null(json, "ms");
	json_end(json);
}

static void put_tree(struct transcript *transcript, const char *key, struct apdu_view view)
{
	view.tree = &transcript->tree;
	json_key(transcript->json, key);
	transcript->failed = transcript->failed || transcript->tree.failed;
	render_apdu_json(transcript->json, &view);
}

/* Explains the data of several commands or responses with the last of them. */
static void put_joined(struct transcript *transcript, const struct shown_apdu *apdu)
{
	struct apdu_view view;

	if (transcript_describe_joined_command(transcript, apdu, &view))
		put_tree(transcript, "joined_command", view);
	else
		json_member_null(transcript->json, "joined_command");
	if (transcript_describe_joined_response(transcript, apdu, &view))
		put_tree(transcript, "joined_response", view);
	else
		json_member_null(transcript->json, "joined_response");
}

static void put_explained(struct transcript *transcript, const struct shown_apdu *apdu)
{
	const struct shown_bytes *command = &apdu->command;
	struct secret secret = transcript_secret(transcript, command);

	json_key(transcript->json, "explain");
	if (!apdu->explain || secret_has(secret, 0)) {
		json_put_null(transcript->json);
		return;
	}
	json_begin_object(transcript->json);
	describe_command(&transcript->tree, command->bytes, command->length, apdu->context, secret);
	put_tree(transcript, "command",
	         (struct apdu_view){
			 .bytes = command->bytes, .length = command->length, .secret = secret});
	tree_start(&transcript->tree);
	if (apdu->response != NULL)
		transcript_describe_response(transcript, apdu);
	put_tree(transcript, "response",
	         (struct apdu_view){.bytes = apdu->response, .length = apdu->response_length});
	put_joined(transcript, apdu);
	json_end(transcript->json);
}

static void put_answer(struct json *json, const struct shown_apdu *apdu)
{
	const struct shown_bytes *command = &apdu->command;
	size_t n = apdu->response_length;
	char words[160];

	if (apdu->response == NULL || n < 2) {
		json_member_hex(json, "response", apdu->response, n);
		json_member_null(json, "sw");
		json_member_null(json, "text");
		json_member_real(json, "ms", apdu->response == NULL ? NAN : apdu->ms);
		return;
	}
	const struct sw_context context =
		apdu_sw_context(command->bytes, command->length, apdu->context);
	uint16_t sw = (uint16_t)(apdu->response[n - 2] << 8 | apdu->response[n - 1]);
	sw_text(sw_find(sw, &context), sw, words, sizeof words);
	put_hex(json, "response", apdu->response, n - 2);
	json_member_hex(json, "sw", apdu->response + n - 2, 2);
	json_member_string(json, "text", words);
	json_member_real(json, "ms", apdu->ms);
}

static void write_apdu(struct transcript *transcript, const struct transcript_event *event)
{
	const struct shown_apdu *apdu = event->apdu;
	struct json *json = begin_event(transcript, "apdu");

	put_bytes(transcript, "command", &apdu->command);
	put_answer(json, apdu);
	put_expect(json, apdu);
	json_key(json, "ok");
	if (apdu->expect != NULL)
		json_put_bool(json, apdu->met);
	else
		json_put_null(json);
	put_explained(transcript, apdu);
	end_event(transcript);
}

static void write_error(struct transcript *transcript, const char *text, int status)
{
	struct json *json = begin_event(transcript, "error");

	json_member_text(json, "text", text, strlen(text));
	json_member_integer(json, "status", status);
	end_event(transcript);
}

static void write_finding(struct transcript *transcript, const struct transcript_event *event)
{
	const struct lint_finding *finding = event->finding;
	struct json *json = begin_event(transcript, "finding");

	json_member_integer(json, "column", finding->column);
	json_member_string(json, "code", lint_code_name(finding->code));
	json_member_text(json, "text", finding->text, strlen(finding->text));
	end_event(transcript);
}

static void put_card(struct json *json, const struct card *card)
{
	json_member_hex(json, "atr", card->atr_length > 0 ? card->atr : NULL, card->atr_length);
	json_member_string(json, "protocol", card_protocol_name(card->protocol));
}

static void write_connected(struct transcript *transcript, const struct transcript_event *event)
{
	put_card(begin_event(transcript, "connect"), event->card);
	end_event(transcript);
}

static void write_reset(struct transcript *transcript, const struct transcript_event *event)
{
	struct json *json = begin_event(transcript, "reset");

	json_member_string(json, "kind", event->code == CARD_COLD ? "cold" : "warm");
	put_card(json, event->card);
	end_event(transcript);
}

static void write_disconnected(struct transcript *transcript, const struct transcript_event *event)
{
	static const char *const names[] = {"leave", "reset", "unpower", "eject"};

	json_member_string(begin_event(transcript, "disconnect"), "disposition",
	                   names[event->code]);
	end_event(transcript);
}

static void write_echo(struct transcript *transcript, const struct transcript_event *event)
{
	json_member_text(begin_event(transcript, "echo"), "text",
	                 event->text == NULL ? "" : event->text, event->length);
	end_event(transcript);
}

static void put_code(struct json *json, const char *key, uint32_t code)
{
	char text[9];

	snprintf(text, sizeof text, "%08X", (unsigned)code);
	json_member_string(json, key, text);
}

static void write_attribute(struct transcript *transcript, const struct transcript_event *event)
{
	struct json *json = begin_event(transcript, "attrib");
	const struct attribute_row *row = attribute_row(event->code);

	put_code(json, "tag", event->code);
	json_member_string(json, "name", row == NULL ? NULL : row->name);
	put_hex(json, "value", event->bytes, event->byte_count);
	end_event(transcript);
}

static void write_control(struct transcript *transcript, const struct transcript_event *event)
{
	struct json *json = begin_event(transcript, "control");

	put_code(json, "code", event->code);
	put_bytes(transcript, "command", event->command);
	put_hex(json, "response", event->bytes, event->byte_count);
	end_event(transcript);
}

static void write_tlv(struct transcript *transcript, const struct transcript_event *event)
{
	if (!transcript_describe_objects(transcript, event))
		return;
	begin_event(transcript, "tlv");
	put_tree(transcript, "objects",
	         (struct apdu_view){.bytes = event->bytes, .length = event->byte_count});
	end_event(transcript);
}

static void write_summary(struct transcript *transcript, const struct summary *summary)
{
	transcript->file = NULL;
	struct json *json = begin_event(transcript, "summary");
	json_member_integer(json, "files", (int64_t)summary->files);
	json_member_integer(json, "tests", (int64_t)summary->tests);
	json_member_integer(json, "passed", (int64_t)summary->passed);
	json_member_integer(json, "failed", (int64_t)summary->failed);
	json_member_integer(json, "errors", (int64_t)summary->errors);
	json_member_integer(json, "skipped", (int64_t)summary->skipped);
	json_member_integer(json, "apdus", (int64_t)summary->apdus);
	json_member_real(json, "ms", summary->ms);
	json_member_integer(json, "status", summary->status);
	end_event(transcript);
}

static void start(struct transcript *transcript)
{
	transcript->json = json_new();
	transcript->failed = transcript->json == NULL;
}

const struct transcript_format transcript_json = {
	.begin = start,
	.item =
		{
			[EVENT_APDU] = write_apdu,
			[EVENT_CONNECTED] = write_connected,
			[EVENT_RESET] = write_reset,
			[EVENT_DISCONNECTED] = write_disconnected,
			[EVENT_ECHO] = write_echo,
			[EVENT_ATTRIBUTE] = write_attribute,
			[EVENT_CONTROL] = write_control,
			[EVENT_TLV] = write_tlv,
			[EVENT_FINDING] = write_finding,
		},
	.error = write_error,
	.end = write_summary,
};
