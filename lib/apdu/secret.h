/* Which bytes of a command are secret: a PIN, a password or a key in the clear. secret.c has the
 * table; whatever shows, stores or explains a command asks here. */
#ifndef APDU_SECRET_H
#define APDU_SECRET_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct secret {
	size_t at;     /* the first secret byte */
	size_t length; /* 0: there is none */
};

/* Returns the secret bytes of a command, also of one that another command carries. Where the
 * lengths do not fit, or an Le follows that may be the last byte of a PIN, that is secret, too: a
 * missing Lc must not show a PIN's first digit. */
struct secret secret_find(const uint8_t *command, size_t length);
/* Does the same for what goes to the reader with SCardControl: a command, or a CCID message or a
 * vendor's escape with a command inside. The structures of PC/SC part 10 for PIN entry at the
 * reader hold a template and no PIN: nothing in them is secret. */
struct secret secret_find_control(const uint8_t *bytes, size_t length);
/* Returns true if a command of which only these first bytes are known may have secret data. */
bool secret_may_follow(const uint8_t *start, size_t length);

/* Returns true if the byte at this place is secret. */
bool secret_has(struct secret secret, size_t at);
/* Returns true if not even the lengths may be revealed: all after P1 P2 is secret. */
bool secret_hides_lengths(struct secret secret);

struct secret_reference {
	uint8_t number; /* of the PIN or password: P2, or P1 where the applet has it there */
	bool carried;   /* the command is inside another one, whose status word is not its own */
};

/* Returns true for a command, or one inside it, that uses or asks about a retry counter: VERIFY and
 * its relatives. */
bool secret_reference(const uint8_t *command, size_t length, struct secret_reference *reference);
bool secret_reference_control(const uint8_t *bytes, size_t length,
                              struct secret_reference *reference);

/* Adds hex digits, upper case, with ** in the place of each secret byte; with blank between pairs
 * where blank is not 0. */
void secret_hex(struct text *text, const uint8_t *command, size_t length, char blank);

/* The table, for tests. */
enum secret_kind {
	SECRET_DATA,    /* all data */
	SECRET_NONE,    /* nothing: an exception to a later row */
	SECRET_CARRIES, /* another command begins in the data */
};

enum { SECRET_PREFIX_MAX = 5, SECRET_ANY = -1 };

struct secret_row {
	const char *name;
	uint8_t cla_mask, cla, ins_mask, ins, p1_mask, p1, p2_mask, p2;
	enum secret_kind kind;
	uint8_t reference; /* place of the reference: 2 (P1), 3 (P2); 0: none */
	uint8_t inner;     /* SECRET_CARRIES: where in the data the command begins */
	uint8_t nc;        /* only where there are so many bytes of data; 0: any number */
	uint8_t prefix_length;
	int16_t prefix[SECRET_PREFIX_MAX]; /* what the data begins with */
};

const struct secret_row *secret_rows(size_t *count);

#endif
