/* Hex text to bytes and back. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

enum hex_status {
	HEX_OK,
	HEX_EMPTY,    /* no digit at all */
	HEX_NOT_HEX,  /* a character that is not a digit, nor a separator at this place */
	HEX_ODD,      /* a digit without a second one */
	HEX_TOO_LONG, /* more than max bytes */
};

struct hex_result {
	enum hex_status status;
	size_t count; /* bytes written */
	size_t at;    /* position of the character in error, from 0 */
};

/* Returns the value of a hex digit in any case; -1 for any other character. */
int hex_digit(char c);

/* Reads length characters: pairs of digits in any case, packed or with blanks, TABs or single
 * colons between pairs. Writes at most max bytes to out. */
struct hex_result hex_read(const char *text, size_t length, uint8_t *out, size_t max);

/* Does the same for text pasted from sources and manuals: each pair may be preceded by "0x" or "\x"
 * and followed by "h", a comma or a hyphen, and all may be enclosed in brackets or quotes:
 * {0x3B, 0x00}; "\x3B\x00"; 3Bh 00h; 3B-00. */
struct hex_result hex_read_source(const char *text, size_t length, uint8_t *out, size_t max);

/* Returns the message for the status, without a full stop: "not a hex digit". */
const char *hex_status_text(enum hex_status status);

/* Writes upper-case digits, packed, and a NUL: 2 * count + 1 characters. Returns the length. */
size_t hex_write(char *out, const uint8_t *bytes, size_t count);

/* Does the same with one blank between pairs: 3 * count characters with the NUL (1 for none). */
size_t hex_write_spaced(char *out, const uint8_t *bytes, size_t count);

/* Returns half of a byte: with i 0 the upper half of the first one, with 1 its lower half, with 2
 * the upper half of the second one. */
static inline unsigned nibble_at(const uint8_t *bytes, size_t i)
{
	return i % 2 == 0 ? bytes[i / 2] >> 4 : bytes[i / 2] & 15u;
}

/* Returns how many characters of an unexpected word a message may quote: at most 40, and of hex
 * digits only those of CLA INS P1 P2, because the rest may be a PIN. */
int hex_quotable(const char *word, size_t length);

#endif
