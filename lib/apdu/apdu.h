/* The structure of command APDUs: the seven cases of ISO/IEC 7816-3:2006, 12.1. */
#ifndef APDU_APDU_H
#define APDU_APDU_H

#include <stddef.h>
#include <stdint.h>

enum apdu_case {
	APDU_INVALID,
	APDU_1,
	APDU_2S,
	APDU_3S,
	APDU_4S,
	APDU_2E,
	APDU_3E,
	APDU_4E,
};

enum apdu_error {
	APDU_FINE,
	APDU_SHORT_HEADER,  /* fewer than four bytes */
	APDU_LC_TOO_LONG,   /* the data is shorter than Lc; detail: bytes too few */
	APDU_LC_TOO_SHORT,  /* more follows than Lc and Le; detail: bytes too many */
	APDU_HALF_EXTENDED, /* 00 and one byte: half of an extended length */
	APDU_EXTENDED_LC_0, /* an extended Lc of 0 */
	APDU_HALF_LE,       /* one byte where an extended Le takes two */
};

struct apdu {
	enum apdu_case kind;
	enum apdu_error error; /* why kind is APDU_INVALID */
	size_t detail;
	uint8_t cla, ins, p1, p2; /* 0 if the bytes are not there */
	size_t nc;                /* bytes of data: 0..65535 */
	size_t data_at;           /* their offset in the command */
	size_t ne;                /* most bytes expected: 0 (none), or 1..65536 */
};

/* Parses a command of length bytes; accepts any bytes. */
struct apdu apdu_read(const uint8_t *bytes, size_t length);

/* Returns "case 1" to "case 4E"; "invalid" for APDU_INVALID. */
const char *apdu_case_name(enum apdu_case kind);
/* Writes the error, without a full stop, NUL-terminated to out of size bytes (100 are enough; it is
 * truncated to fewer). Returns its whole length. */
size_t apdu_error_text(const struct apdu *apdu, char *out, size_t size);

/* The fields of an APDU to be written. */
struct apdu_parts {
	uint8_t cla, ins, p1, p2;
	const uint8_t *data;
	size_t nc;    /* 0..65535 */
	size_t ne;    /* 0 (no Le), or 1..65536 */
	int extended; /* extended even where short would do */
};

/* Writes the APDU, extended where Nc > 255 or Ne > 256, into out, which holds at least 9 + nc
 * bytes. Returns its length; 0 if nc or ne is out of range. */
size_t apdu_write(const struct apdu_parts *parts, uint8_t *out);

#endif
