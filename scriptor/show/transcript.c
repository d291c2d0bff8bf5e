#include "scriptor/show/transcript.h"

#include "apdu/describe_apdu.h"
#include "tlv/describe_tlv.h"
#include "sys/memory.h"

bool transcript_begin(struct transcript *transcript, const struct transcript_format *format,
                      FILE *out)
{
	*transcript = (struct transcript){.format = format, .out = out, .palette = &palette_plain};
	if (format->begin != NULL)
		format->begin(transcript);
	return !transcript->failed;
}

void transcript_words(struct transcript *transcript, enum event_kind kind, const char *text,
                      size_t length)
{
	transcript_item(transcript,
	                &(struct transcript_event){.kind = kind, .text = text, .length = length});
}

void transcript_error(struct transcript *transcript, const char *text, int status)
{
	if (transcript->format->error != NULL)
		transcript->format->error(transcript, text, status);
}

void transcript_end(struct transcript *transcript, const struct summary *summary)
{
	if (transcript->format->end != NULL)
		transcript->format->end(transcript, summary);
}

void transcript_free(struct transcript *transcript)
{
	(void)memory_sufficed(!transcript->failed);
	json_free(&transcript->json);
	text_free(&transcript->row);
	tree_free(&transcript->tree);
	apdu_joined_free(&transcript->joined);
}

static bool is_hidden(const struct transcript *transcript, const struct shown_bytes *bytes,
                      size_t at)
{
	const struct text *hidden = bytes->hidden;

	return !transcript->secrets && hidden != NULL && at < hidden->length &&
		hidden->data[at] != 0;
}

static void add_hex(struct transcript *transcript, const struct shown_bytes *bytes, bool masks,
                    char blank)
{
	struct text *row = &transcript->row;
	struct secret secret = {0, 0};

	if (masks && !transcript->secrets)
		secret = bytes->control ? secret_find_control(bytes->bytes, bytes->length) :
					  secret_find(bytes->bytes, bytes->length);
	if (secret.length == 0 && (bytes->hidden == NULL || bytes->hidden->length == 0)) {
		text_hex(row, bytes->bytes, bytes->length, blank);
		return;
	}
	for (size_t i = 0; i < bytes->length; i++) {
		if (i > 0 && blank != '\0')
			text_add(row, &blank, 1);
		if (is_hidden(transcript, bytes, i) || secret_has(secret, i))
			text_puts(row, "**");
		else
			text_hex(row, bytes->bytes + i, 1, '\0');
	}
}

const char *transcript_hex(struct transcript *transcript, const struct shown_bytes *bytes,
                           bool masks, char blank)
{
	text_clear(&transcript->row);
	add_hex(transcript, bytes, masks, blank);
	transcript->failed = transcript->failed || transcript->row.failed;
	return transcript->row.length > 0 ? transcript->row.data : "";
}

static bool hides_header(const struct text *hidden)
{
	for (size_t i = 0; i < hidden->length && i < 4; i++)
		if (hidden->data[i] != 0)
			return true;
	return false;
}

/* If a variable with a secret is part of the command, all bytes after the header are secret, or the
 * whole command if the variable is part of the header. */
struct secret transcript_secret(const struct transcript *transcript,
                                const struct shown_bytes *command)
{
	const struct text *hidden = command->hidden;

	if (transcript->secrets)
		return (struct secret){0, 0};
	if (hidden != NULL && hides_header(hidden))
		return (struct secret){0, command->length};
	if (hidden != NULL && hidden->length > 4)
		return (struct secret){4, command->length - 4};
	return secret_find(command->bytes, command->length);
}

/* If the header is secret, the response is described without its command. */
static size_t known_length(const struct transcript *transcript, const struct shown_bytes *command)
{
	return secret_has(transcript_secret(transcript, command), 0) ? 0 : command->length;
}

void transcript_describe_response(struct transcript *transcript, const struct shown_apdu *apdu)
{
	const struct shown_bytes *command = &apdu->command;

	describe_response(&transcript->tree, apdu->response, apdu->response_length, command->bytes,
	                  known_length(transcript, command), apdu->context);
}

static bool hides_any(const struct transcript *transcript, const struct shown_bytes *bytes)
{
	return !transcript->secrets && bytes->hidden != NULL && bytes->hidden->length > 0;
}

/* Keeps the parts of data that takes several APDUs, to explain it when it is complete. */
static void join(struct transcript *transcript, const struct shown_apdu *apdu)
{
	struct apdu_joined *joined = &transcript->joined;

	if (!apdu->explain) {
		apdu_joined_free(joined);
		return;
	}
	apdu_join(joined, apdu->command.bytes, known_length(transcript, &apdu->command),
	          hides_any(transcript, &apdu->command), apdu->response, apdu->response_length,
	          apdu->context);
	if (joined->command.bytes.failed || joined->response.bytes.failed)
		transcript->failed = true;
}

void transcript_item(struct transcript *transcript, const struct transcript_event *event)
{
	if (event->apdu != NULL && event->kind != EVENT_APDU)
		join(transcript, event->apdu);
	if (transcript->format->item[event->kind] != NULL)
		transcript->format->item[event->kind](transcript, event);
}

bool transcript_describe_joined_command(struct transcript *transcript,
                                        const struct shown_apdu *apdu, struct apdu_view *view)
{
	const struct apdu_joined *joined = &transcript->joined;
	const uint8_t *command = (const uint8_t *)joined->command.bytes.data;
	size_t length = joined->command.bytes.length;

	if (!joined->command.ended ||
	    (!transcript->secrets && (joined->hidden || secret_find(command, length).length > 0)))
		return false;
	describe_joined_command(&transcript->tree, joined, apdu->context);
	*view = (struct apdu_view){.bytes = command + JOINED_DATA_AT,
	                           .length = length - JOINED_DATA_AT};
	return true;
}

bool transcript_describe_joined_response(struct transcript *transcript,
                                         const struct shown_apdu *apdu, struct apdu_view *view)
{
	const struct apdu_joined *joined = &transcript->joined;

	if (!joined->response.ended)
		return false;
	describe_joined_response(&transcript->tree, joined, apdu->context);
	*view = (struct apdu_view){.bytes = (const uint8_t *)joined->response.bytes.data +
	                                   joined->from,
	                           .length = joined->whole - joined->from};
	return true;
}

bool transcript_describe_objects(struct transcript *transcript,
                                 const struct transcript_event *event)
{
	struct tlv_place place = {.form = TLV_BER,
	                          .parent = 0,
	                          .family = apdu_context_family(event->context, event->cla)};

	if (!tlv_is_likely(event->bytes, event->byte_count, place.family))
		return false;
	tree_start(&transcript->tree);
	describe_tlv(&transcript->tree, 0, event->bytes, event->byte_count, &place);
	return true;
}
