/* Parses data objects: BER-TLV (ISO/IEC 8825-1, 8.1; ISO/IEC 7816-4:2005, 5.2.2) and
 * COMPREHENSION-TLV (ETSI TS 101 220, 7.1.1). */
#ifndef TLV_TLV_H
#define TLV_TLV_H

#include "base/cursor.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TLV_DEPTH_MAX = 16,
	TLV_TAG_TEXT = 9, /* eight digits and a NUL */
};

enum tlv_form {
	TLV_BER,
	TLV_ONE_BYTE,      /* the same with tags of one byte, so that DF is one: TS 101 220, 7.2 */
	TLV_COMPREHENSION, /* of the card application toolkit: b8 of a one-byte tag is a flag */
};

enum tlv_fault {
	TLV_FINE,
	TLV_TAG_CUT,     /* the tag is truncated */
	TLV_TAG_LONG,    /* the tag has more than four bytes */
	TLV_LENGTH_CUT,  /* the length is missing or truncated */
	TLV_INDEFINITE,  /* length 80, which smart cards do not use */
	TLV_LENGTH_LONG, /* a length of more than four bytes, or reserved */
	TLV_VALUE_CUT,   /* the value is truncated */
};

struct tlv {
	uint32_t tag; /* its bytes, big-endian: 0x84, 0x9F38, 0x7F49 */
	bool constructed;
	bool comprehension; /* the flag of TLV_COMPREHENSION; tag is without it */
	size_t at;          /* offset of the first byte in the cursor's input */
	size_t header;      /* bytes of tag and length */
	size_t length;      /* of the value, at at + header */
};

/* Takes the next object from the cursor, in which at least one byte is left. If it is faulty,
 * returns why and takes nothing; *fault_at is then the offset of the faulty byte, or of the end if
 * bytes are missing. */
enum tlv_fault tlv_read(struct cursor *cursor, enum tlv_form form, struct tlv *tlv,
                        size_t *fault_at);

/* Takes a BER tag of at most four bytes from the cursor. Returns false if it is longer or
 * truncated. */
bool tlv_read_tag(struct cursor *cursor, uint32_t *tag);
/* Writes a tag in hex, NUL-terminated: "84", "9F38". */
void tlv_write_tag(char out[TLV_TAG_TEXT], uint32_t tag);

/* Returns the number of padding bytes at the cursor: 00 between objects, or FF up to the end
 * (5.2.2; erased files). */
size_t tlv_padding(const struct cursor *cursor);

/* Returns what the fault is, without a full stop. */
const char *tlv_fault_text(enum tlv_fault fault);

/* Returns true if the bytes are one or more BER-TLV objects without anything between or after them,
 * and so is the value of each constructed one. */
bool tlv_is_whole(const uint8_t *bytes, size_t length);

/* Returns how many of the bytes are complete BER-TLV objects, with the padding between and after
 * them. */
size_t tlv_objects(const uint8_t *bytes, size_t length);

/* Finds the first BER-TLV object with this tag on the top level; *value points to its value in
 * bytes. Returns false if there is none. */
bool tlv_get(const uint8_t *bytes, size_t length, uint32_t tag, const uint8_t **value,
             size_t *value_length);

#endif
