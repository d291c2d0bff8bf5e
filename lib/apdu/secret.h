/* Which bytes of a command are secret: a PIN, a password or a key in the clear. Everything that
 * shows, stores or explains a command must ask here. */
#ifndef APDU_SECRET_H
#define APDU_SECRET_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct secret {
	size_t at;     /* offset of the first secret byte */
	size_t length; /* 0: there is none */
};

/* Returns the secret bytes of a command, or of one that its data contains. If the lengths do not
 * match, everything after P1 P2 is secret, as a PIN may begin there; so is an Le that may be the
 * last byte of a PIN. */
struct secret secret_find(const uint8_t *command, size_t length);
/* Does the same for the input of SCardControl: a command, or a CCID message or a vendor's escape
 * that contains a command. The structures of PC/SC part 10 for PIN entry at the reader contain a
 * template and no PIN: nothing in them is secret. */
struct secret secret_find_control(const uint8_t *bytes, size_t length);
/* Returns true if a command that begins with these bytes can have secret data. */
bool secret_may_follow(const uint8_t *start, size_t length);

/* Returns true if the byte at offset at is secret. */
bool secret_has(struct secret secret, size_t at);
/* Returns true if everything after P1 P2 is secret, so that not even lengths may be shown. */
bool secret_hides_lengths(struct secret secret);

struct secret_reference {
	uint8_t number; /* of the PIN or password: P2, or P1 for applets that have it there */
	bool carried;   /* the command is inside another one, whose status word is not its own */
};

/* Returns true, with *reference filled, if the command or one that it contains uses or queries a
 * retry counter: VERIFY and its relatives. */
bool secret_reference(const uint8_t *command, size_t length, struct secret_reference *reference);
/* Does the same for the input of SCardControl. */
bool secret_reference_control(const uint8_t *bytes, size_t length,
                              struct secret_reference *reference);

/* Adds the command as upper-case hex with "**" for each secret byte; blank stands between the pairs
 * unless it is NUL. */
void secret_hex(struct text *text, const uint8_t *command, size_t length, char blank);

/* The table of commands with secret data (secret_table.c). The first row that matches counts. */
enum secret_kind {
	SECRET_DATA,    /* all data is secret */
	SECRET_NONE,    /* none: an exception to a later row */
	SECRET_CARRIES, /* the data contains another command */
};

/* A byte of a prefix has in its upper half the bits that do not count. */
enum { SECRET_PREFIX_MAX = 5, SECRET_ANY = 0xFF00 };

struct secret_row {
	const char *name;
	uint8_t cla_mask, cla, ins_mask, ins, p1_mask, p1, p2_mask, p2;
	enum secret_kind kind;
	uint8_t reference; /* offset of the reference: 2 (P1), 3 (P2); 0: none */
	uint8_t inner;     /* SECRET_CARRIES: offset of the command in the data */
	uint8_t nc;        /* the row holds only for so much data; 0: for any */
	bool groupings; /* the prefix may begin any data grouping; the row does not hold if P1 says
	                 * that there is none */
	uint8_t prefix_length;
	uint16_t prefix[SECRET_PREFIX_MAX]; /* what the data begins with */
};

/* Returns the rows; *count is their number. */
const struct secret_row *secret_rows(size_t *count);

#endif
