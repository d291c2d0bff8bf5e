#include "capture/gsmtap.h"

#include "base/array.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SENDERS = 256,
	/* Link types, www.tcpdump.org/linktypes.html. */
	LINK_NULL = 0,
	LINK_ETHERNET = 1,
	LINK_RAW_BSD = 12,
	LINK_RAW_OPENBSD = 14,
	LINK_RAW = 101,
	LINK_LOOP = 108,
	LINK_LINUX_SLL = 113,
	LINK_IPV4 = 228,
	LINK_IPV6 = 229,
	LINK_LINUX_SLL2 = 276,
};

struct sender {
	char name[CAPTURE_READER_SIZE]; /* "gsmtap ADDRESS PORT" */
	struct track track;
	struct text command, response; /* of a TPDU received in parts; owned */
};

struct gsmtap_decoder {
	struct track_list *list;
	struct sender **senders; /* owned */
	size_t count, size;
};

struct packet {
	const uint8_t *source; /* address */
	size_t source_length;
	uint16_t port; /* of the source */
	const uint8_t *data;
	size_t length;
};

static uint16_t be16(const uint8_t *at)
{
	return (uint16_t)(at[0] << 8 | at[1]);
}

/* Returns the offset of the IP packet; -1 for an unknown link type. */
static int head_length(int link)
{
	static const struct {
		int link, head;
	} heads[] = {
		{LINK_NULL, 4}, {LINK_ETHERNET, 14},   {LINK_RAW_BSD, 0},    {LINK_RAW_OPENBSD, 0},
		{LINK_RAW, 0},  {LINK_LOOP, 4},        {LINK_LINUX_SLL, 16}, {LINK_IPV4, 0},
		{LINK_IPV6, 0}, {LINK_LINUX_SLL2, 20},
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (heads[i].link == link)
			return heads[i].head;
	return -1;
}

bool gsmtap_knows(int link)
{
	return head_length(link) >= 0;
}

/* Skips the link-layer header and VLAN tags. */
static bool find_ip(int link, const uint8_t **bytes, size_t *length)
{
	size_t head = (size_t)head_length(link);

	while (link == LINK_ETHERNET && head + 4 <= *length &&
	       (be16(*bytes + head - 2) == 0x8100 || be16(*bytes + head - 2) == 0x88A8))
		head += 4;
	if (*length < head)
		return false;
	*bytes += head;
	*length -= head;
	return true;
}

/* RFC 791, RFC 8200; fragments are ignored. */
static bool find_udp(const uint8_t **bytes, size_t *length, struct packet *packet)
{
	enum { UDP = 17, IPV6_HEAD = 40, MORE_OR_OFFSET = 0x3FFF };
	const uint8_t *ip = *bytes;
	size_t head = IPV6_HEAD, whole;

	if (*length >= 20 && ip[0] >> 4 == 4) {
		head = 4 * (size_t)(ip[0] & 0x0F);
		whole = be16(ip + 2);
		packet->source = ip + 12;
		packet->source_length = 4;
		if (ip[9] != UDP || be16(ip + 6) & MORE_OR_OFFSET || head < 20)
			return false;
	} else if (*length >= IPV6_HEAD && ip[0] >> 4 == 6) {
		whole = IPV6_HEAD + (size_t)be16(ip + 4);
		packet->source = ip + 8;
		packet->source_length = 16;
		if (ip[6] != UDP)
			return false;
	} else {
		return false;
	}
	*length = whole < *length ? whole : *length;
	if (*length < head)
		return false;
	*bytes += head;
	*length -= head;
	return true;
}

/* RFC 768 */
static bool find_gsmtap(const uint8_t *udp, size_t length, struct packet *packet)
{
	enum { UDP_HEAD = 8, PORT = 4729, VERSION = 2, TYPE_SIM = 4, HEAD = 16 };

	if (length < UDP_HEAD + HEAD || (be16(udp) != PORT && be16(udp + 2) != PORT) ||
	    be16(udp + 4) > length || be16(udp + 4) < UDP_HEAD + HEAD)
		return false;
	packet->port = be16(udp);
	packet->data = udp + UDP_HEAD;
	packet->length = be16(udp + 4) - (size_t)UDP_HEAD;
	return packet->data[0] == VERSION && packet->data[2] == TYPE_SIM &&
		4 * (size_t)packet->data[1] >= HEAD &&
		4 * (size_t)packet->data[1] <= packet->length;
}

static struct sender *add_sender(struct gsmtap_decoder *decoder, const char *name)
{
	struct sender **senders;
	struct sender *sender = NULL;

	if (decoder->count == SENDERS)
		return NULL;
	senders = array_room(decoder->senders, decoder->count, &decoder->size, sizeof *senders);
	if (senders != NULL) {
		decoder->senders = senders;
		sender = calloc(1, sizeof *sender);
	}
	if (sender == NULL) {
		decoder->list->failed = true;
		return NULL;
	}
	snprintf(sender->name, sizeof sender->name, "%s", name);
	track_start(&sender->track, decoder->list, name);
	return senders[decoder->count++] = sender;
}

static struct sender *sender_of(struct gsmtap_decoder *decoder, const struct packet *packet)
{
	char name[CAPTURE_READER_SIZE] = "gsmtap ";
	size_t at = strlen(name);

	for (size_t i = 0; i < packet->source_length; i++)
		if (packet->source_length == 4)
			at += (size_t)snprintf(name + at, sizeof name - at, "%s%u",
			                       i > 0 ? "." : "", packet->source[i]);
		else
			at += (size_t)snprintf(name + at, sizeof name - at, "%s%02x",
			                       i > 0 && i % 2 == 0 ? ":" : "", packet->source[i]);
	snprintf(name + at, sizeof name - at, " port %u", packet->port);
	for (size_t i = 0; i < decoder->count; i++)
		if (strcmp(decoder->senders[i]->name, name) == 0)
			return decoder->senders[i];
	return add_sender(decoder, name);
}

/* Instructions whose data are sent by the card, on UICCs and SIMs (ETSI TS 102 221, 10.1.2; 3GPP TS
 * 51.011, 9.2): the packet does not show who sent the data. */
static bool is_from_card(uint8_t ins)
{
	static const uint8_t list[] = {0x12, 0x70, 0x84, 0xB0, 0xB2, 0xC0, 0xCA, 0xF2};

	return memchr(list, ins, sizeof list) != NULL;
}

enum { HEADER = 5 };

/* Reads header, data of one side, SW1 SW2. */
static void take_apdu(struct track *track, const uint8_t *bytes, size_t length)
{
	if (length < HEADER + 2) {
		track_bytes(track, "truncated APDU", bytes, length);
		return;
	}
	size_t data = length - HEADER - 2;
	size_t sent = HEADER + (data != bytes[4] || is_from_card(bytes[1]) ? 0 : data);
	if (track->protocol == TRACK_NO_PROTOCOL)
		track_protocol(track, 0);
	track_command(track, bytes, sent);
	track_response(track, bytes + sent, length - sent);
}

/* Collects the parts of a TPDU, which ends with the status word. */
static void take_part(struct sender *sender, bool from_card, bool last, const uint8_t *bytes,
                      size_t length)
{
	struct text *text = from_card ? &sender->response : &sender->command;
	struct track *track = &sender->track;
	enum { PART_MAX = 2 * (HEADER + 256 + 2) };

	if (text->length + length > PART_MAX)
		text_clear(text);
	text_add(text, (const char *)bytes, length);
	track->list->failed = track->list->failed || text->failed;
	if (!last || track->list->failed)
		return;
	if (sender->command.length > 0) {
		track_command(track, (const uint8_t *)sender->command.data, sender->command.length);
		track_response(track, (const uint8_t *)sender->response.data,
		               sender->response.length);
	}
	text_clear(&sender->command);
	text_clear(&sender->response);
}

static void take_packet(struct sender *sender, unsigned kind, const uint8_t *bytes, size_t length)
{
	enum {
		APDU,
		ATR,
		PPS_REQUEST,
		PPS_RESPONSE,
		TPDU_HEADER,
		TPDU_DATA,
		TPDU_RESPONSE,
		TPDU_SW
	};
	struct track *track = &sender->track;

	switch (kind) {
	case APDU:
		take_apdu(track, bytes, length);
		break;
	case ATR:
		track_atr(track, bytes, length);
		break;
	case PPS_RESPONSE:
		if (length >= 2)
			track_protocol(track, bytes[1] & 0x0F);
		track_bytes(track, "PPS response", bytes, length);
		break;
	case PPS_REQUEST:
		track_bytes(track, "PPS request", bytes, length);
		break;
	case TPDU_HEADER:
		text_clear(&sender->command);
		text_clear(&sender->response);
		take_part(sender, false, false, bytes, length);
		break;
	case TPDU_DATA:
		take_part(sender, false, false, bytes, length);
		break;
	case TPDU_RESPONSE:
	case TPDU_SW:
		take_part(sender, true, kind == TPDU_SW, bytes, length);
		break;
	default:
		break;
	}
}

struct gsmtap_decoder *gsmtap_decoder_new(struct track_list *list)
{
	struct gsmtap_decoder *decoder = calloc(1, sizeof *decoder);

	if (decoder != NULL)
		decoder->list = list;
	return decoder;
}

void gsmtap_decoder_free(struct gsmtap_decoder **decoder)
{
	if (*decoder == NULL)
		return;
	for (size_t i = 0; i < (*decoder)->count; i++) {
		struct sender *sender = (*decoder)->senders[i];

		track_free(&sender->track);
		text_free(&sender->command);
		text_free(&sender->response);
		free(sender);
	}
	free((*decoder)->senders);
	free(*decoder);
	*decoder = NULL;
}

void gsmtap_decoder_take(struct gsmtap_decoder *decoder, int link, const uint8_t *bytes,
                         size_t length)
{
	enum { SUB_TYPE_AT = 12 };
	struct packet packet;

	if (!find_ip(link, &bytes, &length) || !find_udp(&bytes, &length, &packet) ||
	    !find_gsmtap(bytes, length, &packet))
		return;
	struct sender *sender = sender_of(decoder, &packet);
	size_t head = 4 * (size_t)packet.data[1];
	if (sender != NULL)
		take_packet(sender, packet.data[SUB_TYPE_AT], packet.data + head,
		            packet.length - head);
}

void gsmtap_decoder_end(struct gsmtap_decoder *decoder)
{
	for (size_t i = 0; i < decoder->count; i++)
		track_end(&decoder->senders[i]->track);
}
