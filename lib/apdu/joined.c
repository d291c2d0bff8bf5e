#include "apdu/joined.h"

#include "apdu/chain.h"
#include "apdu/ins.h"
#include "apdu/secret.h"
#include "tlv/describe_tlv.h"
#include "tlv/tlv.h"

#include <string.h>

enum {
	READ_BINARY = 0xB0,
	ODD = 0x01,    /* in INS: the data are objects */
	OFFSET = 0x54, /* ISO/IEC 7816-4:2005, 7.2.1 */
	DATA_MAX = 65535,
};

void apdu_joined_free(struct apdu_joined *joined)
{
	text_free(&joined->command.bytes);
	text_free(&joined->response.bytes);
	*joined = (struct apdu_joined){0};
}

static void start(struct apdu_joined_part *part)
{
	text_clear(&part->bytes);
	part->count = 0;
	part->lost = false;
}

/* Adds data; most is how many bytes there may be. */
static void add(struct apdu_joined_part *part, const uint8_t *data, size_t length, size_t most)
{
	part->lost = part->lost || length > most - part->bytes.length;
	if (part->lost || length == 0)
		return;
	text_add(&part->bytes, (const char *)data, length);
	part->count++;
}

static bool is_kept(const struct apdu_joined_part *part)
{
	return part->count > 1 && !part->lost && !part->bytes.failed;
}

static void start_command(struct apdu_joined *joined, const struct apdu *apdu)
{
	const uint8_t header[JOINED_DATA_AT] = {apdu->cla & (uint8_t)~CHAINING, apdu->ins, apdu->p1,
	                                        apdu->p2};

	start(&joined->command);
	text_add(&joined->command.bytes, (const char *)header, sizeof header);
	joined->hidden = false;
}

/* Blocks may be independent of each other: the secret in one is not seen in the whole. */
static bool hides(const struct apdu *apdu, const uint8_t *command, size_t length)
{
	return chain_is_store_data(apdu) && secret_find(command, length).length > 0;
}

static void set_lc(struct text *command)
{
	size_t nc = command->length - JOINED_DATA_AT;

	command->data[5] = (char)(nc >> 8);
	command->data[6] = (char)nc;
}

/* next: the command is the next part of those before it. */
static void join_command(struct apdu_joined *joined, const struct apdu *apdu,
                         const uint8_t *command, size_t length, bool hidden, bool next)
{
	struct apdu_joined_part *part = &joined->command;
	bool more = chain_goes_on(apdu), begins = chain_begins(apdu) && !next;

	next = next && joined->goes_on;
	joined->goes_on = false;
	if (!next && !begins)
		return;
	if (begins)
		start_command(joined, apdu);
	add(part, command + apdu->data_at, apdu->nc, JOINED_DATA_AT + DATA_MAX);
	joined->hidden = joined->hidden || hidden || hides(apdu, command, length);
	joined->goes_on = more && !part->bytes.failed;
	part->ended = !more && is_kept(part);
	if (part->ended)
		set_lc(&part->bytes);
}

static bool is_read(const uint8_t *header)
{
	return (header[1] & ~ODD) == READ_BINARY && ins_group(header[0]) == INS_ISO;
}

/* 7.2.2: with b8 of P1 a short identifier, and the offset in P2 alone; with odd INS it is an object
 * in the data. Returns SIZE_MAX if it has none. */
static size_t read_offset(const struct apdu *apdu, const uint8_t *command)
{
	const uint8_t *value;
	size_t length, offset = 0;

	if ((apdu->ins & ODD) == 0)
		return apdu->p1 & 0x80 ? apdu->p2 : (size_t)apdu->p1 << 8 | apdu->p2;
	if (!tlv_get(command + apdu->data_at, apdu->nc, OFFSET, &value, &length) || length > 4)
		return SIZE_MAX;
	for (size_t i = 0; i < length; i++)
		offset = offset << 8 | value[i];
	return offset;
}

/* Without one, an even INS reads the file that was selected last. */
static bool same_file(const uint8_t *first, const struct apdu *apdu)
{
	if ((apdu->ins & ODD) != 0)
		return first[2] == apdu->p1 && first[3] == apdu->p2;
	return !(apdu->p1 & 0x80) || first[2] == apdu->p1;
}

/* Returns true if the command reads on in the file whose start was read. */
static bool reads_on(const struct apdu_joined *joined, const struct apdu *apdu,
                     const uint8_t *command)
{
	const uint8_t *first = joined->header;

	return !joined->response.lost && is_read(first) && first[0] == apdu->cla &&
		first[1] == apdu->ins && same_file(first, apdu) &&
		read_offset(apdu, command) == joined->response.bytes.length;
}

/* Leaves out the objects of a file that were described. */
static void leave_described(struct apdu_joined *joined)
{
	joined->from = joined->whole;
	joined->response.count = joined->response.bytes.length > joined->whole;
	if ((joined->header[1] & ODD) == 0)
		joined->header[3] = 1; /* the rest is not the start of the file */
}

/* Returns the length of the constructed object that the data begins with, 0 if there is none. What
 * follows it is not seen yet, so that objects must fill it. */
static size_t first_object(const uint8_t *data, size_t length)
{
	struct cursor cursor = cursor_start(data, length);
	struct tlv tlv;
	size_t at;

	return tlv_read(&cursor, TLV_BER, &tlv, &at) == TLV_FINE && tlv.constructed &&
			tlv_is_whole(data, cursor.at) ?
		cursor.at :
		0;
}

/* A piece was added to the first begun bytes of a file. Where the file ends is not known: it is
 * described when its first data object is complete, and when all that were begun are. */
static bool completes(struct apdu_joined *joined, size_t begun, enum family family)
{
	const struct text *file = &joined->response.bytes;
	const uint8_t *data = (const uint8_t *)file->data;
	size_t before = joined->whole, from = joined->from, first = 0;

	if (file->length == 0)
		return false;
	joined->whole += tlv_objects(data + before, file->length - before);
	if (joined->whole == before || before >= begun)
		return false;
	if (joined->whole < file->length && before == from)
		first = first_object(data + from, file->length - from);
	if (first > 0)
		joined->whole = from + first;
	return (joined->whole == file->length || first > 0) &&
		tlv_is_likely(data + from, joined->whole - from, family);
}

/* A piece was added to the first begun bytes of an NDEF file: its length, in length_bytes bytes,
 * and the message, which is described when it is complete. One that was read in one piece was
 * described already. */
static bool completes_message(struct apdu_joined *joined, size_t begun, size_t length_bytes)
{
	const struct text *file = &joined->response.bytes;
	size_t whole = 0;

	if (begun <= length_bytes)
		return false;
	for (size_t i = 0; i < length_bytes; i++)
		whole = whole << 8 | (uint8_t)file->data[i];
	whole += length_bytes;
	if (begun >= whole || file->length < whole)
		return false;
	joined->whole = whole;
	return true;
}

static void start_response(struct apdu_joined *joined, const struct apdu *apdu,
                           const uint8_t *command)
{
	memcpy(joined->header, command, sizeof joined->header);
	start(&joined->response);
	joined->whole = joined->from = 0;
	joined->response.lost = is_read(command) && read_offset(apdu, command) != 0;
}

/* ISO/IEC 7816-4:2005, 5.1.3: more follows 61XX; an error has no data, a warning may have. */
static bool is_end(uint16_t sw)
{
	uint8_t sw1 = (uint8_t)(sw >> 8);

	return sw1 != 0x61 && (sw1 < 0x64 || sw1 > 0x6F);
}

static void join_response(struct apdu_joined *joined, const uint8_t *data, size_t length,
                          const struct apdu_context *context, uint8_t cla)
{
	struct apdu_joined_part *part = &joined->response;
	enum family family = apdu_context_family(context, cla);
	struct apdu_selection selected = apdu_context_selected(context, cla);
	size_t begun = part->bytes.length, ndef = apdu_ndef_length_bytes(family, &selected);
	add(part, data, length, DATA_MAX);
	if (is_read(joined->header)) {
		bool whole = ndef > 0 ? completes_message(joined, begun, ndef) :
					completes(joined, begun, family);
		part->ended = whole && is_kept(part);
		return;
	}
	joined->whole = part->bytes.length;
	part->ended = length > 0 && is_kept(part) && is_end(joined->sw);
}

void apdu_join(struct apdu_joined *joined, const uint8_t *command, size_t length, bool hidden,
               const uint8_t *response, size_t response_length, const struct apdu_context *context)
{
	struct apdu apdu = apdu_read(command, length);

	if (!context->has_header)
		apdu_joined_free(joined);
	/* Each frame of DESFire is described by itself. */
	bool fetches = ins_group(apdu.cla) != INS_DESFIRE &&
		apdu_fetches_more(context, apdu.cla, apdu.ins) &&
		(joined->response.count == 0 || context->frames > 0);
	if (joined->response.ended && is_read(joined->header))
		leave_described(joined);
	joined->command.ended = joined->response.ended = false;
	if (apdu.kind == APDU_INVALID) {
		joined->goes_on = false;
		joined->response.lost = true; /* what is fetched next is not known */
		return;
	}
	if (response_length < 2)
		return;
	joined->sw = (uint16_t)(response[response_length - 2] << 8 | response[response_length - 1]);
	if (!fetches) {
		join_command(joined, &apdu, command, length, hidden,
		             apdu_is_next_part(context, &apdu));
		if (!reads_on(joined, &apdu, command))
			start_response(joined, &apdu, command);
	}
	join_response(joined, response, response_length - 2, context, apdu.cla);
}
