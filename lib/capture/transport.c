#include "capture/transport.h"

#include "atr/atr_params.h"

enum { BLOCK_MAX = 3 + 254 + 2 };

void transport_free(struct transport *transport)
{
	t1_blocks_free(&transport->t1);
	t0_characters_free(&transport->t0);
	text_free(&transport->block);
}

void transport_reset(struct transport *transport)
{
	transport->blocks = transport->plain = false;
	t1_blocks_reset(&transport->t1);
	t0_characters_reset(&transport->t0);
	text_clear(&transport->block);
}

bool transport_is_plain(const struct transport *transport)
{
	return transport->level == TRANSPORT_APDU ||
		(transport->plain && transport->level != TRANSPORT_CHARACTER);
}

/* Handles a PPS before the first command; its response sets the protocol. */
static bool take_pps(struct track *track, const uint8_t *request, size_t request_length,
                     const uint8_t *response, size_t response_length)
{
	if (!atr_is_pps(request, request_length) ||
	    (response != NULL && !atr_is_pps(response, response_length)))
		return false;
	if (response != NULL)
		track_protocol(track, response[1] & 0x0F);
	track_bytes(track, "PPS request", request, request_length);
	if (response != NULL)
		track_bytes(track, "PPS response", response, response_length);
	return true;
}

/* If nothing else is known, the bytes of both sides must be blocks with the usual node
 * addresses. */
static bool looks_like_blocks(const uint8_t *command, size_t command_length,
                              const uint8_t *response, size_t response_length)
{
	struct t1_block block;

	return t1_block_read(&block, command, command_length) && block.nad == 0 &&
		response != NULL && t1_block_read(&block, response, response_length) &&
		block.nad == 0;
}

static bool are_blocks(struct transport *transport, struct track *track, const uint8_t *command,
                       size_t command_length, const uint8_t *response, size_t response_length)
{
	struct t1_block block;

	if (transport->blocks || transport->level == TRANSPORT_APDU || track->protocol == 0)
		return transport->blocks;
	if (transport->level == TRANSPORT_TPDU && track->protocol == 1)
		transport->blocks = t1_block_read(&block, command, command_length);
	if (looks_like_blocks(command, command_length, response, response_length))
		transport->blocks = true;
	if (transport->blocks)
		track_protocol(track, 1);
	return transport->blocks;
}

/* The card's block is received in pieces, prologue first. */
static void take_piece(struct transport *transport, struct track *track, const uint8_t *bytes,
                       size_t length)
{
	const struct text *block = &transport->block;

	if (block->length + length <= BLOCK_MAX)
		text_add(&transport->block, (const char *)bytes, length);
	track->list->failed = track->list->failed || block->failed;
	size_t whole = t1_block_length((const uint8_t *)block->data, block->length);
	if (whole == 0 || block->length < whole)
		return;
	t1_blocks_take(&transport->t1, track, true, (const uint8_t *)block->data, block->length);
	text_clear(&transport->block);
}

static void take_characters(struct transport *transport, struct track *track,
                            const uint8_t *command, size_t command_length, const uint8_t *response,
                            size_t response_length)
{
	if (track->protocol != 1) {
		t0_characters_take(&transport->t0, track, false, command, command_length);
		if (response != NULL)
			t0_characters_take(&transport->t0, track, true, response, response_length);
		return;
	}
	t1_blocks_take(&transport->t1, track, false, command, command_length);
	if (response != NULL)
		take_piece(transport, track, response, response_length);
}

void transport_exchange(struct transport *transport, struct track *track, const uint8_t *command,
                        size_t command_length, const uint8_t *response, size_t response_length)
{
	if (transport->level != TRANSPORT_APDU &&
	    take_pps(track, command, command_length, response, response_length))
		return;
	if (transport->level == TRANSPORT_CHARACTER) {
		take_characters(transport, track, command, command_length, response,
		                response_length);
	} else if (are_blocks(transport, track, command, command_length, response,
	                      response_length)) {
		t1_blocks_take(&transport->t1, track, false, command, command_length);
		if (response != NULL)
			t1_blocks_take(&transport->t1, track, true, response, response_length);
	} else {
		transport->plain = true;
		if (command_length > 0)
			track_command(track, command, command_length);
		if (response != NULL)
			track_response(track, response, response_length);
	}
}
