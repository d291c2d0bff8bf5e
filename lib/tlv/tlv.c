#include "tlv/tlv.h"

#include "base/bytes.h"

/* ISO/IEC 8825-1, 8.1.2: five bits; if all are set, seven bits in each following byte. */
static enum tlv_fault read_ber_tag(struct cursor *cursor, enum tlv_form form, uint32_t *tag)
{
	uint8_t byte;

	if (!cursor_u8(cursor, &byte))
		return TLV_TAG_CUT;
	*tag = byte;
	if ((byte & 0x1F) != 0x1F || form == TLV_ONE_BYTE)
		return TLV_FINE;
	for (unsigned i = 0; i < 3; i++) {
		if (!cursor_u8(cursor, &byte))
			return TLV_TAG_CUT;
		*tag = *tag << 8 | byte;
		if ((byte & 0x80) == 0)
			return TLV_FINE;
	}
	return TLV_TAG_LONG;
}

bool tlv_read_tag(struct cursor *cursor, uint32_t *tag)
{
	return read_ber_tag(cursor, TLV_BER, tag) == TLV_FINE;
}

void tlv_write_tag(char out[TLV_TAG_TEXT], uint32_t tag)
{
	uint8_t bytes[4];
	size_t count = 0;

	for (int shift = 24; shift >= 0; shift -= 8)
		if (tag >> shift != 0 || shift == 0)
			bytes[count++] = (uint8_t)(tag >> shift);
	hex_write(out, bytes, count);
}

/* TS 101 220, 7.1.1: one byte, or 7F and two bytes. */
static enum tlv_fault read_comprehension_tag(struct cursor *cursor, struct tlv *tlv)
{
	uint8_t byte = 0;
	const uint8_t *two;

	cursor_u8(cursor, &byte);
	tlv->comprehension = byte & 0x80;
	tlv->tag = byte & 0x7F;
	if (byte != 0x7F)
		return TLV_FINE;
	if (!cursor_bytes(cursor, 2, &two))
		return TLV_TAG_CUT;
	tlv->comprehension = two[0] & 0x80;
	tlv->tag = 0x7F0000u | (two[0] & 0x7Fu) << 8 | two[1];
	return TLV_FINE;
}

/* ISO/IEC 8825-1, 8.1.3; ISO/IEC 7816-4, 5.2.2.2: at most 84 and four bytes. */
static enum tlv_fault read_length(struct cursor *cursor, struct tlv *tlv)
{
	uint8_t byte;
	const uint8_t *more;

	if (!cursor_u8(cursor, &byte))
		return TLV_LENGTH_CUT;
	if (byte < 0x80) {
		tlv->length = byte;
		return TLV_FINE;
	}
	cursor->at--;
	if (byte == 0x80)
		return TLV_INDEFINITE;
	if (byte > 0x84)
		return TLV_LENGTH_LONG;
	cursor->at++;
	if (!cursor_bytes(cursor, byte & 0x7Fu, &more))
		return TLV_LENGTH_CUT;
	tlv->length = 0;
	for (unsigned i = 0; i < (byte & 0x7Fu); i++)
		tlv->length = tlv->length << 8 | more[i];
	return TLV_FINE;
}

enum tlv_fault tlv_read(struct cursor *cursor, enum tlv_form form, struct tlv *tlv,
                        size_t *fault_at)
{
	struct cursor ahead = *cursor;
	enum tlv_fault fault;
	const uint8_t *value;

	*tlv = (struct tlv){.at = cursor->at};
	if (form != TLV_COMPREHENSION) {
		tlv->constructed = cursor_left(&ahead) > 0 && ahead.bytes[ahead.at] & 0x20;
		fault = read_ber_tag(&ahead, form, &tlv->tag);
	} else {
		fault = read_comprehension_tag(&ahead, tlv);
	}
	if (fault == TLV_FINE)
		fault = read_length(&ahead, tlv);
	if (fault == TLV_FINE) {
		tlv->header = ahead.at - tlv->at;
		if (!cursor_bytes(&ahead, tlv->length, &value))
			fault = TLV_VALUE_CUT;
	}
	if (fault == TLV_FINE)
		*cursor = ahead;
	else if (fault == TLV_INDEFINITE || fault == TLV_LENGTH_LONG)
		*fault_at = ahead.at;
	else
		*fault_at = fault == TLV_TAG_LONG ? cursor->at : cursor->length;
	return fault;
}

size_t tlv_padding(const struct cursor *cursor)
{
	const uint8_t *bytes = cursor->bytes + cursor->at;
	size_t left = cursor_left(cursor), n = 0;

	while (n < left && bytes[n] == 0x00)
		n++;
	if (n > 0)
		return n;
	while (n < left && bytes[n] == 0xFF)
		n++;
	return n == left ? n : 0;
}

const char *tlv_fault_text(enum tlv_fault fault)
{
	static const char *const texts[] = {
		[TLV_FINE] = "",
		[TLV_TAG_CUT] = "the tag is not complete",
		[TLV_TAG_LONG] = "a tag of more than four bytes",
		[TLV_LENGTH_CUT] = "the length is not complete",
		[TLV_INDEFINITE] = "indefinite length, which smart cards do not use",
		[TLV_LENGTH_LONG] = "a length of more than four bytes",
		[TLV_VALUE_CUT] = "the value is shorter than its length",
	};

	return texts[fault];
}

/* Reads the next object after any padding. Returns false at the end or at an invalid object, which
 * *fault distinguishes. */
static bool next_object(struct cursor *cursor, struct tlv *tlv, enum tlv_fault *fault)
{
	size_t at;

	*fault = TLV_FINE;
	cursor->at += tlv_padding(cursor);
	if (cursor_left(cursor) == 0)
		return false;
	*fault = tlv_read(cursor, TLV_BER, tlv, &at);
	return *fault == TLV_FINE;
}

static bool is_whole(const uint8_t *bytes, size_t length, unsigned depth)
{
	struct cursor cursor = cursor_start(bytes, length);
	enum tlv_fault fault;
	struct tlv tlv;

	if (depth > TLV_DEPTH_MAX && length > 0)
		return false;
	while (next_object(&cursor, &tlv, &fault))
		if (tlv.constructed &&
		    !is_whole(bytes + tlv.at + tlv.header, tlv.length, depth + 1))
			return false;
	return fault == TLV_FINE;
}

bool tlv_is_whole(const uint8_t *bytes, size_t length)
{
	struct cursor cursor = cursor_start(bytes, length);

	return tlv_padding(&cursor) < length && is_whole(bytes, length, 1);
}

size_t tlv_objects(const uint8_t *bytes, size_t length)
{
	struct cursor cursor = cursor_start(bytes, length);
	enum tlv_fault fault;
	struct tlv tlv;

	while (next_object(&cursor, &tlv, &fault))
		;
	return cursor.at;
}

bool tlv_get(const uint8_t *bytes, size_t length, uint32_t tag, const uint8_t **value,
             size_t *value_length)
{
	struct cursor cursor = cursor_start(bytes, length);
	enum tlv_fault fault;
	struct tlv tlv;

	while (next_object(&cursor, &tlv, &fault)) {
		if (tlv.tag == tag) {
			*value = bytes + tlv.at + tlv.header;
			*value_length = tlv.length;
			return true;
		}
	}
	return false;
}
